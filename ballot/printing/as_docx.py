"""Leaves as Word files, by docxtpl: what an office may still change before it signs.

``templates/leaf.docx`` holds the styles; ``scripts/make-docx-template`` makes it.
"""

import io
import zipfile
from datetime import datetime
from importlib.resources import files
from itertools import chain, pairwise
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.shared import Mm
from docx.table import Table as WordTable
from docxtpl import DocxTemplate, InlineImage, RichText
from PIL import Image

from ballot.domain import house_time
from ballot.printing.leaf import Block, Break, Code, Halve, Leaf, Line, Space, Table
from ballot.printing.word_tables import fit
from ballot.slips import qr

WIDTH, HEIGHT, SIDE = 210, 297, 20
"""A4 and its margins, in millimetres."""
PIXELS = 8
"""Of a module of a code."""


def render(leaf: Leaf, made: datetime) -> bytes:
    """The Word file of a leaf; the same bytes for the same leaf and time.

    A rare character is set by the fonts of the machine that opens it.
    """
    template = DocxTemplate(str(files("ballot.printing") / "templates" / "leaf.docx"))
    blocks = [_block(template, block) for block in leaf.blocks if not isinstance(block, Space)]
    foot = {"zone": house_time.zone_in_words(made) if leaf.numbered else "", "check": leaf.check}
    template.render({"blocks": blocks, **foot}, autoescape=True)
    document = template.docx
    _page(document, leaf)
    tables = [block for block in leaf.blocks if isinstance(block, Table)]
    signed = {id(one) for one, two in pairwise(leaf.blocks) if _is_signatures(two)}
    across = (HEIGHT if leaf.landscape else WIDTH) - 2 * SIDE
    for printed, table in zip(_tables(document), tables, strict=True):
        fit(printed, table, across, signed=id(table) in signed)
    about = document.core_properties
    about.title, about.author, about.comments = leaf.title, "", ""
    about.created = about.modified = house_time.without_zone(made)
    file = io.BytesIO()
    template.save(file)
    return _same_bytes(file.getvalue(), made)


def _is_signatures(block: Block) -> bool:
    return isinstance(block, Table) and not block.ruled


def _block(template: DocxTemplate, block: Block) -> dict[str, object]:
    match block:
        case Line():
            return {"kind": block.role.value, "text": block.text}
        case Table():
            return {"kind": "ruled" if block.ruled else "bare", "rows": _rows(block)}
        case Code():
            return {
                "kind": "code",
                "picture": InlineImage(template, _picture(block.text), width=Mm(block.mm)),
                "text": block.caption,
            }
        case Break() | Halve() | Space():
            return {"kind": "break"}


def _rows(table: Table) -> list[list[dict[str, object]]]:
    return [
        [
            {
                "span": cell.span,
                "text": RichText(cell.text, bold=cell.bold, size=round(2 * table.size)),
            }
            for cell in row.cells
        ]
        for row in table.rows
    ]


def _tables(document: Any) -> list[WordTable]:
    return list(document.tables)


def _page(document: Any, leaf: Leaf) -> None:
    if leaf.landscape:
        page = document.sections[0]
        page.orientation = WD_ORIENT.LANDSCAPE
        page.page_width, page.page_height = Mm(HEIGHT), Mm(WIDTH)


def _picture(text: str) -> io.BytesIO:
    """A QR code as PNG, for Word draws no paths."""
    rows = qr.matrix(text)
    image = Image.new("1", (len(rows), len(rows)), 1)
    image.putdata([0 if black else 1 for black in chain.from_iterable(rows)])
    file = io.BytesIO()
    image.resize((len(rows) * PIXELS, len(rows) * PIXELS)).save(file, "PNG")
    file.seek(0)
    return file


def _same_bytes(packed: bytes, made: datetime) -> bytes:
    """The archive again with the given time in every entry instead of the clock's."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(packed)) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as taken,
    ):
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, made.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            taken.writestr(entry, given.read(name))
    return out.getvalue()
