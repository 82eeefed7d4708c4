"""How a file was read, as sentences: what was left out, which tab it was, who is one person."""

from collections.abc import Iterator, Sequence

from ballot.domain.punctuation import full_width
from ballot.domain.reading_notes import LeftRow, ReadingNotes
from ballot.words import terms
from ballot.words.language import gettext as _

FEW = 12
"""So many rows, columns or tabs are named; of more, how many there are."""


LONGEST = 20
"""So many characters of a row that was left out are told."""


def sentences(notes: ReadingNotes, same: Sequence[tuple[int, int]] = ()) -> list[str]:
    """All there is to say; ``same``: rows that name somebody in another writing, and which named
    him first."""
    return [*_of_tabs(notes), *_of_rows(notes), *_of_people(same)]


def _of_tabs(notes: ReadingNotes) -> Iterator[str]:
    if notes.tab:
        yield _("读的是工作表“%(tab)s”。", tab=notes.tab)
    others = [_hidden(name, notes) for name in notes.other_tabs]
    if others:
        yield _("另外还有内容、没有读的工作表：%(tabs)s。", tabs=_listing(others))
    if notes.macros:
        yield _("文件里带有宏，没有运行，只读单元格。")


def _hidden(name: str, notes: ReadingNotes) -> str:
    return _("%(tab)s（隐藏）", tab=name) if name in notes.hidden_tabs else name


def _of_rows(notes: ReadingNotes) -> Iterator[str]:
    if notes.heading_row > 1:
        yield _("列名在第 %(row)s 行，它上面的几行没有读。", row=notes.heading_row)
    if notes.renamed:
        pairs = [_renamed(ours, theirs) for ours, theirs in notes.renamed]
        yield _("按选定的列导入：%(columns)s。", columns=_listing(pairs))
    if notes.left_columns:
        yield _("没有要求、因此不导入的列：%(columns)s。", columns=_listing(notes.left_columns))
    if notes.left_rows:
        rows = [_left(each) for each in notes.left_rows]
        yield _("不是人员、因此不导入的行：%(rows)s。", rows=_listing(rows))
    if notes.hidden_rows:
        numbers = [str(number) for number in notes.hidden_rows]
        yield _(
            "表里有 %(n)s 行是隐藏或筛选掉的，也读了进来：第 %(rows)s 行。不要的请先删去。",
            n=len(numbers),
            rows=_listing(numbers),
        )
    if notes.hidden_columns:
        yield _(
            "这几列在表里是隐藏的，也读了进来：%(columns)s。不要的请先删去。",
            columns=_listing(notes.hidden_columns),
        )


def _renamed(ours: str, theirs: str) -> str:
    said: str = _("“%(theirs)s”作为“%(ours)s”", theirs=theirs, ours=full_width(ours))
    return said


def _left(row: LeftRow) -> str:
    said: str = _("第 %(row)s 行“%(text)s”", row=row.number, text=row.text[:LONGEST])
    return said


def _of_people(same: Sequence[tuple[int, int]]) -> Iterator[str]:
    if same:
        rows = [_("第 %(row)s 行与第 %(before)s 行", row=row, before=first) for row, first in same]
        yield _("写法不同、是同一个人，只导入一次：%(rows)s。", rows=_listing(rows))


def _listing(names: Sequence[str]) -> str:
    shown = terms.listing(names[:FEW])
    more = len(names) - FEW
    return _("%(names)s 等 %(n)s 处", names=shown, n=len(names)) if more > 0 else shown
