"""The slips are settled before the opening: what nobody used is void, and 收回 is frozen.

Undrawn slips are scanned, paper is entered twice, complaints are minuted; then every equation of
the ledger is looked at once more, in the transaction that freezes the figures (docs/secrecy.md).
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import LedgerOpen, NotSettled, SlipsSettled, Tampered
from ballot.domain.ledger import paper_count
from ballot.domain.ledger.ledger_told import Told
from ballot.domain.ledger.paper_count import Totals
from ballot.domain.meetings.frozen import Frozen
from ballot.domain.meetings.result import Returned
from ballot.storage import slips, turnout
from ballot.storage.meetings import MeetingRow
from ballot.storage.turnout import ReturnedRow
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.ledger import check_proofs
from ballot.usecases.verified import chain, frozen_facts, ledger
from ballot.usecases.verified.ledger import Book


@dataclass(frozen=True, slots=True)
class SettledSlips:
    """What was frozen: 收回 by class and way, and how every slip ended (root, hex)."""

    book: Book
    returned: tuple[ReturnedRow, ...]
    states: str
    classes: int
    """How many classes of voters there are; one where nobody votes in classes."""

    def papers_of(self, voter_class: int) -> int:
        """Papers of a class, from 0."""
        return sum(each.paper for each in self.returned if each.voter_class == voter_class)

    @property
    def in_all(self) -> Returned:
        """收回 by way, over all classes."""
        return in_all(self.returned)

    @property
    def sealed(self) -> tuple[ReturnedRow, ...]:
        """The same without paper, of every class that has slips: what the box holds."""
        return tuple(replace(each, paper=0) for each in self.returned)


def in_all(returned: Iterable[ReturnedRow]) -> Returned:
    """收回 by way, over all classes."""
    parts = tuple(returned)
    return Returned(
        phone=sum(each.phone for each in parts),
        kiosk=sum(each.kiosk for each in parts),
        paper=sum(each.paper for each in parts),
    )


def settle_slips(hall: Hall, actor: Actor, number: str) -> None:
    """清点完毕: freeze every figure. No fault where it was done already.

    Where phones seal, every proof is checked first, and that stays done whatever else is open.
    Raises LedgerOpen with what is still open, NotInState, MayNot, Tampered.
    """
    check_proofs.check_proofs(hall, actor, number)

    def work(db: Session) -> None:
        meeting = acts.hold_in_state(db, actor, number, Act.SETTLE)
        settle(hall, db, actor, meeting)

    acts.carry_out(hall, work)


def settle(hall: Hall, db: Session, actor: Actor, meeting: MeetingRow) -> SettledSlips:
    """The same in the transaction of another act; the caller holds the closed meeting."""
    facts = frozen_facts.of(hall, meeting)
    book = ledger.read(db, facts, chain.of_meeting(hall, db, facts.number))
    if book.told.settled is not None:
        return _as_settled(db, facts, book)
    check_proofs.require(facts, book.told)
    waiting = book.blocking(meeting.custody)
    if waiting:
        raise LedgerOpen(lines=waiting)
    returned = _returned(db, facts.number, book.paper)
    slips.void_unused(db, facts.number)
    turnout.freeze(db, facts.number, returned)
    root = slips.state_root(db, facts.number).hex()
    found = SettledSlips(book, returned, root, len(facts.classes))
    acts.write_down(hall, db, actor, Act.SETTLE, facts.number, **_told(found))
    return found


def settled(hall: Hall, db: Session, meeting: MeetingRow) -> SettledSlips:
    """What was settled. Raises NotSettled before, Tampered: ``ledger paper slips turnout``."""
    facts = frozen_facts.of(hall, meeting)
    book = ledger.read(db, facts, chain.of_meeting(hall, db, facts.number))
    if book.told.settled is None:
        raise NotSettled
    return _as_settled(db, facts, book)


def require_open(hall: Hall, db: Session, number: str) -> Told:
    """What the journal tells so far, of slips that are not settled. Raises SlipsSettled."""
    said = ledger.told(chain.of_meeting(hall, db, number))
    if said.settled is not None:
        raise SlipsSettled
    return said


def _returned(db: Session, number: str, paper: Totals | None) -> tuple[ReturnedRow, ...]:
    """收回 by class; a class may have come on paper alone."""
    by_class = {each.voter_class: each for each in turnout.by_class(db, number)}
    papers = paper_count.sheets(paper) if paper else {}
    found = []
    for voter_class in sorted(by_class.keys() | papers.keys()):
        here = by_class.get(voter_class, ReturnedRow(voter_class))
        sheets = papers.get(voter_class, 0)
        found.append(ReturnedRow(voter_class, here.phone, here.kiosk, sheets))
    return tuple(found)


def _as_settled(db: Session, facts: Frozen, book: Book) -> SettledSlips:
    """As it was frozen, and as slips and paper still say. Raises Tampered("turnout")."""
    root = slips.state_root(db, facts.number).hex()
    frozen = tuple(turnout.frozen(db, facts.number))
    found = SettledSlips(book, frozen, root, len(facts.classes))
    said = book.told.settled or {}
    same = all(said.get(name) == value for name, value in _figures(found).items())
    if found.returned != _returned(db, facts.number, book.paper) or not same:
        raise Tampered(what="turnout")
    return found


def _figures(found: SettledSlips) -> dict[str, object]:
    """What never changes again. 应参加 may still be corrected, and with it what is open."""
    count = found.book.count
    return {
        "returned": asdict(found.in_all),
        "papers": [found.papers_of(at) for at in range(found.classes)],
        "slip_states": found.states,
        "handed_out": count.handed_out,
        "unissued": count.unissued,
        "exchanged": count.exchanged,
        "spoiled": found.book.told.voided,
        "not_returned": count.not_returned,
    }


def _told(found: SettledSlips) -> dict[str, object]:
    """What the journal keeps of a settlement: every figure, what is open, who goes on and why."""
    broken = found.book.to_override
    going = found.book.told.goes_on(broken)
    overrides = [
        {"scrutineer": each.scrutineer, "name": each.by, "reason": each.reason} for each in going
    ]
    return {**_figures(found), "broken": list(broken), "overrides": overrides}
