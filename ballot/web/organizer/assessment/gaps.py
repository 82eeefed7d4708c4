"""「文件未规定,采用默认」: what the text of a policy leaves open, with what may stand there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from ballot import schemes
from ballot.domain.errors import Fault
from ballot.domain.scheme import DefaultUsed, Scheme
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


@dataclass
class Gap:
    """A key that the policy does not give. ``typed`` is what the person decided, empty: nothing."""

    key: str
    value: str
    shown: str
    why: str
    clause: str
    options: Mapping[str, LazyString]
    typed: str = ""
    errors: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The name of its field."""
        return f"set:{self.key}"


@cache
def shipped() -> tuple[Scheme, ...]:
    """The schemes that come with the program; they change with it alone."""
    return tuple(schemes.find(name) for name in schemes.available())


def of(scheme: Scheme, typed: Mapping[str, str]) -> list[Gap]:
    """The gaps of a scheme with what was decided about each."""
    return [_gap(scheme, each, typed) for each in scheme.defaults]


def _gap(scheme: Scheme, default: DefaultUsed, typed: Mapping[str, str]) -> Gap:
    path, _dot, name = default.key.rpartition(".")
    options = OPTIONS.get("true" if default.value in ("true", "false") else name, {})
    said = options.get(default.value)
    return Gap(
        key=default.key,
        value=default.value,
        shown=default.value if said is None else str(said),
        why=default.why,
        clause=scheme.clauses.get(path, ""),
        options=options,
        typed=typed.get(f"set:{default.key}", "").strip(),
    )


def decided(gaps: Iterable[Gap]) -> dict[str, str]:
    """What was decided otherwise than the default, by key."""
    return {gap.key: gap.typed for gap in gaps if gap.typed and gap.typed != gap.value}


def place(faults: Iterable[Fault], gaps: Iterable[Gap]) -> None:
    """Put the words of each fault beside the gap of its key."""
    by_key = {gap.key: gap for gap in gaps}
    for fault in faults:
        if fault.key in by_key:
            by_key[fault.key].errors.append(refusals.words(fault.error))
