"""「文件未规定,采用默认」 in words: what is decided, and how, where the text of a policy is silent.

Papers print these words as they are; pages translate them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ballot.domain import toml_file
from ballot.domain.scheme.scheme import DefaultUsed, Scheme
from ballot.schemes import key_names, override
from ballot.schemes.override import SchemeValue


def _(msgid: str) -> str:
    """Marks a sentence for the catalogues."""
    return msgid


PERIODS: Mapping[str, str] = {
    "month": _("月度"),
    "quarter": _("季度"),
    "half_year": _("半年"),
    "year": _("年度"),
    "round": _("一轮"),
}
VALUES: Mapping[str, Mapping[str, str]] = {
    "denominator": {
        "returned": _("收回的全部票（弃权、无效在内）"),
        "valid_and_blank": _("有效票和弃权票"),
        "valid": _("只算有效票"),
    },
    "rounding": {
        "floor": _("只取整数，零头舍去"),
        "half_up": _("四舍五入"),
        "ceil": _("有零头就进一"),
        "min_one": _("零头舍去，但至少一人"),
    },
    "base": {
        "due": _("全组应考核的人（待测评的不算）"),
        "competing": _("只算参加排名定档的人"),
    },
    "barred": {"move_up": _("名额顺延给下一名"), "lapse": _("名额作废")},
    "tie_at_border": {
        "below": _("并列放不下的，都不列入"),
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
        "first": _("前几名"),
        "last": _("末几名"),
        "hand": _("集体研究确定"),
        "quota": _("按名额"),
        "rank": _("按名次"),
        "rest": _("其余的人"),
    },
    "how": {
        "product": _("相乘"),
        "sum": _("相加"),
        "mean": _("取各期的平均"),
        "last": _("取最后一期"),
        "weighted": _("各期按权重"),
    },
    "of": PERIODS,
    "kind": {
        "once": _("只计一次"),
        "count": _("按次数"),
        "missing": _("按缺的次数"),
        "amount": _("按金额"),
        "class": _("按类别"),
        "severity": _("按情节"),
        "levels": _("按级"),
        "range": _("在一个范围里打分"),
        "ballot": _("测评票"),
        "sheet": _("考评表"),
        "graded": _("领导评的等次"),
        "given": _("别处打好的分"),
        "flag": _("是或否"),
        "ground": _("写明的情形"),
        "below": _("低于一个分数"),
        **PERIODS,
    },
    "partial": PERIODS,
    "period": PERIODS,
    "periods": PERIODS,
    "true": {"true": _("是"), "false": _("否")},
}
"""Key of a scheme → its values in the words of an office; ``true`` is for every yes and no."""


STRUCTURE = ("by", "kind")
"""Keys that decide which other keys there are."""

CLAUSE = re.compile("[^，；]+[，；]?")
"""A clause of a reason, with the mark behind it."""
SHORT = 4
"""A word so short may stand in a reason and in a setting: 20%."""

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


@dataclass(frozen=True, slots=True)
class Gap:
    """What a policy leaves open of one thing, or alike of several, for one reason: each reason and
    each setting is said once. ``settings`` are (what, how); ``keys`` those of the defaults."""

    where: str
    settings: tuple[tuple[str, str], ...]
    why: str
    keys: tuple[str, ...] = ()


def in_gaps(defaults: Iterable[Said]) -> tuple[Gap, ...]:
    """Defaults of one thing and one reason together, in the order of their first; things of which
    the same is said stand beside one another."""
    found: dict[tuple[str, str], list[Said]] = {}
    for each in defaults:
        found.setdefault((each.where[0], each.why), []).append(each)
    alike: dict[tuple[tuple[tuple[str, str], ...], str], list[str]] = {}
    keys: dict[tuple[tuple[tuple[str, str], ...], str], list[str]] = {}
    for (where, why), said in found.items():
        settings = _settings(where, said)
        same = settings, _reason(why, settings)
        alike.setdefault(same, []).append(where)
        keys.setdefault(same, []).extend(each.key for each in said)
    return tuple(Gap("、".join(where), *same, tuple(keys[same])) for same, where in alike.items())


def _settings(where: str, defaults: Iterable[Said]) -> tuple[tuple[str, str], ...]:
    """What is set of one thing, part by part; of parts alike once, and each part named once."""
    parts: dict[str, list[tuple[str, str]]] = {}
    for each in defaults:
        _where, *of, name = each.where
        value = "、".join(part.removeprefix(where) for part in each.value.split("、"))
        parts.setdefault(" ".join(of), []).append((name if each.where[1:] else "", value))
    alike: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for part, said in parts.items():
        alike.setdefault(tuple(said), []).append(part)
    found: list[tuple[str, str]] = []
    for settings, of in alike.items():
        named = "、".join(filter(None, of))
        (first, value), *others = settings
        is_said = not named or named in dict(settings).values()
        found += [(first if is_said else f"{named} {first}", value), *others]
    return tuple(found)


def _reason(why: str, settings: Iterable[tuple[str, str]]) -> str:
    """The reason, without what only says the setting once more, and what leads up to that."""
    said = {text for each in settings for text in each if len(text) > SHORT}
    kept: list[str] = []
    for clause in CLAUSE.findall(why):
        if not any(clause.rstrip("，；").endswith(each) for each in said):
            kept.append(clause)
        elif kept and kept[-1].endswith("的，"):
            kept.pop()
    return "".join(kept).rstrip("，；")


def of(scheme: Scheme) -> tuple[Said, ...]:
    """All defaults of a scheme."""
    places = settings_of(scheme.text, scheme.id)
    return tuple(_said(scheme, each, places[each.key]) for each in scheme.defaults)


def of_figures(scheme: Scheme) -> tuple[str, ...]:
    """How the keys begin by which the figures of the ballots are reckoned."""
    items = enumerate(scheme.items, start=1)
    return tuple(f"items[{place}]." for place, item in items if item.ballot)


def of_vote(scheme: Scheme) -> tuple[str, ...]:
    """The same of what bears on a vote; the rest is of score sheet and ranking."""
    return ("questions[", "quorum", "voters", *of_figures(scheme))


@lru_cache(maxsize=64)
def settings_of(text: str, id: str) -> Mapping[str, SchemeValue]:
    """Every place of a scheme by its key."""
    return {place.key: place for place in override.values_of(toml_file.read(text, id))}


def values_of(default: DefaultUsed) -> Mapping[str, str]:
    """What may stand at the key of a default, in words; empty where it is a number or a name."""
    is_yes_or_no = default.value in VALUES["true"]
    return VALUES.get("true" if is_yes_or_no else default.key.rpartition(".")[2], {})


def words_of(key: str, value: str) -> str:
    """A value at a key as it is said; itself where it is a number or a name."""
    return values_of(DefaultUsed(key, value)).get(value, value)


def is_single(scheme: Scheme, default: DefaultUsed) -> bool:
    """Whether a default is one value, which decides on no other keys."""
    place = settings_of(scheme.text, scheme.id)[default.key]
    return place.name not in STRUCTURE and not isinstance(place.holder[place.name], (list, dict))


def _said(scheme: Scheme, default: DefaultUsed, place: SchemeValue) -> Said:
    words = values_of(default)
    return Said(
        key=default.key,
        where=_where(place),
        value="、".join(words.get(part, part) for part in default.value.split("、")),
        why=default.why,
        clause=scheme.clauses.get(default.key.rpartition(".")[0], ""),
    )


def _where(place: SchemeValue) -> tuple[str, ...]:
    above = place.named.removesuffix(place.name)
    parts = [part for part in above.split(".") if part and part not in LISTS]
    shown = [key_names.SECTIONS.get(part, part) for part in parts]
    return (*shown[:1], *shown[-1:][: len(shown) - 1], key_names.of(place.key))
