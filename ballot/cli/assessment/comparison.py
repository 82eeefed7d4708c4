"""Two periods side by side, as a table and as JSON."""

from typing import Any

from ballot.domain import rounding
from ballot.domain.scoring.periods_compared import Compared, Stand
from ballot.words.language import gettext as _


def headings() -> tuple[str, ...]:
    """The columns of the table."""
    before, after = _("上期"), _("本期")
    figures = (_("位次"), _("等次"), _("总分"))
    both = [f"{period}{name}" for period in (before, after) for name in figures]
    return (_("姓名"), _("单位"), _("村(社区)"), *both, _("变化"))


def cells(one: Compared) -> tuple[str, ...]:
    """A line of the table."""
    return (one.name, one.unit, one.village, *_stand(one.before), *_stand(one.after), _said(one))


def value(one: Compared) -> dict[str, Any]:
    """A person as plain values of JSON; exact totals are text such as ``3024/31``."""
    gained = one.gained
    return {
        "name": one.name,
        "unit": one.unit,
        "village": one.village,
        "before": _value(one.before),
        "after": _value(one.after),
        "climbed": one.climbed,
        "gained": None if gained is None else str(gained),
        "runs": list(one.runs),
    }


def _value(stand: Stand | None) -> dict[str, Any] | None:
    if stand is None:
        return None
    total = None if stand.total is None else str(stand.total)
    return {
        "group": list(stand.group),
        "rank": stand.rank,
        "grade": stand.grade,
        "proposed_grade": stand.proposed,
        "total": total,
    }


def _stand(stand: Stand | None) -> tuple[str, str, str]:
    if stand is None:
        return "", "", ""
    rank = "" if stand.rank is None else str(stand.rank)
    return rank, stand.said, "" if stand.total is None else rounding.shown(stand.total)


def _said(one: Compared) -> str:
    if one.before is None:
        return str(_("新增"))
    if one.after is None:
        return str(_("本期不在"))
    climbed = one.climbed
    if not climbed:
        moved = ""
    elif climbed > 0:
        moved = str(_("升 %(n)s 位", n=climbed))
    else:
        moved = str(_("降 %(n)s 位", n=-climbed))
    return _("；").join(part for part in (moved, *one.runs) if part)
