"""Of a bundle: the ledger of slips as the journal tells it, and the totals of the paper ballots."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ballot.box.shares import NEEDED
from ballot.bundle import canonical
from ballot.bundle.canonical import FAULTS
from ballot.bundle.layout import JOURNAL, RECORD
from ballot.bundle.verify_frozen_facts import MOST, Parts, Slips
from ballot.bundle.verify_journal import Journal
from ballot.domain import excluded
from ballot.domain.acts import Act
from ballot.domain.errors import BundleRefused, Refused
from ballot.domain.ledger import (
    balance,
    ledger_told,
    paper_count,
    rehearsals_told,
    remarks,
    restored_told,
)
from ballot.domain.ledger.balance import ClassCount, Count
from ballot.domain.ledger.ledger_told import TELLERS, Spoiled, Told
from ballot.domain.ledger.paper_count import CellTotal, Totals
from ballot.domain.ledger.shapes_told import list_of, table, whole
from ballot.domain.meeting import EXCHANGED, UNDRAWN, VOID, Custody
from ballot.domain.meetings.frozen import Frozen
from ballot.domain.meetings.result import Returned

SALT = 32
NUMBERS = ("subject", "question", "voter_class", "blank", "invalid", "sheets")
IS_TOTALS = list_of(table({**dict.fromkeys(NUMBERS, whole(0)), "counts": list_of(whole(0))}))


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every figure of slips and paper, as the journal tells it and the slips bear it out."""

    told: Told
    count: Count
    papers: tuple[int, ...]
    """Papers class by class, as they were settled."""
    stopping: tuple[str, ...]
    """Kinds of remarks for which a ranking stops, as they were known at the opening."""

    @property
    def returned(self) -> Returned:
        """收回 by way, paper included."""
        return Returned(self.count.phone, self.count.kiosk, self.count.paper)

    @property
    def is_void(self) -> bool:
        """Whether more came back than was handed out, or than there are voters."""
        return balance.is_void(balance.lines(self.count))


def read(journal: Journal, facts: Frozen, found: Slips) -> Ledger:
    """The account of slips, counted again from the lines and from the slips.

    What people counted by hand is taken as they said it before the opening; what did not balance
    and who went on over it is worked out and never believed. Raises BundleRefused ``ledger``.
    """
    try:
        told = ledger_told.told(journal.lines)
        settled = dict(told.settled or {})
        papers = _papers(settled["papers"], facts)
        count = _count(facts, found, told, papers)
        fits = (
            _are_whole(count)
            and _is_borne_out(told, count, found)
            and settled == _settled(told, count, found, journal.replayed.settled_for, facts.custody)
            and journal.opening["paper"] == count.paper
        )
    except FAULTS as error:
        raise BundleRefused(part=JOURNAL, broken="ledger") from error
    if not fits:
        raise BundleRefused(part=JOURNAL, broken="ledger")
    return Ledger(told, count, papers, _stopping(journal, count))


def _stopping(journal: Journal, count: Count) -> tuple[str, ...]:
    """What was put back after the opening changes nothing of what was signed then."""
    lines = rehearsals_told.without(journal.lines)
    opening = next(at for at, line in enumerate(lines) if line.act == Act.OPEN_BOX)
    return remarks.stopping(count, ledger_told.told(lines[: opening + 1]))


def _papers(told: Any, facts: Frozen) -> tuple[int, ...]:
    """Papers class by class, as they were settled. Raises ValueError where they are no numbers."""
    are_whole = all(type(each) is int and 0 <= each <= MOST for each in told)
    if not are_whole or len(told) != len(facts.classes):
        raise ValueError("papers")
    return tuple(told)


def _is_borne_out(told: Told, count: Count, found: Slips) -> bool:
    """Whether slips and papers are there for what the lines tell, and nothing was left undone."""
    return (
        told.exchanged == found.in_state(EXCHANGED)
        and told.unissued == found.in_state(UNDRAWN)
        and told.voided <= found.in_state(VOID)
        and (bool(told.papers) or not count.paper)
        and not told.waiting
        and not told.paused
        and restored_told.known(told.restored) <= found.returned.total
    )


