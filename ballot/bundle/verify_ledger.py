"""Of a bundle: the ledger of slips as the journal tells it, and the totals of the paper ballots."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ballot.bundle import canonical
from ballot.bundle.canonical import FAULTS
from ballot.bundle.layout import JOURNAL, RECORD
from ballot.bundle.verify_frozen_facts import MOST, Parts, Slips
from ballot.domain.errors import BundleRefused, Refused
from ballot.domain.ledger import balance, ledger_told, paper_count, restored_told
from ballot.domain.ledger.balance import Count
from ballot.domain.ledger.ledger_told import TELLERS, Said, Spoiled, Told
from ballot.domain.ledger.paper_count import CellTotal, Totals
from ballot.domain.meeting import EXCHANGED, UNDRAWN, Custody
from ballot.domain.meetings.frozen import Frozen
from ballot.domain.meetings.result import Returned

SALT = 32


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every figure of slips and paper, as the journal tells it and the slips bear it out."""

    told: Told
    count: Count

    @property
    def returned(self) -> Returned:
        """收回 by way, paper included."""
        return Returned(self.count.phone, self.count.kiosk, self.count.paper)

    @property
    def is_void(self) -> bool:
        """Whether more came back than was handed out, or than there are voters."""
        return balance.is_void(balance.lines(self.count))


def read(parts: Parts, facts: Frozen, found: Slips) -> Ledger:
    """Fold the journal, and hold it against the slips. Raises BundleRefused ``ledger``.

    What people counted by hand is taken as they said it before the opening; what the slips tell
    is counted again. Where 监票人 hold the key, one of them agreed before to every exchange.
    """
    lines = canonical.read(JOURNAL, parts[JOURNAL])
    try:
        told = ledger_told.told(
            Said.of(line["act"], line["actor"], line["detail"]) for line in lines
        )
        settled = dict(told.settled or {})
        count = _count(facts, found, told, settled["returned"]["paper"])
        fits = (
            _are_whole(count)
            and (told.exchanged, told.unissued)
            == (found.in_state(EXCHANGED), found.in_state(UNDRAWN))
            and settled["slip_states"] == found.state_root
            and settled["returned"] == asdict(Returned(count.phone, count.kiosk, count.paper))
            and not told.waiting
            and not told.paused
            and restored_told.known(told.restored) <= found.returned.total
            and (facts.custody is Custody.SERVER or not told.uncovered)
        )
    except FAULTS as error:
        raise BundleRefused(part=JOURNAL, broken="ledger") from error
    if not fits:
        raise BundleRefused(part=JOURNAL, broken="ledger")
    return Ledger(told, count)


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
    if sum(paper_count.sheets(totals or ()).values()) != ledger.count.paper:
        raise BundleRefused(part=RECORD, broken="paper")
    return totals


def _paper(kept: Mapping[str, Any], facts: Frozen, told: Told) -> Totals:
    given = [CellTotal(**each | {"counts": tuple(each["counts"])}) for each in kept["totals"]]
    totals = paper_count.check(facts.paper, len(facts.classes), given)
    salts = {teller: bytes.fromhex(kept["salts"][str(teller)]) for teller in TELLERS}
    made = {
        teller: paper_count.commitment(facts.number, facts.run, salt, totals)
        for teller, salt in salts.items()
    }
    if made != told.papers or any(len(salt) != SALT for salt in salts.values()):
        raise ValueError("commitment")
    return totals


def _count(facts: Frozen, found: Slips, told: Told, sheets: int) -> Count:
    box = found.returned
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
    )


def _are_whole(count: Count) -> bool:
    """Whether what people counted are numbers at all."""
    counted = (count.paper, 0 if count.handed_out is None else count.handed_out)
    return all(type(each) is int and 0 <= each <= MOST for each in counted)
