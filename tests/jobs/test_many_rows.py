"""A ranking of very many: its rows are made once and parted once, and print as any other row."""

import io
from datetime import UTC, datetime
from zipfile import ZipFile

import pytest
from makers.life.ranked_county import a_ranked_county

from ballot.domain.access import CONSOLE
from ballot.printing import printers
from ballot.printing.forms import template
from ballot.printing.leaf import Cell, Leaf, Row, Table
from ballot.printing.pdf.press import Press
from ballot.usecases.assessment.see_ranking import see_ranking
from ballot.usecases.forms import ranking_form
from ballot.usecases.hall import Hall

AT = datetime(2026, 12, 1, tzinfo=UTC)
ODD = ("甲<某&\"'", "  两边空 ", "上\n下", "\n", "a\tb", "控\x07制", "")


def as_written(text: str) -> Cell:
    """The cell of a template that has the text as a value."""
    filled = template._environment().from_string(
        "<leaf><table><tr><td>{{ t }}</td></tr></table></leaf>"
    )
    (table,) = template.read(filled.render(t=text)).blocks
    assert isinstance(table, Table)
    return table.rows[0].cells[0]


@pytest.mark.parametrize("text", ODD)
def test_a_row_made_beforehand_has_the_text_of_one_that_is_written(text: str) -> None:
    assert Cell(template.text_of(text)) == as_written(text)


def test_rows_made_beforehand_stand_where_the_template_calls_them() -> None:
    made = [[Row((Cell("二"),))], [Row((Cell("四"),)), Row((Cell("五"),))]]
    called = '<tr><td>一</td></tr><rows of="0"/><tr><td>三</td></tr><rows of="1"/>'
    text = f"<leaf><table>{called}</table></leaf>"
    (table,) = template.read(text, made).blocks
    assert isinstance(table, Table)
    assert [row.cells[0].text for row in table.rows] == ["一", "二", "三", "四", "五"]


def a_leaf(hall: Hall) -> Leaf:
    id, ranking = a_ranked_county(hall, 60)
    return ranking_form.of_view(see_ranking(hall, CONSOLE, id, ranking, held_to_inputs=False))


def test_everybody_of_a_county_stands_in_each_format(hall: Hall) -> None:
    leaf = a_leaf(hall)
    names = [text for text in leaf.texts() if text.startswith("王伟")]
    assert names
    with ZipFile(io.BytesIO(printers.render(leaf, "docx", AT))) as file:
        body = file.read("word/document.xml").decode()
    with ZipFile(io.BytesIO(printers.render(leaf, "xlsx", AT))) as file:
        texts = file.read("xl/sharedStrings.xml").decode()
    assert all(name in body and name in texts for name in names)


def test_a_text_that_surely_fits_is_the_line_that_parting_it_gives(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for text in ("张三", "基本称职", "（一）第19条", " 前", "后 ", "", "ئۇيغۇر", "葛\U000e0101"):
        press = Press("", made=AT)
        press.begin("", "")
        press.font(9)
        quick = press.lines(text, 40), press.balanced(text, 40)
        monkeypatch.setattr(Press, "_fits", lambda *_given: [])
        assert (press.lines(text, 40), press.balanced(text, 40)) == quick
        monkeypatch.undo()
        press.finish()


def test_the_press_prints_the_same_bytes_whether_it_remembers_or_not(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    leaf = a_leaf(hall)
    remembered = printers.render(leaf, "pdf", AT)
    monkeypatch.setattr(Press, "_fits", lambda *_given: [])
    monkeypatch.setattr(
        Press, "_parted", lambda self, into, text, width: into(text, width, self.measure)
    )
    assert printers.render(leaf, "pdf", AT) == remembered