def _settled(
    told: Told, count: Count, found: Slips, eligible: tuple[int, ...] | None, custody: Custody
) -> dict[str, object]:
    """What the line of the settlement has to tell, of the 应参加 of its moment.

    Raises ValueError where something was in the way of it.
    """
    then = count.of_eligible(eligible or ())
    if len(eligible or ()) != max(1, len(count.classes)):
        raise ValueError("by_class")
    lines, tellers = balance.lines(then), len(told.papers)
    due = balance.due(
        then,
        complaints=len(told.waiting),
        tellers=tellers,
        agreed=tellers > 1,
        twice=excluded.has_twice(told.excluded),
    )
    broken = balance.to_override(lines, due)
    going = told.goes_on(broken)
    strict = custody is Custody.SCRUTINEERS
    if balance.blocking(lines, due, strict=strict, goes_on=len(going) >= NEEDED):
        raise ValueError("settle")
    return {
        "returned": asdict(Returned(count.phone, count.kiosk, count.paper)),
        "papers": [each.paper for each in count.classes] or [count.paper],
        "slip_states": found.state_root,
        "handed_out": count.handed_out,
        "unissued": count.unissued,
        "exchanged": count.exchanged,
        "spoiled": told.voided,
        "not_returned": count.not_returned,
        "broken": list(broken),
        "overrides": [
            {"scrutineer": each.scrutineer, "name": each.by, "reason": each.reason}
            for each in going
        ],
    }


def paper(parts: Parts, facts: Frozen, ledger: Ledger) -> Totals | None:
    """The totals that both tellers handed in before the opening, None where there were none.

    They stand in the signed record of an opened box; each teller's fingerprint stood in the
    journal before. Raises BundleRefused ``paper``.
    """
    kept = canonical.read(RECORD, parts[RECORD])
    try:
        if (kept["paper"] is None) != (not ledger.told.papers):
            raise ValueError("paper")
        totals = None if kept["paper"] is None else _paper(kept["paper"], facts, ledger.told)
    except (*FAULTS, Refused) as error:
        raise BundleRefused(part=RECORD, broken="paper") from error
    sheets = paper_count.sheets(totals or ())
    if tuple(sheets.get(at, 0) for at in range(len(facts.classes))) != ledger.papers:
        raise BundleRefused(part=RECORD, broken="paper")
    return totals


def _paper(kept: Mapping[str, Any], facts: Frozen, told: Told) -> Totals:
    if not IS_TOTALS(kept["totals"]):
        raise ValueError("totals")
    given = [CellTotal(**each | {"counts": tuple(each["counts"])}) for each in kept["totals"]]
    totals = paper_count.check(facts.paper, len(facts.classes), given)
    salts = {teller: bytes.fromhex(kept["salts"][str(teller)]) for teller in TELLERS}
    made = {
        teller: paper_count.commitment(facts.number, facts.run, salt, totals)
        for teller, salt in salts.items()
    }
    if made != told.papers or any(len(salt) != SALT for salt in salts.values()):
        raise ValueError("commitment")
    spelt = {
        "totals": [asdict(each) for each in totals],
        "salts": {str(teller): salt.hex() for teller, salt in salts.items()},
    }
    if canonical.write(spelt) != canonical.write(kept):
        raise ValueError("spelling")
    return totals


def _count(facts: Frozen, found: Slips, told: Told, papers: tuple[int, ...]) -> Count:
    box, sheets = found.returned, sum(papers)
    rest = facts.slips - box.total - sheets - told.unissued - told.voided
    return Count(
        issued=facts.slips,
        eligible=facts.eligible,
        slip_rows=facts.slips,
        slip_root="",
        wall_root="",
        phone=box.phone,
        kiosk=box.kiosk,
        paper=sheets,
        exchanged=told.exchanged,
        ciphertexts=(),
        handed_out=told.handed_out,
        unissued=told.unissued,
        spoiled_before=told.spoiled[Spoiled.BEFORE],
        spoiled_after=told.spoiled[Spoiled.AFTER],
        not_returned=0 if told.handed_out is None else max(0, rest),
        classes=_classes(facts, found, papers) if len(facts.classes) > 1 else (),
    )


def _classes(facts: Frozen, found: Slips, papers: tuple[int, ...]) -> tuple[ClassCount, ...]:
    return tuple(
        ClassCount(
            name=each.name,
            eligible=each.eligible,
            printed=each.slips,
            spent=found.returned_of(at),
            exchanged=found.counts[at, EXCHANGED],
            paper=papers[at],
        )
        for at, each in enumerate(facts.classes)
    )


def _are_whole(count: Count) -> bool:
    """Whether what people counted are numbers at all."""
    counted = (count.paper, 0 if count.handed_out is None else count.handed_out)
    return all(type(each) is int and 0 <= each <= MOST for each in counted)
