"""Who comes in to vote: the slip, the meeting it belongs to, and why somebody is turned away."""

from dataclasses import dataclass

from ballot.domain.errors import (
    BallotError,
    NotOpenYet,
    SlipNotConfirmed,
    SlipSpent,
    SlipUnknown,
    SlipVoid,
    VotingClosed,
    VotingPaused,
)
from ballot.domain.meeting import CASTING, SPENT, UNUSED, State
from ballot.domain.meetings import frozen
from ballot.slips import tokens
from ballot.slips.tokens import Secret, Token
from ballot.storage.casting.voter_read import Standing
from ballot.storage.slips import ByCode, ByToken, SlipKey, SlipRow
from ballot.usecases.casting import short_round
from ballot.usecases.facts_cache import KnownFacts
from ballot.usecases.hall import Hall
from ballot.usecases.verified import frozen_facts, policy_words

BEFORE = (State.DRAFT, State.FROZEN)


@dataclass(frozen=True, slots=True)
class Admitted:
    """A slip that votes now, found by ``key``, and what its meeting asks. Nothing is spent yet."""

    key: SlipKey
    voter_class: int
    meeting: Standing
    known: KnownFacts


def admit(hall: Hall, number: str, secret: Secret) -> Admitted:
    """Let in a slip that votes now.

    Raises the refusal, if there is one; Tampered where the frozen data are not ours.
    """
    key, meeting = find(hall, number, secret)
    error = refusal(meeting.state, meeting.slip)
    if meeting.slip is None or error is not None:
        raise short_round.refusal(hall, meeting) or error or SlipUnknown()
    known = hall.facts.of(meeting, lambda read: _learn(hall, read))
    return Admitted(key, meeting.slip.voter_class, meeting, known)


def find(hall: Hall, number: str, secret: Secret) -> tuple[SlipKey, Standing]:
    """The slip as it stands, in one read where the meeting's run has not changed since the last.

    Raises SlipUnknown, also for a number that no meeting has: the holder cannot tell them apart.
    """
    if not (number.isascii() and number.isdecimal()):
        raise SlipUnknown
    guess = hall.facts.run(number)
    by = key(hall, number, guess, secret)
    meeting = hall.database.standing(number, by)
    if meeting is not None and meeting.run != guess:
        hall.facts.note_run(number, meeting.run)
        by = key(hall, number, meeting.run, secret)
        meeting = hall.database.standing(number, by)
    if meeting is None or meeting.slip is None:
        raise SlipUnknown
    return by, meeting


def key(hall: Hall, number: str, run: bytes, secret: Secret) -> SlipKey:
    """What the secret is stored under. Nothing of another run is ever found by it."""
    if isinstance(secret, Token):
        return ByToken(tokens.digest(run, secret))
    return ByCode(tokens.code_digest(hall.pepper, run, number, secret))


def refusal(state: State, slip: SlipRow | None) -> BallotError | None:
    """Why a slip does not vote now while its meeting is in ``state``, None where it does.

    Whoever has voted is told so in every later state, whatever has become of the meeting.
    """
    if slip is None:
        return SlipUnknown()
    if slip.st in SPENT:
        return SlipSpent(rehearsal=state.is_rehearsal)
    if slip.st != UNUSED:
        return SlipVoid(rehearsal=state.is_rehearsal)
    if state is State.PAUSED:
        return VotingPaused()
    if state in BEFORE:
        return NotOpenYet()
    if state not in CASTING:
        return VotingClosed(rehearsal=state.is_rehearsal)
    return None if slip.confirmed else SlipNotConfirmed()


def _learn(hall: Hall, meeting: Standing) -> KnownFacts:
    facts = frozen_facts.of(hall, meeting)
    shown = frozen.fingerprint(meeting.frozen or "")[: frozen.FINGERPRINT_SHOWN]
    words = hall.database.read(lambda db: policy_words.of_paper(db, facts))
    return KnownFacts(facts, shown, words)
