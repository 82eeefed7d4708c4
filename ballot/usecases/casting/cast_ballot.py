"""A voter casts: seal in memory, then spend the slip and drop the sealed votes in one commit.

Exactly once: the UPDATE of the slip touches a row for one caller only, and its row count decides.
Everyone is answered after a commit, also whoever is told that the slip has voted already.
"""

from collections.abc import Callable
from concurrent.futures import Future

from ballot.domain.errors import BallotError, CouldNotCast
from ballot.domain.meeting import SPENT_BY_PHONE, SlipState
from ballot.domain.paper import Ballot
from ballot.slips.tokens import Secret
from ballot.storage.casting.group_commit import Cast, Outcome
from ballot.usecases.casting import admission, sealing
from ballot.usecases.casting.admission import Admitted
from ballot.usecases.hall import Hall

Answered = Callable[[BallotError | None], None]
"""Takes the answer of a cast: None is the acknowledgement, anything else the refusal."""


def cast_ballot(
    hall: Hall,
    number: str,
    secret: Secret,
    ballot: Ballot,
    channel: SlipState = SPENT_BY_PHONE,
) -> None:
    """Cast a filled ballot; the return is the acknowledgement.

    Raises what ``view_paper`` raises, and CouldNotCast for any failure of the machine: then the
    voter tries again, and where the ballot had arrived after all is told SlipSpent.
    """
    answer: Future[BallotError | None] = Future()
    try:
        hand_in(hall, admission.admit(hall, number, secret), ballot, channel, answer.set_result)
    except BallotError:
        raise
    except Exception as error:
        raise CouldNotCast from error
    refusal = answer.result()
    if refusal is not None:
        raise refusal


def hand_in(
    hall: Hall, admitted: Admitted, ballot: Ballot, channel: SlipState, answered: Answered
) -> None:
    """Seal a filled ballot in memory and hand it to the writer; do not wait.

    ``answered`` is called once, on the writer's thread, after the commit: it returns at once and
    raises nothing. Raises CouldNotCast where nothing was handed in, and ``answered`` is not called.
    """
    facts = admitted.known.frozen
    try:
        sealed = sealing.seal(hall, facts, admitted.voter_class, ballot)
        cast = Cast(facts.number, facts.run, admitted.key, channel, sealed)
        hall.database.drop_in(cast, lambda _cast, outcome: answered(_told(hall, cast, outcome)))
    except Exception as error:
        raise CouldNotCast from error


def _told(hall: Hall, cast: Cast, outcome: Outcome) -> BallotError | None:
    """The answer of a cast. A slip that did not vote is read again to say why."""
    try:
        if isinstance(outcome, Exception):
            raise outcome
        return None if outcome else _why_not(hall, cast)
    except Exception as error:
        refusal = CouldNotCast()
        refusal.__cause__ = error
        return refusal


def _why_not(hall: Hall, cast: Cast) -> BallotError:
    # Meanwhile somebody else cast with this slip, or the meeting closed, or its run was renewed.
    meeting = hall.database.standing(cast.number, cast.key)
    if meeting is None:
        return CouldNotCast()
    return admission.refusal(meeting.state, meeting.slip) or CouldNotCast()
