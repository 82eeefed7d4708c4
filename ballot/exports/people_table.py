"""A table of people as CSV or XLSX: the ranking of ``ballot score``, and its empty form."""

import csv
import io
from collections.abc import Mapping, Sequence

from ballot.domain.rounding import DECIMAL
from ballot.exports.as_csv import BEGINS_A_FORMULA, kept_fraction

NO_MAGIC = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
WIDEST = 60
TAB = "排名"
FILLED_IN = 1000
"""Rows of a blank form in which choices are offered."""
PROVISIONAL = "暂定"


def write(
    path: str,
    columns: Sequence[str],
    rows: Sequence[Mapping[str, str]],
    *,
    provisional: bool = False,
) -> bytes:
    """The file that ``path``'s ending names; a workbook's tab says 「暂定」 where it is so."""
    if path.lower().endswith(".xlsx"):
        return _workbook(columns, rows, TAB + (f"({PROVISIONAL})" if provisional else ""), {})
    return _csv(columns, rows)


def blank(
    tab: str,
    columns: Sequence[str],
    rows: Sequence[Mapping[str, str]],
    choices: Mapping[str, Sequence[str]],
) -> bytes:
    """A workbook to fill in: its tab says what it holds, a column offers its ``choices``."""
    return _workbook(columns, rows, tab, choices)


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
) -> bytes:
    import xlsxwriter  # loaded with the first document

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, NO_MAGIC)
    sheet = book.add_worksheet(tab)
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "bg_color": "#E7ECEF"})
    sheet.freeze_panes(1, 1)
    for place, name in enumerate(columns):
        cells = [row.get(name, "") for row in rows]
        widest = max((len(cell) for cell in (name, *cells)), default=0)
        sheet.set_column(place, place, min(2 * widest + 2, WIDEST))
        sheet.write_string(0, place, name, head)
        for line, cell in enumerate(cells, start=1):
            sheet.write_string(line, place, cell)
        if choices.get(name):
            offered = {"validate": "list", "source": list(choices[name])}
            sheet.data_validation(1, place, FILLED_IN, place, offered)
    book.close()
    return file.getvalue()
