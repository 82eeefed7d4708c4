"""Papers of the hall that carry its numbers: wall notice, ledger, words for the chair.

None of them has an option beside a number: what is printed here is known before the box opens.
"""

from dataclasses import dataclass
from typing import NamedTuple

from ballot.domain.ledger import balance
from ballot.domain.ledger.balance import Count, Law
from ballot.domain.paper import Question
from ballot.printing.forms import template
from ballot.printing.forms.result_report import in_fours
from ballot.printing.leaf import Leaf

EQUATIONS = {
    Law.ISSUED: "印制 = 发出 + 未发 + 发前损坏",
    Law.HANDED_OUT: "发出 = 收回 + 领后损坏 + 未收回",
    Law.SLIP_ROWS: "数据库中的票 = 印制",
    Law.SLIP_ROOT: "票根 = 墙上公告的票根",
    Law.CIPHERTEXTS: "每一项的密文 = 手机和平板收回",
    Law.PAPER: "纸质收回 ≤ 换发纸质票",
    Law.RETURNED_OF_ELIGIBLE: "收回 ≤ 应参加",
    Law.RETURNED_OF_HANDED_OUT: "收回 ≤ 发出",
}
VERDICTS = {True: "相符", False: "不符", None: "无法核对"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """墙上公告, before voting. Digests are hex, one slip root a class of voters.

    ``custody`` and ``transport`` are the words of the interface.
    """

    title: str
    number: str
    eligible: int
    issued: int
    quorum_rule: str
    required: int
    subjects: tuple[str, ...]
    questions: tuple[Question, ...]
    fingerprint: str
    slip_roots: tuple[str, ...]
    scheme_sha256: str
    custody: str
    transport: str
    round: int = 1
    item: str = ""
    """What the meeting fills of its policy, where it names it."""
    held: str = ""
    place: str = ""
    chair: str = ""
    scrutineers: tuple[str, ...] = ()


def notice(facts: Notice) -> Leaf:
    """The notice for the wall, signed before the first ballot."""
    return template.leaf(
        "wall_notice",
        notice=facts,
        fingerprint=in_two_lines(facts.fingerprint),
        slip_roots=[in_two_lines(root) for root in facts.slip_roots],
        scheme_digest=in_two_lines(facts.scheme_sha256),
        scrutineers=padded(facts.scrutineers, 3),
    )


def in_two_lines(digest: str) -> str:
    """A digest for the wall: groups of four, eight a line, so that two people can read it out."""
    half = len(digest) // 2
    return f"{in_fours(digest[:half])}\n{in_fours(digest[half:])}"


def padded(names: tuple[str, ...], count: int) -> tuple[str, ...]:
    """Names and empty places for the rest."""
    return (*names, *("",) * count)[:count]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """收发清点单. Without ``count`` an empty sheet to fill in by hand; ``roots`` are hex."""

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


def ledger(facts: Ledger) -> Leaf:
    """The sheet that the hall signs before the box opens."""
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
        Equation(EQUATIONS[line.law], _side(line.left), _side(line.right), VERDICTS[line.holds])
        for line in balance.lines(count)
    ]


def _side(value: int | str) -> int | str:
    """A number, or the first sixteen characters of a root."""
    return in_fours(value[:16]) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """主持词 with the numbers filled in. None: to be filled in by hand."""

    title: str
    eligible: int
    quorum_rule: str
    required: int
    issued: int
    subjects: tuple[str, ...]
    custody: str
    parts: tuple[tuple[str, int], ...] = ()
    present: int | None = None
    on_leave: int | None = None
    scrutineers: tuple[str, ...] = ()
    tellers: tuple[str, ...] = ()
    minutes: int = 20
    sealed: bool = False


def host_script(script: Script) -> Leaf:
    """What the chair reads out, in the order of a meeting (docs/rules.md §6)."""
    return template.leaf("host_script", script=script)
