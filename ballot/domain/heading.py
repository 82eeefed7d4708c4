"""The row of a file that names its columns, found as a person finds it: titles above it, blanks,
line breaks, wide forms and invisible characters in it do not matter, and it may take two rows."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

Line = Sequence[str]

LOOKED_AT = 30
"""Rows from the top among which the heading is looked for."""
WEIGHT = re.compile(r"(?<=.)\(\d+(?:[./]\d+)?%?\)$")
ALIKE = 0.7
"""From here on two names of columns may mean the same."""
SERIALS = re.compile(
    "序号|编号|排序|电话|联系电话|联系方式|手机|手机号码?|备注|身份证号?码?|性别|民族|年龄|出生年月|出生日期"
    "|学历|政治面貌|籍贯|入党时间|参加工作时间|签名|签字"
)
"""What office lists have beside what is asked for: never taken for a column of ours."""
ALSO_CALLED = {
    "姓名": "名字|人员姓名|人员|名单|考核对象|测评对象|被测评人|被考核人|第一书记|第一书记姓名",
    "单位": "工作单位|所在单位|派出单位|选派单位|单位名称|部门|所属单位",
    "村(社区)": "村|村名|社区|村社区|村居|村\\(居\\)|村\\(社区\\)名称|所在村|派驻村|任职村|驻村"
    "|所驻村|帮扶村|村庄|行政村",
    "组": "村民小组|小组|组别|所在组",
    "类别": "人员类别|身份|身份类别|人员身份|参会类别|代表类别",
    "证件后四位": "证件号后四位|身份证后四位|身份证号后四位|身份证号码后四位|证件尾号|身份证尾号",
}
"""Names that offices give to the columns that say who a person is."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Where it stands (``first`` counts from 0, over ``depth`` rows) and what its columns are.

    ``names`` are those of the file, by place; ``ours`` says under which of our names a place
    stands, and has no place that nobody asked for.
    """

    first: int
    depth: int
    names: tuple[str, ...]
    ours: Mapping[int, str]

    @property
    def found(self) -> int:
        """How many different columns of ours it has."""
        return len(set(self.ours.values()))


def folded(name: str) -> str:
    """A name of a column as it is compared: without the weight that a blank form of ours writes
    behind it, 分管领导打分（50%）."""
    plain = unicodedata.normalize("NFKC", name)
    seen = "".join(each for each in plain if not _is_unseen(each)).casefold()
    return WEIGHT.sub("", seen)


def _is_unseen(each: str) -> bool:
    return each.isspace() or unicodedata.category(each) in ("Cf", "Cc")


def find(
    lines: Sequence[Line], wanted: Collection[str], called: Iterable[tuple[str, str]]
) -> Heading | None:
    """The heading of some lines; None: no row has a column of ours.

    ``called`` names, beside columns of ours, what files call them.
    """
    known = {folded(theirs): ours for ours, theirs in called if theirs and ours in wanted}
    known |= {folded(name): name for name in wanted}
    found = [
        heading
        for first in range(min(LOOKED_AT, len(lines)))
        for depth in (1, 2)
        if (heading := _at(lines, first, depth, known)).found
    ]
    return max(found, key=lambda each: (each.found, -each.depth, -each.first), default=None)


def _at(lines: Sequence[Line], first: int, depth: int, known: Mapping[str, str]) -> Heading:
    names = tuple(lines[first])
    if depth == 2:
        names = _together(names, lines[first + 1] if first + 1 < len(lines) else (), known)
    while names and not names[-1].strip():
        names = names[:-1]
    ours = {at: known[folded(name)] for at, name in enumerate(names) if folded(name) in known}
    return Heading(first, depth, names, ours)


def _together(upper: Line, lower: Line, known: Mapping[str, str]) -> tuple[str, ...]:
    """Two rows as one: of a column the name below, that above, or both in one where we know it."""
    width, above, found = max(len(upper), len(lower)), "", []
    for at in range(width):
        up = upper[at] if at < len(upper) else ""
        down = lower[at] if at < len(lower) else ""
        above = up or above
        names = (above + down if down else "", down, up)
        found.append(next((one for one in names if folded(one) in known), down or up))
    return tuple(found)


def may_be_ours(theirs: str) -> bool:
    """Whether a column of the file has a name, and none that lists have for themselves."""
    return bool(folded(theirs)) and not SERIALS.fullmatch(folded(theirs))


def may_mean(ours: str, theirs: str) -> float:
    """How much speaks for it that a column of the file is one of ours: 0 nothing, 1 all."""
    one, other = folded(ours), folded(theirs)
    if ours in ALSO_CALLED and re.fullmatch(ALSO_CALLED[ours], other):
        return 1.0
    if min(len(one), len(other)) > 1 and (one.startswith(other) or other.startswith(one)):
        return 0.9
    ratio = SequenceMatcher(None, one, other).ratio()
    return ratio if ratio >= ALIKE else 0.0
