"""What a page of a score sheet needs to show points at once, as attributes of its elements.

``static/organizer/sheet.js`` reckons with them in whole numbers. What counts are the server's
points: they come from ``domain.scoring`` whenever the sheet is saved.
"""

from fractions import Fraction

from ballot.domain import rounding
from ballot.domain.scheme.sheet_rules import Rule, RuleKind, SheetLine
from ballot.domain.scoring.sheet_entry import Side
from ballot.domain.scoring.sheet_points import MONTHS
from ballot.usecases.assessment.see_sheet import LineView, RuleView, SheetView
from ballot.web.organizer.assessment.people import rating_fields
from ballot.words.language import gettext as _

ONCE, TIMES, WHOLE, MISSING, NAMES = "once", "times", "whole", "missing", "names"
HOW = {
    RuleKind.ONCE: ONCE,
    RuleKind.MISSING: MISSING,
}


def of_rule(each: RuleView) -> dict[str, str]:
    """How the entry of a rule becomes points."""
    rule = each.rule
    whole = rule.kind is RuleKind.AMOUNT and not rule.pro_rata
    told = {
        "data-how": NAMES if rule.is_named else HOW.get(rule.kind, WHOLE if whole else TIMES),
        "data-points": rounding.plain(_each(rule)),
    }
    if rule.kind is RuleKind.MISSING:
        told["data-due"] = str(each.due_in_a_year or 0)
        told["data-pro-rata"] = "1" if rule.pro_rata else ""
    return told


def _each(rule: Rule) -> Fraction:
    if rule.kind is RuleKind.RANGE:
        return Fraction(1 if rule.awards else -1)
    return rule.points


def of_ratings(line: SheetLine) -> dict[str, str]:
    """What a level up and a level down bring."""
    up, down = line.rules
    return {"data-up": rounding.plain(up.points), "data-down": rounding.plain(down.points)}


def of_rated(line: LineView, side: Side) -> Fraction | None:
    """What two ratings bring; None where they are not said."""
    said = all(rating_fields.chosen(line, side))
    return line.points[side] if said else None


def of_page(view: SheetView, part: int) -> dict[str, str]:
    """What stands on the other pages, and the floor of the whole."""
    sheet = next(item.sheet for item in view.scheme.items if item.sheet)
    told = {
        "data-floor": "" if sheet.floor is None else rounding.plain(sheet.floor),
        "data-months": view.months or str(MONTHS),
    }
    for name, side in (("self", Side.SELF), ("exam", Side.EXAMINER)):
        others = rounding.total(
            section.section.base if (points := section.points[side]) is None else points
            for place, section in enumerate(view.sections, start=1)
            if place != part
        )
        told[f"data-others-{name}"] = rounding.plain(others)
        told[f"data-filled-{name}"] = "" if view.totals[side] is None else "1"
    return told


def effect(points: Fraction) -> str:
    """What an entry adds or takes, in words."""
    said: str = (
        _("加 %(n)s 分", n=rounding.plain(points))
        if points >= 0
        else _("扣 %(n)s 分", n=rounding.plain(-points))
    )
    return said


def signed(points: Fraction | None) -> str:
    """Points with their sign; a line where there are none."""
    if points is None:
        return "—"
    return f"+{rounding.plain(points)}" if points > 0 else rounding.plain(points)
