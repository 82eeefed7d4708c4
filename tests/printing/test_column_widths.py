"""Short words are not parted over two lines, on any form, in any format."""

import functools
from itertools import pairwise

import pytest
from makers import printed, worked

from ballot.printing import column_widths
from ballot.printing.forms import blank, ranking, result_report
from ballot.printing.leaf import Cell, Leaf, Row, Table
from ballot.printing.pdf.press import Press
from ballot.printing.pdf.table import PAD

GRADES = Row((Cell("基本称职"), Cell("由所在单位主要负责同志予以诫勉谈话，责其限期整改")))


@functools.cache
def _press(*, landscape: bool) -> Press:
    return Press("", made=printed.MADE, landscape=landscape)


def parted(leaf: Leaf) -> list[str]:
    """The short words of a paper that take two lines or more."""
    press = _press(landscape=leaf.landscape)
    return [word for table in leaf.blocks if isinstance(table, Table) for word in _of(press, table)]


def _of(press: Press, table: Table) -> list[str]:
    found = []
    for row in table.rows:
        column = 0
        for cell in row.cells:
            wide = sum(table.widths[column : column + cell.span]) / sum(table.widths)
            press.font(table.size, bold=cell.bold)
            room = press.width * wide - 2 * PAD
            words = [each for each in cell.text.split("\n") if len(each) <= 4]
            found += [each for each in words if len(press.lines(each, room)) > 1]
            column += cell.span
    return found


def papers() -> list[Leaf]:
    """Every blank form, a ranking of each policy, a report."""
    rankings = {scheme.id: (scheme, scored) for _name, scheme, scored in worked.rankings()}
    return [
        *(blank.leaf(form.name, {}, [{}]) for form in blank.forms()),
        *(ranking.leaf(ranking.of(scheme, scored)) for scheme, scored in rankings.values()),
        result_report.leaf(printed.report(printed.result(3))),
    ]


def test_no_short_word_of_any_form_takes_two_lines() -> None:
    assert [(leaf.title, parted(leaf)) for leaf in papers() if parted(leaf)] == []


def test_a_column_too_narrow_for_its_word_is_widened_at_the_cost_of_the_others() -> None:
    narrow = Table((5.0, 95.0), (GRADES,))
    assert parted(Leaf("", (narrow,))) == ["基本称职"]
    widths = column_widths.fitted(narrow.widths, narrow.rows, narrow.size, 170)
    assert round(sum(widths), 2) == 170
    assert parted(Leaf("", (Table(widths, (GRADES,)),))) == []


@pytest.mark.parametrize("widths", [(50.0, 50.0), (1.0, 1.0)])
def test_columns_that_hold_their_words_stay_as_they_are(widths: tuple[float, ...]) -> None:
    assert column_widths.fitted(widths, [GRADES], 10.5, 170) == widths


def test_where_there_is_no_room_for_all_nothing_changes() -> None:
    crowded = Row((Cell("基本称职"),) * 40)
    assert column_widths.fitted((1.0,) * 39 + (9.0,), [crowded], 10.5, 170)[-1] == 9.0


def test_wider_words_make_wider_columns() -> None:
    wide = [
        column_widths.fitted((1.0, 99.0), [Row((Cell(word), Cell("说明" * 30)))], 10.5, 170)[0]
        for word in ("优秀", "基本称职", "市农业农村", "2026-12-20")
    ]
    assert all(one < other for one, other in pairwise(wide))
