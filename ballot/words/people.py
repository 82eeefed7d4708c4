"""What is said of the people of an assessment: marks of rows, columns of a
change, what a decision on an appeal or an objection did."""

from collections.abc import Mapping, Sequence

from ballot.domain.errors import PersonMeasured
from ballot.domain.scoring.people.person_traces import Traces
from ballot.domain.scoring.people.row_marks import Mark
from ballot.storage.assessment.person_changes import LEFT_ON
from ballot.usecases.review.decide_appeal import Decided
from ballot.words import terms
from ballot.words.language import Sentence, gettext, lazy_gettext

MOST_NAMED = 20
MARKS: Mapping[Mark, Sentence] = {
    Mark.NEW: lazy_gettext("新增"),
    Mark.CHANGED: lazy_gettext("有变动"),
    Mark.SAME: lazy_gettext("相同"),
    Mark.DOUBTFUL: lazy_gettext("存疑"),
}


def row_mark(mark: Mark) -> str:
    """What a row of a file would do, in one word."""
    return str(MARKS[mark])


def same_as(row: int) -> str:
    """Of a row that names somebody in another writing: where he stands already."""
    said: str = gettext("同第 %(row)s 行", row=row)
    return said


def measured(found: Traces | PersonMeasured, name: str) -> str:
    """Why somebody cannot be removed, each reason by its own name, and what to do instead."""
    reasons = []
    if found.meetings:
        numbers = "、".join(found.meetings)
        reasons.append(gettext("测评会 %(numbers)s 已经锁定或开过", numbers=numbers))
    if found.files:
        reasons.append(gettext("%(files)s 带来了他的评分", files="、".join(found.files)))
    elif found.is_scored:
        reasons.append(gettext("已经有他的评分或情形"))
    if found.is_named:
        reasons.append(gettext("排名、审核或申诉里有他"))
    told = gettext("“%(name)s”不能删除：%(why)s。", name=name, why="；".join(map(str, reasons)))
    if found.files and not (found.meetings or found.is_named):
        return told + gettext(
            "误加的，到“人员”页撤销最近一次导入；导入以后又有改动、撤销不了的，请登记离岗。"
        )
    return told + gettext("请登记离岗：他留在名单上，不排名次，不占名额。")


def change(column: str, before: str, after: str) -> str:
    """A column as it was and as it is."""
    empty = gettext("（空）")
    name = gettext("离岗日期") if column == LEFT_ON else column
    said: str = gettext(
        "%(name)s：%(before)s → %(after)s", name=name, before=before or empty, after=after or empty
    )
    return said


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    """All columns of a change."""
    return tuple(change(name, before.get(name, ""), text) for name, text in after.items())


def decided(done: Decided) -> str:
    """What changed, what came down, and what has to be done next."""
    if done.item:
        return _changed(done)
    if done.granted:
        return str(
            gettext(
                "已支持。这一件没有针对某一项，得分、等次和公示都没有变："
                "要改的，请先撤回公示，再改得分或等次。"
            )
        )
    return str(gettext("不予支持，已登记。得分、等次和公示都没有变。"))


def and_rank(said: str, is_ranked: bool) -> str:
    """What was done; where there is a ranking, that it is to be made again."""
    return said + gettext("请重新排名。") if is_ranked else said


def _changed(done: Decided) -> str:
    values = {"item": done.item, "before": done.before or "—", "after": done.after}
    said = gettext("已支持：“%(item)s”由 %(before)s 改为 %(after)s。", **values)
    if done.took_down:
        return said + gettext("公示已撤下。请重新排名，走完程序，再重新公示。")
    return said + gettext("请重新排名。")


def some_names(names: Sequence[str]) -> str:
    """Names in a row: all of twenty, of more the first ones and that there are others."""
    others: str = gettext(" 等") if len(names) > MOST_NAMED else ""
    return terms.listing(names[:MOST_NAMED]) + others
