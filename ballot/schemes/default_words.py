"""「文件未规定,采用默认」 in words: what is decided, and how, where the text of a policy is silent.

Papers print these words as they are; pages translate them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ballot.domain import toml_file
from ballot.domain.scheme.scheme import DefaultUsed, Scheme
from ballot.schemes import override
from ballot.schemes.override import SchemeValue


def _(msgid: str) -> str:
    """Marks a sentence for the catalogues."""
    return msgid


VALUES: Mapping[str, Mapping[str, str]] = {
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
    "by": {
        "band": _("按分数线"),
        "hand": _("集体研究确定"),
        "quota": _("按名额"),
        "rank": _("按名次"),
        "rest": _("其余的人"),
    },
    "kind": {
        "count": _("按次数"),
        "month": _("月度"),
        "quarter": _("季度"),
        "half_year": _("半年"),
        "year": _("年度"),
    },
    "partial": {
        "month": _("月度"),
        "quarter": _("季度"),
        "half_year": _("半年"),
        "year": _("年度"),
    },
    "true": {"true": _("是"), "false": _("否")},
}
"""Key of a scheme → its values in the words of an office; ``true`` is for every yes and no."""


NAMES: Mapping[str, str] = {
    "at_least": _("不少于"),
    "awards": _("“低于”怎样算"),
    "barred": _("受限制的人占的名额"),
    "base": _("名额按多少人算"),
    "below": _("低于"),
    "blank": _("允许弃权"),
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
SECTIONS: Mapping[str, str] = {
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


LISTS = ("items", "sections", "lines", "rules")
"""Lists whose entries say by their own names where one is."""


@dataclass(frozen=True, slots=True)
class Said:
    """A default in words. ``where`` says what is decided, from the whole to the part; ``clause``
    is the one that leaves it open; ``key`` is for files and commands."""

    key: str
    where: tuple[str, ...]
    value: str
    why: str
    clause: str

    @property
    def name(self) -> str:
        """组织工作目标考评得分 · (一)3② · 按比例折算."""
        return " · ".join(self.where)


def of(scheme: Scheme) -> tuple[Said, ...]:
    """All defaults of a scheme."""
    places = settings_of(scheme.text, scheme.id)
    return tuple(_said(scheme, each, places[each.key]) for each in scheme.defaults)


@lru_cache(maxsize=64)
def settings_of(text: str, id: str) -> Mapping[str, SchemeValue]:
    """Every place of a scheme by its key."""
    return {place.key: place for place in override.values_of(toml_file.read(text, id))}


def values_of(default: DefaultUsed) -> Mapping[str, str]:
    """What may stand at the key of a default, in words; empty where it is a number or a name."""
    is_yes_or_no = default.value in VALUES["true"]
    return VALUES.get("true" if is_yes_or_no else default.key.rpartition(".")[2], {})


def _said(scheme: Scheme, default: DefaultUsed, place: SchemeValue) -> Said:
    words = values_of(default)
    return Said(
        key=default.key,
        where=_where(place.named, place.name),
        value="、".join(words.get(part, part) for part in default.value.split("、")),
        why=default.why,
        clause=scheme.clauses.get(default.key.rpartition(".")[0], ""),
    )


def _where(named: str, name: str) -> tuple[str, ...]:
    parts = [part for part in named.removesuffix(name).split(".") if part and part not in LISTS]
    shown = [SECTIONS.get(part, part) for part in parts]
    return (*shown[:1], *shown[-1:][: len(shown) - 1], NAMES.get(name, name))
