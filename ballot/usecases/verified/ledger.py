"""The ledger of a meeting as the journal tells it, held against what lies in the tables.

Figures of the hall, complaints, overrides and paper totals stand in tables that a page can read;
they are believed only as far as the journal, whose chain is checked, tells the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballot.domain import excluded
from ballot.domain.errors import Tampered
from ballot.domain.journal_line import JournalLine
from ballot.domain.ledger import balance, ledger_told, paper_count
from ballot.domain.ledger.balance import ClassCount, Count, Due, Equation
from ballot.domain.ledger.ledger_told import TELLERS, Said, Spoiled, Told
from ballot.domain.ledger.paper_count import Totals
from ballot.domain.meeting import (
    EXCHANGED,
    SPENT_AT_KIOSK,
    SPENT_BY_PHONE,
    UNDRAWN,
    UNUSED,
    VOID,
    Custody,
    SlipState,
)
from ballot.domain.meetings.frozen import Frozen
from ballot.storage import ledger, paper, slips, votes
from ballot.storage.paper import PaperRow


@dataclass(frozen=True, slots=True)
class Book:
    """All of a meeting's ledger. ``paper`` are the totals on which two tellers agree, else None;
    ``differing`` the subjects, from 0, on which they do not."""

    count: Count
    told: Told
    entered: dict[int, PaperRow]
    paper: Totals | None
    differing: tuple[int, ...]

    @property
    def lines(self) -> tuple[Equation, ...]:
        """Every equation, in the order of the sheet."""
        return balance.lines(self.count)

    @property
    def due(self) -> tuple[Due, ...]:
        """What people still have to do."""
        return balance.due(
            self.count,
            complaints=len(self.told.waiting),
            tellers=len(self.entered),
            agreed=self.paper is not None,
            twice=excluded.has_twice(self.told.excluded),
        )

    def blocking(self, custody: Custody) -> tuple[str, ...]:
        """What keeps the slips from being settled; empty: nothing."""
        strict = custody is Custody.SCRUTINEERS
        goes_on = len(self.told.goes_on(self.to_override)) >= 2
        return balance.blocking(self.lines, self.due, strict=strict, goes_on=goes_on)

    @property
    def to_override(self) -> tuple[str, ...]:
        """What two 监票人 would have to go on over."""
        return balance.to_override(self.lines, self.due)


def told(lines: Iterable[JournalLine]) -> Told:
    """What the verified chain of a meeting tells of its slips."""
    return ledger_told.told(Said.of(line.act, line.actor, line.detail) for line in lines)


def read(db: Session, facts: Frozen, lines: Sequence[JournalLine]) -> Book:
    """The ledger of a frozen meeting as it stands. ``lines`` are those of its verified chain.

    Raises Tampered: ``ledger``, ``paper``, ``slips`` where the tables say something else.
    """
    said = told(lines)
    if ledger.entries(db, facts.number) != said.entries:
        raise Tampered(what="ledger")
    entered = _entered(db, facts, said)
    agreed = _agreed(entered)
    differs: tuple[int, ...] = ()
    if agreed is None and len(entered) == len(TELLERS):
        differs = paper_count.differing(*(entered[teller].totals for teller in TELLERS))
    return Book(_count(db, facts, said, agreed), said, entered, agreed, differs)


def _entered(db: Session, facts: Frozen, said: Told) -> dict[int, PaperRow]:
    """What the tellers handed in, each held against its fingerprint in the journal."""
    found = paper.of_meeting(db, facts.number)
    made = {
        teller: paper_count.commitment(facts.number, facts.run, row.salt, row.totals)
        for teller, row in found.items()
    }
    if made != said.papers:
        raise Tampered(what="paper")
    return found


def _agreed(entered: dict[int, PaperRow]) -> Totals | None:
    totals = {row.totals for row in entered.values()}
    return totals.pop() if len(entered) == len(TELLERS) and len(totals) == 1 else None


def _count(db: Session, facts: Frozen, said: Told, agreed: Totals | None) -> Count:
    states = slips.printed_counts(db, facts.number)
    _require_states(states, said)
    rows, root = slips.root(db, facts.number)
    printed = [slips.root(db, facts.number, each)[1].hex() for each in range(len(facts.classes))]
    wall = [each.slip_root for each in facts.classes]
    phone, kiosk = states.get(SPENT_BY_PHONE, 0), states.get(SPENT_AT_KIOSK, 0)
    papers = sum(paper_count.sheets(agreed).values()) if agreed else 0
    return Count(
        issued=facts.slips,
        eligible=facts.eligible,
        slip_rows=rows,
        slip_root=root.hex() if printed == wall else "".join(printed),
        wall_root=root.hex() if printed == wall else "".join(wall),
        phone=phone,
        kiosk=kiosk,
        paper=papers,
        exchanged=said.exchanged,
        ciphertexts=_ciphertexts(db, facts, said),
        handed_out=said.handed_out,
        unissued=said.unissued,
        spoiled_before=said.spoiled[Spoiled.BEFORE],
        spoiled_after=said.spoiled[Spoiled.AFTER],
        not_returned=not_returned(facts.slips, phone + kiosk + papers, said),
        classes=_by_class(db, facts, agreed),
    )


def _by_class(db: Session, facts: Frozen, agreed: Totals | None) -> tuple[ClassCount, ...]:
    """Class by class; nothing where nobody votes in classes."""
    if len(facts.classes) == 1:
        return ()
    states, papers = slips.counts(db, facts.number), paper_count.sheets(agreed or ())
    return tuple(
        ClassCount(
            name=each.name,
            eligible=each.eligible,
            printed=each.slips,
            spent=sum(states.get((at, st), 0) for st in (SPENT_BY_PHONE, SPENT_AT_KIOSK)),
            exchanged=states.get((at, EXCHANGED), 0),
            paper=papers.get(at, 0),
        )
        for at, each in enumerate(facts.classes)
    )


def not_returned(issued: int, returned: int, said: Told) -> int:
    """领而未交, as the slips tell it: nobody voted with them, scanned or tore them.

    0 where nobody counted 发出: then what was never drawn cannot be told from it.
    """
    if said.handed_out is None:
        return 0
    return max(0, issued - returned - said.unissued - said.voided)


def _ciphertexts(db: Session, facts: Frozen, said: Told) -> tuple[int, ...]:
    """How many answers each cell has; nothing to compare once they were erased."""
    found = votes.counts(db, facts.number)
    if said.settled is not None and not found:
        return ()
    classes = range(len(facts.classes))
    return tuple(sum(found.get((*cell, each), 0) for each in classes) for cell in facts.paper.cells)


def _require_states(states: Mapping[SlipState, int], said: Told) -> None:
    """Slips stand as the journal tells: nobody exchanges, scans or voids one by hand.

    Raises Tampered("slips").
    """
    settled_void = said.settled is not None
    if (
        states.get(EXCHANGED, 0) != said.exchanged
        or states.get(UNDRAWN, 0) != said.unissued
        or (not settled_void and states.get(VOID, 0) != said.voided)
        or (settled_void and states.get(UNUSED, 0))
    ):
        raise Tampered(what="slips")
