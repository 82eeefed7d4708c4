"""Tables as one program or another writes them, for files that offices send."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
import xlsxwriter
from makers.county import COLUMNS

Row = Sequence[Any]
ODS = (
    '<d xmlns:table="t" xmlns:text="x" xmlns:office="o" xmlns:style="s">'
    '<style:style style:name="gone"><style:table-properties table:display="false"/></style:style>'
    "%s</d>"
)
"""Of an ODS what is read; the style ``gone`` is that of a table that nobody sees."""
_PLACES = {name: place for place, name in enumerate(COLUMNS)}


def a_person(name: str = "张某", village: str = "大布村", **cells: Any) -> list[Any]:
    """A row of a file of people; ``cells`` by their columns."""
    row: list[Any] = [name, "某局", "镇街", "脱产", "正股级", village, 80, 20, 3, 2, "否", ""]
    for column, value in cells.items():
        row[_PLACES[column]] = value
    return row


def a_list(**cells: Any) -> list[Row]:
    """Two people below their heading; ``cells`` are changed of the first."""
    name = cells.pop("姓名", "张某")
    return [COLUMNS, a_person(name, **cells), a_person("李某", "小布村")]


def csv(rows: Sequence[Row], encoding: str = "utf-8-sig", between: str = ",") -> bytes:
    """As a CSV."""
    return "\r\n".join(between.join(map(str, row)) for row in rows).encode(encoding)


def xlsx(
    rows: Sequence[Row],
    formats: Mapping[str, str] | None = None,
    more: Callable[[Any, Any], object] = lambda book, tab: None,
    **options: Any,
) -> bytes:
    """As XlsxWriter writes it; ``formats`` of cells by their places, ``more`` of book and tab."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, options) as book:
        tab = book.add_worksheet("名单")
        kept = {place: book.add_format({"num_format": code}) for place, code in _of(formats)}
        for down, row in enumerate(rows):
            for across, cell in enumerate(row):
                style = kept.get(f"{chr(ord('A') + across)}{down + 1}")
                tab.write(down, across, cell, *([style] if style else []))
        more(book, tab)
    return file.getvalue()


def _of(formats: Mapping[str, str] | None) -> list[tuple[str, str]]:
    return list((formats or {}).items())


def openpyxl_file(
    rows: Sequence[Row], more: Callable[[Any, Any], object] = lambda book, tab: None
) -> bytes:
    """As openpyxl writes it."""
    book, file = openpyxl.Workbook(), io.BytesIO()
    tab: Any = book.active
    for row in rows:
        tab.append([None if cell == "" else cell for cell in row])
    more(book, tab)
    book.save(file)
    return file.getvalue()


def ods(*tables: str, manifest: str = "") -> bytes:
    """An ODS of tables made by ``ods_table``."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", ODS % "".join(tables))
        if manifest:
            packed.writestr("META-INF/manifest.xml", manifest)
    return file.getvalue()


def ods_table(
    rows: Sequence[Row], *, hidden: int = 0, style: str = "seen", name: str = "名单"
) -> str:
    """A table; ``hidden`` is a row that is filtered out. A cell that is XML stays what it is."""
    lines = "".join(_line(row, number == hidden) for number, row in enumerate(rows, start=1))
    named = f'table:name="{name}" table:style-name="{style}"'
    return f"<table:table {named}>{lines}</table:table>"


def ods_cell(kind: str, value: str, text: str) -> str:
    """A cell of a type, its value and what it shows."""
    of = "value" if kind in ("float", "percentage") else f"{kind}-value"
    return (
        f'<table:table-cell office:value-type="{kind}" office:{of}="{value}">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def _cell(value: Any) -> str:
    if isinstance(value, int | float):
        return ods_cell("float", str(value), str(value))
    if value.startswith("<table:"):
        return str(value)
    return f"<table:table-cell><text:p>{escape(value)}</text:p></table:table-cell>"


def _line(row: Row, is_hidden: bool) -> str:
    seen = ' table:visibility="filter"' if is_hidden else ""
    return f"<table:table-row{seen}>{''.join(map(_cell, row))}</table:table-row>"
