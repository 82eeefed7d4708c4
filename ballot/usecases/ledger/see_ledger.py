"""The ledger of slips as people see it: both sides of every equation, and what is in the way."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballot.domain import excluded
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import NotInState
from ballot.domain.excluded import ExcludedCount
from ballot.domain.ledger import balance, paper_count
from ballot.domain.ledger.balance import Count, Equation, Law
from ballot.domain.ledger.exchanges_told import Permit
from ballot.domain.ledger.ledger_told import Complaint, Figure, Override
from ballot.domain.meeting import COUNTED, REHEARSAL_COUNTED, Custody, State
from ballot.domain.meetings.frozen import Frozen
from ballot.storage.meetings import MeetingRow
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.verified import chain, frozen_facts, ledger
from ballot.usecases.verified.ledger import Book

FROM_THE_FREEZE = (
    State.FROZEN,
    State.OPEN,
    *COUNTED,
    State.REHEARSAL,
    *REHEARSAL_COUNTED,
)
"""A ledger is begun before the first slip is drawn, in a rehearsal too."""


@dataclass(frozen=True, slots=True)
class LedgerView:
    """``custody`` is that of the vote in its rehearsal too: the ledger is as strict as it will be.

    ``count`` and ``lines`` are None and empty before the close. ``blocking`` are the names of
    what keeps the slips from being settled, ``to_override`` what two 监票人 may go on over and
    ``going_on`` those who do. ``entered`` are the tellers who handed in their totals,
    ``differing`` the subjects of which they found something different. ``permits`` are the
    exchanges that 监票人 agreed to, in the order of agreement; ``excluded`` are answers of phones
    that are 无效, as far as it is known."""

    number: str
    title: str
    state: State
    custody: Custody
    round: int
    eligible: int
    minimum: int
    figures: dict[Figure, int]
    count: Count | None
    lines: tuple[Equation, ...]
    blocking: tuple[str, ...]
    to_override: tuple[str, ...]
    going_on: tuple[Override, ...]
    complaints: tuple[Complaint, ...]
    entered: tuple[int, ...]
    agreed: bool
    differing: tuple[str, ...]
    few_papers: bool
    settled: bool
    voids: bool
    exchanged: int
    permits: tuple[Permit, ...]
    unissued: int
    excluded: ExcludedCount

    @property
    def undrawn(self) -> int | None:
        """How many slips were not handed out, as far as it is known: below 0 where it were more
        than were printed."""
        count = self.count
        if count is None or count.handed_out is None:
            return None
        return count.issued - count.handed_out - count.spoiled_before

    @property
    def to_scan(self) -> int | None:
        """How many of them nobody has scanned yet; below 0 where too many were."""
        return None if self.undrawn is None else self.undrawn - self.unissued

    @property
    def pending(self) -> tuple[Law, ...]:
        """The equations that do not hold yet because slips are still to be scanned."""
        return (Law.ISSUED, Law.HANDED_OUT) if (self.to_scan or 0) > 0 else ()

    @property
    def faults(self) -> tuple[str, ...]:
        """The equations that are broken, whatever is still to be done."""
        broken = balance.open_lines(self.lines)
        return tuple(each for each in broken if each not in self.pending)

    @property
    def due(self) -> tuple[str, ...]:
        """What people have not done yet and have to do, beside slips that are to be scanned."""
        return tuple(each for each in self.blocking if each not in (*self.faults, *self.pending))

    @property
    def missing(self) -> int:
        """How many ballots are known to be missing to the quorum: 0 where enough came, where sheets
        are still to be entered, and where more came than may."""
        is_known = self.settled or self.agreed or not self.exchanged
        if self.count is None or self.voids or not is_known:
            return 0
        return max(0, self.minimum - self.count.returned)

    @property
    def unlike(self) -> tuple[int, int] | None:
        """发出 and 实到, where both are known and differ."""
        out, present = self.figures.get(Figure.HANDED_OUT), self.figures.get(Figure.PRESENT)
        return None if out is None or present is None or out == present else (out, present)

    @property
    def may_open(self) -> bool:
        """Whether nothing of the ledger stands before the box any more."""
        agreed = self.custody is Custody.SERVER or self.settled
        return self.state.rehearsed is State.CLOSED and not self.blocking and agreed


def see_ledger(hall: Hall, actor: Actor, number: str) -> LedgerView:
    """The ledger as it stands. Raises MeetingUnknown, MayNot, NotInState before the freeze,
    Tampered."""
    return hall.database.read(lambda db: _see(hall, db, actor, number))


def _see(hall: Hall, db: Session, actor: Actor, number: str) -> LedgerView:
    meeting = acts.find(db, actor, number, Act.SEE)
    if meeting.state not in FROM_THE_FREEZE:
        raise NotInState(act=Act.SETTLE, state=meeting.state, allowed=FROM_THE_FREEZE)
    facts = frozen_facts.of(hall, meeting)
    book = ledger.read(db, facts, chain.of_meeting(hall, db, facts.number))
    return _view(meeting, facts, book)


def _view(meeting: MeetingRow, facts: Frozen, book: Book) -> LedgerView:
    counted = meeting.state.rehearsed in COUNTED
    custody = meeting.custody if facts.rehearsal else facts.custody
    lines = book.lines if counted else ()
    return LedgerView(
        number=meeting.number,
        title=facts.title,
        state=meeting.state,
        custody=custody,
        round=facts.round,
        eligible=facts.eligible,
        minimum=facts.minimum,
        figures=dict(book.told.figures),
        count=book.count if counted else None,
        lines=lines,
        blocking=book.blocking(custody) if counted else (),
        to_override=book.to_override if counted else (),
        going_on=book.told.goes_on(book.to_override) if counted else (),
        complaints=book.told.complaints,
        entered=tuple(sorted(book.entered)),
        agreed=book.paper is not None,
        differing=tuple(facts.paper.subjects[each] for each in book.differing),
        few_papers=0 < book.told.exchanged < paper_count.FEW,
        settled=book.told.settled is not None,
        voids=balance.is_void(lines),
        exchanged=book.told.exchanged,
        permits=book.told.permits,
        unissued=book.told.unissued,
        excluded=excluded.count(book.told.excluded),
    )
