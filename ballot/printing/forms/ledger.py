"""收发清点单: the ledger on paper, its equations in words; no option, no count of one."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from ballot.domain.groups_of_four import in_fours
from ballot.domain.ledger import balance
from ballot.domain.ledger.balance import Count, Law
from ballot.exports.remark_words import EQUATIONS
from ballot.printing.forms import template
from ballot.printing.forms.template import padded
from ballot.printing.leaf import Leaf

OF_CLASS = {
    Law.PAPER_OF_CLASS: Law.PAPER,
    Law.RETURNED_OF_CLASS: Law.RETURNED_OF_ELIGIBLE,
}
"""What an equation of a class says, its name before it."""
IN_FIGURES = (
    Law.ISSUED,
    Law.HANDED_OUT,
    Law.RETURNED_OF_HANDED_OUT,
    Law.RETURNED_OF_ELIGIBLE,
)
"""The equations whose every term is a number that the hall counted."""
TERM = re.compile("发前损坏|领后损坏|应参加|未收回|印制|发出|未发|收回")
VERDICTS = {True: "相符", False: "不符", None: "无法核对"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """收发清点单. Without ``count`` an empty form to fill in by hand; ``roots`` are hex."""

    title: str
    number: str
    count: Count | None = None
    roots: tuple[str, ...] = ()
    round: int = 1
    scrutineers: tuple[str, ...] = ()
    tellers: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    check: str = ""


class Equation(NamedTuple):
    """A line of the ledger in words."""

    words: str
    left: int | str
    right: int | str
    verdict: str


def leaf(facts: Ledger) -> Leaf:
    """The form that the hall signs before the box opens."""
    count = facts.count
    return template.leaf(
        "ledger",
        ledger=facts,
        count=count or _Empty(),
        lines=_equations(count) if count else [],
        slip_root=in_fours(count.slip_root) if count else "",
        roots=[in_fours(root) for root in facts.roots] or [""],
        scrutineers=padded(facts.scrutineers, 3),
        tellers=padded(facts.tellers, 2),
    )


def with_figures(count: Count) -> tuple[str, ...]:
    """The equations of slips with their numbers in them: 印制 60 = 发出 40 + 未发 20（相符）."""
    of = {
        "发前损坏": count.spoiled_before,
        "领后损坏": count.spoiled_after,
        "应参加": count.eligible,
        "未收回": count.not_returned,
        "印制": count.issued,
        "发出": "未清点" if count.handed_out is None else count.handed_out,
        "未发": count.unissued,
        "收回": count.returned,
    }

    def filled(line: balance.Equation) -> str:
        return TERM.sub(lambda term: f"{term[0]} {of[term[0]]}", _words(line))

    judged = (line for line in balance.lines(count) if line.law in IN_FIGURES)
    return tuple(f"{filled(line)}（{VERDICTS[line.holds]}）" for line in judged)


class _Empty:
    """Numbers that nobody has counted yet."""

    def __getattr__(self, name: str) -> str:
        return ""


def _equations(count: Count) -> list[Equation]:
    return [
        Equation(_words(line), _side(line.left), _side(line.right), VERDICTS[line.holds])
        for line in balance.lines(count)
    ]


def _words(line: balance.Equation) -> str:
    if not line.of_class:
        return EQUATIONS[line.law].zh
    return f"{line.of_class}：{EQUATIONS[OF_CLASS[line.law]].zh}"


def _side(value: int | str) -> int | str:
    """A number, or the first sixteen characters of a root."""
    return in_fours(value[:16]) if isinstance(value, str) else value
