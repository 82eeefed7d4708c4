"""What is said of the people of an assessment: marks of rows, columns of a change."""

from collections.abc import Mapping

from ballot.domain.scoring.people.row_marks import Mark
from ballot.storage.assessment.person_changes import LEFT_ON
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
