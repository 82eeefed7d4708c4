"""「文件未规定,采用默认」: what the text of a policy leaves open, with what may stand there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from ballot import schemes
from ballot.domain import toml_file
from ballot.domain.errors import Fault
from ballot.domain.scheme import DefaultUsed, Scheme
from ballot.schemes import override
from ballot.schemes.override import Place
from ballot.web import refusals

OPTIONS: Mapping[str, Mapping[str, LazyString]] = {
    "denominator": {
        "returned": _("收回的全部票(弃权、无效在内)"),
        "valid_and_blank": _("有效票和弃权票"),
        "valid": _("只算有效票"),
    },
    "rounding": {
        "floor": _("只取整数,零头舍去"),
        "half_up": _("四舍五入"),
        "ceil": _("有零头就进一"),
        "min_one": _("零头舍去,但至少一人"),
    },
    "base": {
        "due": _("全组应考核的人(待测评的不算)"),
        "competing": _("只算参加排名定档的人"),
    },
    "barred": {"move_up": _("名额顺延给下一名"), "lapse": _("名额作废")},
    "tie_at_border": {
        "below": _("并列放不下的,都不列入"),
        "include": _("并列的一并列入"),
        "manual": _("提交集体研究"),
    },
    "combine": {
        "apart": _("一人一村一个结果"),
        "sum_votes": _("各村的票合在一起算"),
        "mean": _("各村取平均"),
    },
    "awards": {"with": _("含奖分"), "base_only": _("不含奖分")},
    "mode": {"thresholds": _("按分数线认定"), "manual": _("人工认定")},
    "score_by": {"coefficient": _("按系数"), "percent": _("按百分")},
    "true": {"true": _("是"), "false": _("否")},
}
"""Key of a scheme → the values that the format knows for it, in the words of an office."""


NAMES: Mapping[str, LazyString] = {
    "at_least": _("不少于"),
    "awards": _("“低于”怎样算"),
    "barred": _("受限制的人占的名额"),
    "base": _("名额按多少人算"),
    "below": _("低于"),
    "blank": _("能不能弃权"),
    "by": _("等次怎样定"),
    "combine": _("一人几村怎样算"),
    "days": _("天数"),
    "denominator": _("投票数怎样算"),
    "first": _("前几名"),
    "floor": _("最低分"),
    "grade": _("等次"),
    "hard": _("名额能不能超"),
    "kind": _("种类"),
    "last": _("末几名"),
    "mode": _("测评等次怎样认定"),
    "more_than": _("超过"),
    "one_voucher": _("一笔资金只在一处计分"),
    "options": _("选项"),
    "partial": _("可以缺项的期间"),
    "parts": _("由哪几部分组成"),
    "pro_rata": _("按比例折算"),
    "required": _("应完成的次数"),
    "rounding": _("名额的零头"),
    "score_by": _("怎样记分"),
    "tie_at_border": _("并列超出名额"),
    "ties": _("同分先比什么"),
    "weight": _("权重"),
    "weights": _("权重"),
}
"""Key of a scheme → what it decides."""
SECTIONS: Mapping[str, LazyString] = {
    "adjustments": _("加减分"),
    "bars": _("限制"),
    "by_ballot": _("测评等次"),
    "caps": _("名额上限"),
    "grades": _("等次"),
    "lists": _("名单"),
    "notice": _("公示"),
    "period": _("考核期间"),
    "person": _("人员"),
    "placing": _("排名定档"),
    "questions": _("票面"),
    "quorum": _("法定人数"),
    "total": _("总分"),
}
"""Table of a scheme → its name; tables that are not here go by the name of their entry."""


@dataclass
class Gap:
    """A key that the policy does not give. ``typed`` is what the person decided, empty: nothing.

    What is more than one value, or decides which other keys there are, is not open: whoever
    wants it otherwise writes a scheme of his own.
    """

    key: str
    name: str
    value: str
    shown: str
    why: str
    clause: str
    options: Mapping[str, LazyString]
    is_open: bool
    typed: str = ""
    errors: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The name of its field."""
        return f"set:{self.key}"


STRUCTURE = ("by", "kind")
"""Keys that decide which other keys there are."""
LISTS = ("items", "sections", "lines", "rules")
"""Lists whose entries say by their own names where one is."""


@cache
def shipped() -> tuple[Scheme, ...]:
    """The schemes that come with the program; they change with it alone."""
    return tuple(schemes.find(name) for name in schemes.available())


def of(scheme: Scheme, typed: Mapping[str, str]) -> list[Gap]:
    """The gaps of a scheme with what was decided about each."""
    table = toml_file.read(scheme.text, scheme.id)
    places = {place.key: place for place in override.places_of(table)}
    return [_gap(scheme, each, places[each.key], typed) for each in scheme.defaults]


def _words(named: str, name: str) -> str:
    """Where a key stands, in words: 组织工作目标考评得分 · (一)3② · 按比例折算."""
    inner = [part for part in named.removesuffix(name).split(".") if part not in LISTS]
    shown = [str(SECTIONS.get(part, part)) for part in inner if part]
    return " · ".join([*shown[:1], *shown[-1:][: len(shown) - 1], str(NAMES.get(name, name))])


def _gap(scheme: Scheme, default: DefaultUsed, place: Place, typed: Mapping[str, str]) -> Gap:
    path, _dot, name = default.key.rpartition(".")
    options = OPTIONS.get("true" if default.value in ("true", "false") else name, {})
    said = options.get(default.value)
    return Gap(
        key=default.key,
        name=_words(place.named, place.name),
        value=default.value,
        shown=default.value if said is None else str(said),
        why=default.why,
        clause=scheme.clauses.get(path, ""),
        options=options,
        is_open=name not in STRUCTURE and not isinstance(place.holder[name], (list, dict)),
        typed=typed.get(f"set:{default.key}", "").strip(),
    )


def decided(gaps: Iterable[Gap]) -> dict[str, str]:
    """What was decided otherwise than the default, by key."""
    return {gap.key: gap.typed for gap in gaps if gap.is_open and gap.typed not in ("", gap.value)}


def place(faults: Iterable[Fault], gaps: Iterable[Gap]) -> None:
    """Put the words of each fault beside the gap of its key."""
    by_key = {gap.key: gap for gap in gaps}
    for fault in faults:
        if fault.key in by_key:
            by_key[fault.key].errors.append(refusals.words(fault.error))
