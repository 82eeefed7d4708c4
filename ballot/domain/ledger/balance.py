"""票据平衡: the equations that slips and ballots must meet before the box opens (docs/secrecy.md).

Pure sums. Who counted what, and whether a difference is minuted and signed, stands elsewhere.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


class Law(StrEnum):
    """The name of an equation; the words for people stand with the pages."""

    ISSUED = "issued"
    """印制 = 发出 + 未发 + 发前损坏"""
    HANDED_OUT = "handed_out"
    """发出 = 收回 + 领后损坏 + 未收回"""
    SLIP_ROWS = "slip_rows"
    """Rows of slips in the database = 印制"""
    SLIP_ROOT = "slip_root"
    """The root of the slips = the one on the wall"""
    CIPHERTEXTS = "ciphertexts"
    """Ciphertexts of each subject and question = slips spent"""
    PAPER = "paper"
    """Paper ballots ≤ slips exchanged for paper"""
    PAPER_OF_CLASS = "paper_of_class"
    """Paper ballots of a class ≤ its slips exchanged for paper"""
    RETURNED_OF_ELIGIBLE = "returned_of_eligible"
    """收回 ≤ 应参加"""
    RETURNED_OF_CLASS = "returned_of_class"
    """收回 of a class ≤ its 应参加"""
    RETURNED_OF_HANDED_OUT = "returned_of_handed_out"
    """收回 ≤ 发出"""


class Due(StrEnum):
    """What people still have to do before the box may open, beside a broken equation."""

    HANDED_OUT = "handed_out_due"
    """发出 was not counted, and the equations of it cannot be judged"""
    COMPLAINT = "complaint_due"
    """A complaint is not minuted"""
    PAPER = "paper_due"
    """Slips were exchanged for paper, and no paper was entered"""
    SECOND_TELLER = "second_teller_due"
    """Only one teller entered the paper"""
    PAPER_DIFFERS = "paper_differs"
    """Two tellers entered something different"""
    C1_TWICE = "c1_twice"
    """Two sealed answers share their randomness, which may tie two honest ballots together"""


OVERRIDABLE = (*Law, Due.HANDED_OUT, Due.PAPER, Due.C1_TWICE)
"""What two 监票人 may go on over with a reason; the rest is simply to be done."""


@dataclass(frozen=True, slots=True)
class ClassCount:
    """The numbers of one class of voters: ``spent`` slips by phone and at a kiosk, ``paper``
    sheets, ``exchanged`` slips."""

    name: str
    eligible: int
    printed: int
    spent: int
    exchanged: int
    paper: int

    @property
    def returned(self) -> int:
        """收回 of the class."""
        return self.spent + self.paper


@dataclass(frozen=True, slots=True)
class Count:
    """The numbers of the hall and of the database when voting has closed.

    ``handed_out`` is None where nobody kept a check-in and nobody counted; then the equations of
    发出 cannot be judged, and the report says 「未用票未逐张核验」.
    """

    issued: int
    eligible: int
    slip_rows: int
    slip_root: str
    wall_root: str
    phone: int
    kiosk: int
    paper: int
    exchanged: int
    ciphertexts: Sequence[int]
    """How many sealed answers each (subject, question) has, in any order."""
    handed_out: int | None = None
    unissued: int = 0
    spoiled_before: int = 0
    spoiled_after: int = 0
    not_returned: int = 0
    classes: tuple[ClassCount, ...] = ()
    """Class by class; empty where nobody votes in classes."""

    @property
    def spent(self) -> int:
        """Slips that voted by phone or at a kiosk."""
        return self.phone + self.kiosk

    @property
    def returned(self) -> int:
        """收回: phone + kiosk + paper."""
        return self.spent + self.paper

    def of_eligible(self, by_class: Sequence[int]) -> "Count":
        """The same count where 应参加 is another one, class by class (one number without)."""
        classes = tuple(
            replace(each, eligible=persons)
            for each, persons in zip(self.classes, by_class, strict=False)
        )
        return replace(self, eligible=sum(by_class), classes=classes)


@dataclass(frozen=True, slots=True)
class Equation:
    """One equation with both sides. ``holds`` is None where it cannot be judged; ``of_class``
    names the class of voters whose equation it is, empty: of all."""

    law: Law
    left: int | str
    right: int | str
    holds: bool | None
    voids: bool = False
    """Whether its breach makes the whole round invalid (收回 above 发出 or above 应参加)."""
    of_class: str = ""


def due(
    count: Count, *, complaints: int, tellers: int, agreed: bool, twice: bool = False
) -> tuple[Due, ...]:
    """What people still have to do.

    ``complaints`` are those that nobody has minuted, ``tellers`` those who entered the paper;
    ``agreed``: two of them the same. ``twice``: a c1 occurred twice where phones seal.
    """
    found = []
    if count.handed_out is None:
        found.append(Due.HANDED_OUT)
    if complaints:
        found.append(Due.COMPLAINT)
    if tellers == 1:
        found.append(Due.SECOND_TELLER)
    elif tellers and not agreed:
        found.append(Due.PAPER_DIFFERS)
    elif count.exchanged and not tellers:
        found.append(Due.PAPER)
    if twice:
        found.append(Due.C1_TWICE)
    return tuple(found)


def lines(count: Count) -> tuple[Equation, ...]:
    """Every equation of the ledger, in the order of the printed sheet."""
    return (
        *_of_slips(count),
        _equal(Law.SLIP_ROWS, count.slip_rows, count.issued),
        _equal(Law.SLIP_ROOT, count.slip_root, count.wall_root),
        *(_equal(Law.CIPHERTEXTS, found, count.spent) for found in sorted(set(count.ciphertexts))),
        _at_most(Law.PAPER, count.paper, count.exchanged),
        *(
            _at_most(Law.PAPER_OF_CLASS, each.paper, each.exchanged, of_class=each.name)
            for each in count.classes
        ),
        _at_most(Law.RETURNED_OF_ELIGIBLE, count.returned, count.eligible, voids=True),
        *(
            _at_most(
                Law.RETURNED_OF_CLASS,
                each.returned,
                each.eligible,
                voids=True,
                of_class=each.name,
            )
            for each in count.classes
        ),
    )


def _of_slips(count: Count) -> tuple[Equation, ...]:
    accounted = count.unissued + count.spoiled_before
    answered = count.returned + count.spoiled_after + count.not_returned
    out = count.handed_out
    if out is None:
        return (
            Equation(Law.ISSUED, count.issued, "", None),
            Equation(Law.HANDED_OUT, "", answered, None),
            _at_most(Law.RETURNED_OF_HANDED_OUT, count.returned, count.issued, voids=True),
        )
    return (
        _equal(Law.ISSUED, count.issued, out + accounted),
        _equal(Law.HANDED_OUT, out, answered),
        _at_most(Law.RETURNED_OF_HANDED_OUT, count.returned, out, voids=True),
    )


def _equal(law: Law, left: int | str, right: int | str) -> Equation:
    return Equation(law, left, right, left == right)


def _at_most(
    law: Law, left: int, right: int, *, voids: bool = False, of_class: str = ""
) -> Equation:
    return Equation(law, left, right, left <= right, voids, of_class)


def balances(found: Sequence[Equation]) -> bool:
    """Whether no equation that can be judged is broken."""
    return all(line.holds is not False for line in found)


def open_lines(found: Sequence[Equation]) -> tuple[str, ...]:
    """The names of the broken equations, each once, for ``LedgerOpen``."""
    return tuple(dict.fromkeys(line.law.value for line in found if line.holds is False))


def voiding(found: Sequence[Equation]) -> Equation | None:
    """The first equation whose breach makes the round invalid: more came back, of all or of a
    class, than was handed out or may vote. None where the round is valid."""
    return next((line for line in found if line.voids and line.holds is False), None)


def is_void(found: Sequence[Equation]) -> bool:
    """Whether the round is invalid."""
    return voiding(found) is not None


def blocking(
    found: Sequence[Equation], due: Iterable[Due], *, strict: bool, goes_on: bool
) -> tuple[str, ...]:
    """What keeps the slips from being settled, in the order of the sheet; empty: nothing.

    ``strict`` is custody scrutineers, where every equation holds unless two of them go on
    (``goes_on``). Otherwise a difference is printed, and only what people began and did not
    finish is in the way.
    """
    named = (*open_lines(found), *(each.value for each in due))
    may_pass = {each.value for each in OVERRIDABLE}
    return tuple(each for each in named if each not in may_pass or (strict and not goes_on))


def to_override(found: Sequence[Equation], due: Iterable[Due]) -> tuple[str, ...]:
    """What two 监票人 would have to go on over."""
    may_pass = {each.value for each in OVERRIDABLE}
    named = (*open_lines(found), *(each.value for each in due))
    return tuple(each for each in named if each in may_pass)
