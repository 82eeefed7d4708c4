"""A table of people as CSV or XLSX: the ranking of ``ballot score``, and its empty form."""

import csv
import io
from collections.abc import Mapping, Sequence

from ballot.domain.rounding import DECIMAL
from ballot.exports.result_as_csv import BEGINS_A_FORMULA, kept_fraction

NO_MAGIC = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
WIDEST = 60
A4 = 9
"""The paper's number in a workbook."""
PRINTED_TOO = 0
"""The lines between cells stand on paper too."""
LEGIBLE = 300
"""So many characters, side by side, can be read on one sheet; what is wider takes several."""
SMALLEST = 45
"""Per cent of its size at which a table of several sheets is printed."""
TAB = "排名"
FILLED_IN = 1000
"""Rows of a blank form in which choices are offered."""
PROVISIONAL = "暂定"
NONE: Mapping[str, str] = {}


def write(
    path: str,
    columns: Sequence[str],
    rows: Sequence[Mapping[str, str]],
    *,
    provisional: bool = False,
) -> bytes:
    """The file that ``path``'s ending names; a workbook's tab says 「暂定」 where it is so."""
    if path.lower().endswith(".xlsx"):
        return _workbook(columns, rows, TAB + (f"（{PROVISIONAL}）" if provisional else ""), {})
    return _csv(columns, rows)


def blank(
    tab: str,
    columns: Sequence[str],
    rows: Sequence[Mapping[str, str]],
    choices: Mapping[str, Sequence[str]],
    headings: Mapping[str, str] = NONE,
) -> bytes:
    """A workbook to fill in: its tab says what it holds, a column offers its ``choices``, and what
    ``headings`` has of it stands over it."""
    return _workbook(columns, rows, tab, choices, headings)


def _csv(columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> bytes:
    text = io.StringIO(newline="")
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow(columns)
    lines.writerows([_defused(row.get(name, "")) for name in columns] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _defused(cell: str) -> str:
    """A text that an office program would calculate is quoted; a number such as -10 is not."""
    if cell.startswith(BEGINS_A_FORMULA) and not DECIMAL.fullmatch(cell):
        return "'" + cell
    return kept_fraction(cell)


def _workbook(
    columns: Sequence[str],
    rows: Sequence[Mapping[str, str]],
    tab: str,
    choices: Mapping[str, Sequence[str]],
    headings: Mapping[str, str] = NONE,
) -> bytes:
    import xlsxwriter  # loaded with the first document

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, NO_MAGIC)
    sheet = book.add_worksheet(tab)
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "bg_color": "#E7ECEF"})
    sheet.freeze_panes(1, 1)
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.hide_gridlines(PRINTED_TOO)
    sheet.repeat_rows(0)
    across = 0
    for place, name in enumerate(columns):
        cells = [row.get(name, "") for row in rows]
        heading = headings.get(name, name)
        widest = max((len(cell) for cell in (heading, *cells)), default=0)
        across += (width := min(2 * widest + 2, WIDEST))
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, heading, head)
        for line, cell in enumerate(cells, start=1):
            sheet.write_string(line, place, cell)
        if choices.get(name):
            offered = {"validate": "list", "source": list(choices[name])}
            sheet.data_validation(1, place, FILLED_IN, place, offered)
    if across <= LEGIBLE:
        sheet.fit_to_pages(1, 0)
    else:
        sheet.set_print_scale(SMALLEST)
        sheet.repeat_columns(0)
    book.close()
    return file.getvalue()
