"""What the journal tells of slips and paper: the source of every figure that people counted.

A table can be written by whoever holds the database; the journal's chain cannot. So the figures
of the hall, complaints, overrides and the fingerprints of the paper totals are read from it, and
``ballot verify`` folds the very same lines.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ballot.domain import excluded
from ballot.domain.acts import Act
from ballot.domain.excluded import ExcludedAnswer
from ballot.domain.ledger import rehearsals_told
from ballot.domain.ledger.changes_told import Changes, Correction
from ballot.domain.ledger.exchanges_told import Agreements, Permit
from ballot.domain.ledger.restored_told import Restores
from ballot.domain.meetings.result import GoneOver, Restored

ROOT = re.compile(r"[0-9a-f]{64}")
TELLERS = (1, 2)
"""Paper is entered by two, neither of whom sees the other's figures."""


class Spoiled(StrEnum):
    """When a slip was torn: before it was handed out (发前) or after (领后)."""

    BEFORE = "before"
    AFTER = "after"


class Figure(StrEnum):
    """A number that people of the hall counted; the last word counts."""

    HANDED_OUT = "handed_out"
    """发出: slips that were drawn"""
    PRESENT = "present"
    """实到"""
    ON_LEAVE = "on_leave"
    """请假"""
    SCRIBED = "scribed"
    """代写: ballots that somebody else wrote for the voter"""


COMPLAINT, OUTCOME, OVERRIDE = "complaint", "outcome", "override"
"""Words of ``Entry.line`` beside those of ``Figure``."""


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A line of the ledger that a person added; ``amount`` is the figure, the complaint's place,
    or the number of the 监票人 who goes on."""

    position: int
    line: str
    amount: int
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Complaint:
    """「已投但我没有投」, and what came of it; ``outcome`` is None until it is minuted."""

    position: int
    text: str
    by: str
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Override:
    """A 监票人 who goes on over ``broken`` equations, with the reason that is printed."""

    scrutineer: int
    by: str
    reason: str
    broken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A line of the journal: its act, who, and the facts that were written down."""

    act: str
    actor: str
    detail: Mapping[str, Any]

    @classmethod
    def of(cls, act: str, actor: str, detail: str) -> "Said":
        """Of the stored text. Raises ValueError unless it is a JSON object or empty."""
        facts = json.loads(detail or "{}")
        if not isinstance(facts, dict):
            raise ValueError("detail")
        return cls(act, actor, facts)


