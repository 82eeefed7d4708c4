"""An organizer watches who came: numbers of ballots, never what they say."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.meeting import CASTING, COUNTED, EXCHANGED, State
from ballot.domain.scheme import quorum
from ballot.storage import meetings, slips, turnout
from ballot.storage.meetings import MeetingRow
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.result.see_result import eligible_of, is_hidden, returned_now
from ballot.usecases.verified import frozen_facts, schemes


@dataclass(frozen=True, slots=True)
class Turnout:
    """应参加, 收回, 法定票数, whether it is met, and how many ballots are missing to it.

    ``hidden``: fewer than 30 vote and the vote is not closed; ``returned`` and ``missing`` are
    None, only ``met`` is shown. ``papers`` are the slips exchanged for paper while the sheets are
    not counted yet: from the close until the slips are settled ``returned`` is without them.
    """

    eligible: int
    returned: int | None
    required: int
    met: bool
    missing: int | None
    hidden: bool
    papers: int = 0
    is_over: bool = False
    """Whether the vote is closed: nobody can come any more."""

    @property
    def is_short(self) -> bool:
        """Whether it is known that the box stays shut: too few came, and no paper is awaited."""
        return self.is_over and not self.met and not self.papers


def watch_turnout(hall: Hall, actor: Actor, number: str) -> Turnout:
    """The turnout now; it is noted in the key folder, so that a removed ballot is missed later.

    Raises MeetingUnknown, MayNot, Tampered.
    """
    meeting, eligible, required, returned, papers = hall.database.read(
        lambda db: (*_count(hall, db, actor, number), _papers(db, number))
    )
    if meeting.state in CASTING:
        hall.marks.note_received(meeting.run, returned)
    return turnout_of(meeting.state, eligible, required, returned, papers)


def turnout_of(state: State, eligible: int, required: int, returned: int, papers: int) -> Turnout:
    """What may be told of these figures while a meeting stands so."""
    hidden = is_hidden(state, eligible)
    return Turnout(
        eligible=eligible,
        returned=None if hidden else returned,
        required=required,
        met=returned >= required,
        missing=None if hidden else max(0, required - returned),
        hidden=hidden,
        papers=papers,
        is_over=state.rehearsed in COUNTED,
    )


def _count(hall: Hall, db: Session, actor: Actor, number: str) -> tuple[MeetingRow, int, int, int]:
    meeting = acts.find(db, actor, number, Act.SEE)
    returned = returned_now(db, number).total
    if meeting.frozen is not None:
        facts = frozen_facts.of(hall, meeting)
        return meeting, facts.eligible, facts.minimum, returned
    eligible = eligible_of(db, number)
    required = quorum.required(schemes.of(db, meeting).quorum, eligible)
    return meeting, eligible, required, returned


def _papers(db: Session, number: str) -> int:
    is_closed = meetings.get(db, number).state.rehearsed is State.CLOSED
    is_counting = is_closed and not turnout.frozen(db, number)
    return slips.printed_counts(db, number).get(EXCHANGED, 0) if is_counting else 0
