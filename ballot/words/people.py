"""What is said of the people of an assessment: marks of rows, columns of a
change, what a decision on an appeal or an objection did."""

from collections.abc import Mapping

from ballot.domain.scoring.people.row_marks import Mark
from ballot.storage.assessment.person_changes import LEFT_ON
from ballot.usecases.review.decide_appeal import Decided
from ballot.words.language import Sentence, gettext, lazy_gettext

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


def change(column: str, before: str, after: str) -> str:
    """A column as it was and as it is."""
    empty = gettext("(空)")
    name = gettext("离岗日期") if column == LEFT_ON else column
    said: str = gettext(
        "%(name)s:%(before)s → %(after)s", name=name, before=before or empty, after=after or empty
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
                "已支持。这一件没有针对某一项,得分、等次和公示都没有变:"
                "要改的,请先撤回公示,再改得分或等次。"
            )
        )
    return str(gettext("不予支持,已登记。得分、等次和公示都没有变。"))


def _changed(done: Decided) -> str:
    values = {"item": done.item, "before": done.before or "—", "after": done.after}
    said = gettext("已支持:“%(item)s”由 %(before)s 改为 %(after)s。", **values)
    if done.took_down:
        return said + gettext("公示已撤下。请重新排名,走完程序,再重新公示。")
    return said + gettext("请重新排名。")
