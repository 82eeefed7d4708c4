"""The ledger of slips as people see it: both sides of every equation, and what is in the way."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballot.domain import excluded
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import NotInState
from ballot.domain.excluded import ExcludedCount
from ballot.domain.ledger import balance, paper_count
from ballot.domain.ledger.balance import Count, Equation
from ballot.domain.ledger.exchanges_told import Permit
from ballot.domain.ledger.ledger_told import Complaint, Figure, Override
from ballot.domain.meeting import COUNTED, Custody, State
from ballot.domain.meetings.frozen import Frozen
from ballot.storage.meetings import MeetingRow
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.verified import chain, frozen_facts, ledger
from ballot.usecases.verified.ledger import Book

FROM_THE_FREEZE = (State.FROZEN, State.OPEN, *COUNTED)
"""A ledger is begun before the first slip is drawn."""


@dataclass(frozen=True, slots=True)
class LedgerView:
    """``count`` and ``lines`` are None and empty before the close. ``blocking`` are the names of
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
    def may_open(self) -> bool:
        """Whether nothing of the ledger stands before the box any more."""
        agreed = self.custody is Custody.SERVER or self.settled
        return self.state is State.CLOSED and not self.blocking and agreed


def see_ledger(hall: Hall, actor: Actor, number: str) -> LedgerView:
    """The ledger as it stands. Raises MeetingUnknown, MayNot, NotInState before the freeze and
    of a rehearsal, Tampered."""
    return hall.database.read(lambda db: _see(hall, db, actor, number))


def _see(hall: Hall, db: Session, actor: Actor, number: str) -> LedgerView:
    meeting = acts.find(db, actor, number, Act.SEE)
    if meeting.state not in FROM_THE_FREEZE:
        raise NotInState(act=Act.SETTLE, state=meeting.state, allowed=FROM_THE_FREEZE)
    facts = frozen_facts.of(hall, meeting)
    book = ledger.read(db, facts, chain.of_meeting(hall, db, facts.number))
    return _view(meeting, facts, book)


def _view(meeting: MeetingRow, facts: Frozen, book: Book) -> LedgerView:
    counted = meeting.state in COUNTED
    lines = book.lines if counted else ()
    return LedgerView(
        number=meeting.number,
        title=facts.title,
        state=meeting.state,
        custody=facts.custody,
        round=facts.round,
        eligible=facts.eligible,
        minimum=facts.minimum,
        figures=dict(book.told.figures),
        count=book.count if counted else None,
        lines=lines,
        blocking=book.blocking(facts.custody) if counted else (),
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
