"""``ballot assessment review ID show``: the road, the grades with what they bring, what waits."""

import argparse

from ballot.cli.console import command_hall
from ballot.cli.console.output import give_json, give_table, say
from ballot.cli.console.parser import whole_number
from ballot.domain.access import CONSOLE
from ballot.exports.plain_values import plain
from ballot.usecases.review import see_notice
from ballot.usecases.review.see_appeals import see_appeals
from ballot.usecases.review.see_review import ReviewView, see_review
from ballot.words.language import gettext as _


def run_show(chosen: argparse.Namespace) -> int:
    """The road, the people with what their grades bring, appeals and notices."""
    with command_hall.hall() as hall:
        view = see_review(hall, CONSOLE, whole_number(chosen.id, "ID"))
        appeals = see_appeals(hall, CONSOLE, whole_number(chosen.id, "ID")).appeals
        notices = see_notice.see_notices(hall, CONSOLE, whole_number(chosen.id, "ID")).notices
    if chosen.json:
        about = {"appeals": plain(appeals), "notices": plain(notices)}
        give_json(_facts(view) | about)
        return 0
    marks = {"done": _("已做"), "here": _("轮到"), "ahead": _("未到")}
    give_table(
        (_("步骤"), _("状态"), _("由谁"), _("日期")),
        ((each.step.name, marks[each.how], *_held(each.line, each.step.by)) for each in view.road),
    )
    give_table(
        (_("编号"), _("姓名"), _("位次"), _("建议等次"), _("审定等次"), _("结果使用")),
        (
            (
                str(each.id),
                each.name,
                "" if each.rank is None else str(each.rank),
                each.proposed,
                each.decided,
                _("；").join(one.text for one in each.brings),
            )
            for each in view.people
        ),
    )
    if view.ranking is not None and not view.is_current:
        say(_("排名之后又有改动，请重新排名。"))
    return 0


def _held(line: object, by: str) -> tuple[str, str]:
    return (getattr(line, "held_by", by), getattr(line, "held_on", ""))


def _facts(view: ReviewView) -> dict[str, object]:
    """The review as plain values; scheme and snapshot stand in ``rank --json``."""
    own = ("assessment", "title", "period", "ranking", "is_current", "concluded", "confirmed")
    rest = ("thresholds", "consent", "people", "lines", "undecided", "lost")
    facts: dict[str, object] = {name: plain(getattr(view, name)) for name in (*own, *rest)}
    road = [
        {"step": each.step.name, "by": each.step.by, "how": each.how, "line": plain(each.line)}
        for each in view.road
    ]
    return facts | {"road": road, "next": view.next.name if view.next else None}
