"""What is said of the parts of a longer period and of the values that they bring, on page, at the
console and in a file alike."""

from collections.abc import Mapping

from ballot.domain.scoring.periods.taken_over import Standing
from ballot.usecases.assessment.periods.see_parts import OfferLine, PartLine, PartsView
from ballot.usecases.assessment.periods.take_over import TakenOver
from ballot.words.language import Sentence, gettext, lazy_gettext
from ballot.words.language import gettext as _

STANDINGS: Mapping[Standing, Sentence] = {
    Standing.NEW: lazy_gettext("可以转入"),
    Standing.SAME: lazy_gettext("一致"),
    Standing.OUTDATED: lazy_gettext("那一期已改，可以重新转入"),
    Standing.OTHERWISE: lazy_gettext("和已填的不一样"),
    Standing.APART: lazy_gettext("几期说的不一样"),
}


def standing(of: Standing) -> str:
    """How a value stands, in a few words."""
    return str(STANDINGS[of])


def state(part: PartLine) -> str:
    """Whether a part is over, and where its journal says so."""
    if part.line is not None:
        said: str = gettext("已办结（记录第 %(line)s 行）", line=part.line)
        return said
    return str(_("转入以后又退回，还没有办结")) if part.is_reopened else str(_("还没有办结"))


def remarks(view: PartsView) -> list[str]:
    """What somebody should know of the parts before he takes anything over."""
    found = []
    if view.has_parts and not view.is_dated:
        found.append(_("本期没有写明是哪一年、哪几个月：请在考核期间里写明，例如 2026年第三季度"))
    for part in view.parts:
        told = {"part": part.title}
        if view.is_dated and not part.name:
            found.append(_("“%(part)s”没有写明是哪一年、哪一期，不能转入：请给它改名", **told))
        if part.absent:
            names = _("、").join(part.absent)
            found.append(_("“%(part)s”里有、这里没有的人：%(names)s", names=names, **told))
        if part.whole:
            items = _("、").join(part.whole)
            said = _("“%(part)s”的%(items)s没有分月填，不能转入", items=items, **told)
            found.append(said)
    if view.missing:
        found.append(_("还没有考核的：%(names)s", names=_("、").join(view.missing)))
    return [str(each) for each in found]


def headings() -> tuple[str, ...]:
    """The columns of the table of values."""
    who = (_("姓名"), _("单位"), _("村(社区)"), _("栏目"))
    return (*who, _("现在的值"), _("来源"), _("已办结的值"), _("哪一期"), _("记录行"), _("情况"))


def cells(view: PartsView, one: OfferLine) -> tuple[str, ...]:
    """A line of it."""
    titles = {part.id: part.title for part in view.parts}
    value = _("、").join(one.said) if one.is_apart else one.value
    part = ("", "") if one.is_apart else (titles[one.part], str(one.line))
    who = (one.name, one.unit, one.village, one.column)
    return (*who, one.stands, one.source, value, *part, standing(one.standing))


def table(view: PartsView) -> tuple[tuple[str, ...], list[dict[str, str]]]:
    """All of them, a row each under its headings."""
    names = headings()
    return names, [dict(zip(names, cells(view, each), strict=True)) for each in view.offers]


def done(made: TakenOver) -> str:
    """What an act of taking over did."""
    if not made.values:
        return str(_("没有可以转入的：已办结的都已经在这里。"))
    told = {"values": made.values, "people": made.people}
    return str(_("已转入 %(people)s 人的 %(values)s 个值，来源记在每个值旁边。", **told))