@dataclass(frozen=True, slots=True)
class CheckedProofs:
    """Every proof was checked over the lists of this root (hex), and these answers are 无效."""

    root: str
    excluded: tuple[ExcludedAnswer, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """All that a meeting's journal tells of its slips and papers.

    ``papers`` has of each teller who entered his totals the fingerprint of the last ones;
    ``settled`` is what was written down when the slips were settled, None before. ``permits`` are
    the exchanges that 监票人 agreed to, ``uncovered`` those that none covers: under custody server
    all of them. ``restored``: each time that the meeting was put back from a backup; ``paused``:
    the last time while it voted, and nobody has resumed the vote. ``corrections`` of 应参加,
    ``reprinted`` (slips then and now) and ``voided_voting`` (kind and reason of each) tell what was
    changed after the notice, ``entered_by`` who entered the papers of each teller. ``checked`` is
    what was found as the proofs of the phones' answers were checked, None where they were not.
    """

    spoiled: Mapping[Spoiled, int]
    exchanged: int
    unissued: int
    figures: Mapping[Figure, int]
    complaints: tuple[Complaint, ...]
    overrides: tuple[Override, ...]
    papers: Mapping[int, str]
    entries: tuple[LedgerEntry, ...]
    settled: Mapping[str, Any] | None
    permits: tuple[Permit, ...]
    uncovered: int
    restored: tuple[Restored, ...]
    paused: bool
    corrections: tuple[Correction, ...]
    reprinted: tuple[int, int] | None
    voided_voting: tuple[tuple[str, str], ...]
    entered_by: Mapping[int, str]
    checked: CheckedProofs | None = None

    @property
    def handed_out(self) -> int | None:
        """发出, None where nobody counted."""
        return self.figures.get(Figure.HANDED_OUT)

    @property
    def excluded(self) -> tuple[ExcludedAnswer, ...]:
        """Sealed answers that are 无效, as far as it is known."""
        return self.checked.excluded if self.checked else ()

    @property
    def voided(self) -> int:
        """Slips that were voided one by one."""
        return sum(self.spoiled.values())

    @property
    def waiting(self) -> tuple[Complaint, ...]:
        """Complaints that nobody has minuted yet."""
        return tuple(each for each in self.complaints if each.outcome is None)

    @property
    def gone_over(self) -> tuple[GoneOver, ...]:
        """Who went on over what was open as the slips were settled; nobody before that."""
        broken = tuple(self.settled["broken"]) if self.settled else ()
        going = self.goes_on(broken) if broken else ()
        return tuple(GoneOver(each.scrutineer, each.by, each.reason) for each in going)

    def goes_on(self, broken: tuple[str, ...]) -> tuple[Override, ...]:
        """The 监票人 who go on over exactly these equations; the last word of each."""
        last = {each.scrutineer: each for each in self.overrides if each.broken == broken}
        return tuple(last[number] for number in sorted(last))


def told(lines: Iterable[Said]) -> Told:
    """Fold the lines of one meeting, in their order. A rehearsal is gone with its reset.

    Raises KeyError, TypeError or ValueError for lines that the program never wrote.
    """
    so_far = _SoFar()
    for line in rehearsals_told.without(tuple(lines)):
        so_far.take(line)
    entries = so_far.entries
    return Told(
        spoiled=so_far.spoiled(),
        exchanged=so_far.acts[Act.EXCHANGE_SLIP],
        unissued=so_far.acts[Act.SCAN_SLIP],
        figures={Figure(e.line): e.amount for e in entries if e.line in list(Figure)},
        complaints=_complaints(entries),
        overrides=tuple(
            Override(e.amount, e.by, e.reason, so_far.broken[e.position])
            for e in entries
            if e.line == OVERRIDE
        ),
        papers=so_far.papers,
        entries=tuple(entries),
        settled=so_far.settled,
        permits=tuple(so_far.agreements.permits.values()),
        uncovered=so_far.agreements.uncovered,
        restored=tuple(so_far.restores.found),
        paused=so_far.restores.paused,
        checked=so_far.checked,
        corrections=tuple(so_far.changes.corrections),
        reprinted=so_far.changes.printed,
        voided_voting=tuple(so_far.changes.voided),
        entered_by=so_far.entered_by,
    )


@dataclass(slots=True)
class _SoFar:
    """What the lines that were read have told."""

    acts: Counter[str] = field(default_factory=Counter)
    voids: Counter[tuple[int, Spoiled]] = field(default_factory=Counter)
    entries: list[LedgerEntry] = field(default_factory=list)
    broken: dict[int, tuple[str, ...]] = field(default_factory=dict)
    papers: dict[int, str] = field(default_factory=dict)
    settled: Mapping[str, Any] | None = None
    checked: CheckedProofs | None = None
    agreements: Agreements = field(default_factory=Agreements)
    restores: Restores = field(default_factory=lambda: Restores([]))
    changes: Changes = field(default_factory=Changes)
    entered_by: dict[int, str] = field(default_factory=dict)

    def take(self, line: Said) -> None:
        """Read one line more."""
        self.acts[line.act] += 1
        self.agreements.take(line.act, line.actor, line.detail)
        self.restores.take(line.act, line.detail)
        self.changes.take(line.act, line.detail)
        match line.act:
            case Act.REHEARSE | Act.RESET:
                self.voids.clear()
            case Act.CONFIRM_SLIPS if line.detail["done"] == "void":
                # Its slips are no longer those that were printed.
                for kind in Spoiled:
                    del self.voids[line.detail["batch"], kind]
            case Act.VOID_SLIP:
                self.voids[line.detail["of_batch"], Spoiled(line.detail["spoiled"])] += 1
            case Act.ENTER_PAPER:
                self.papers[line.detail["teller"]] = line.detail["commitment"]
                self.entered_by[line.detail["teller"]] = line.actor
            case Act.COUNT_HALL | Act.COMPLAIN | Act.OVERRIDE:
                entry = LedgerEntry(**line.detail["entry"], by=line.actor)
                self.entries.append(entry)
                self.broken[entry.position] = tuple(line.detail.get("broken", ()))
            case Act.CHECK_PROOFS:
                self.checked = checked_of(line.detail)
            case Act.SETTLE:
                self.settled = line.detail

    def spoiled(self) -> dict[Spoiled, int]:
        """Slips that were voided one by one, by their kind."""
        found = dict.fromkeys(Spoiled, 0)
        for (_batch, kind), count in self.voids.items():
            found[kind] += count
        return found


def checked_of(detail: Mapping[str, Any]) -> CheckedProofs:
    """What a line ``check_proofs`` tells. Raises KeyError, TypeError or ValueError."""
    if not ROOT.fullmatch(detail["root"]):
        raise ValueError("root")
    return CheckedProofs(detail["root"], excluded.from_plain(detail["excluded"]))


def _complaints(entries: list[LedgerEntry]) -> tuple[Complaint, ...]:
    outcomes = {entry.amount: entry.reason for entry in entries if entry.line == OUTCOME}
    return tuple(
        Complaint(entry.position, entry.reason, entry.by, outcomes.get(entry.position))
        for entry in entries
        if entry.line == COMPLAINT
    )
