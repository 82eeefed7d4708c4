"""收发清点单: the ledger on paper, its equations in words; no option, no count of one."""

from dataclasses import dataclass
from typing import NamedTuple

from ballot.domain.groups_of_four import in_fours
from ballot.domain.ledger import balance
from ballot.domain.ledger.balance import Count, Law
from ballot.printing.forms import template
from ballot.printing.forms.template import padded
from ballot.printing.leaf import Leaf

EQUATIONS = {
    Law.ISSUED: "印制 = 发出 + 未发 + 发前损坏",
    Law.HANDED_OUT: "发出 = 收回 + 领后损坏 + 未收回",
    Law.SLIP_ROWS: "数据库中的票 = 印制",
    Law.SLIP_ROOT: "票根 = 墙上公告的票根",
    Law.CIPHERTEXTS: "每一项的密文 = 手机和平板收回",
    Law.PAPER: "纸质收回 ≤ 换发纸质票",
    Law.PAPER_OF_CLASS: "纸质收回 ≤ 换发纸质票",
    Law.RETURNED_OF_CLASS: "收回 ≤ 应参加",
    Law.RETURNED_OF_ELIGIBLE: "收回 ≤ 应参加",
    Law.RETURNED_OF_HANDED_OUT: "收回 ≤ 发出",
}
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
    return f"{line.of_class}:{EQUATIONS[line.law]}" if line.of_class else EQUATIONS[line.law]


def _side(value: int | str) -> int | str:
    """A number, or the first sixteen characters of a root."""
    return in_fours(value[:16]) if isinstance(value, str) else value
