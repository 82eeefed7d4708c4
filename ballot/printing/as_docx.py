"""Leaves as Word files, by docxtpl: what an office may still change before it signs.

``templates/leaf.docx`` holds the styles; ``scripts/make-docx-template`` makes it.
"""

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from importlib.resources import files
from itertools import chain, islice
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.run import Run
from docxtpl import DocxTemplate, InlineImage
from PIL import Image

from ballot.domain import house_time
from ballot.printing import word_breaks, word_tables, word_watermark
from ballot.printing.leaf import (
    Block,
    Break,
    Code,
    Halve,
    Leaf,
    Line,
    Space,
    Table,
    tail_of,
)
from ballot.slips import qr

WIDTH, HEIGHT, SIDE = 210, 297, 20
"""A4 and its margins, in millimetres."""
EDGE = 10
"""Above and below on a page of A5, which has no foot."""
CORNER = {
    "wrap": "around",
    "vAnchor": "margin",
    "hAnchor": "margin",
    "xAlign": "right",
    "yAlign": "top",
}
"""The frame of a code: the corner of its page."""
PIXELS = 8
"""Of a module of a code."""
BODY, GRID_END = "word/document.xml", b"</w:tblGrid>"
AT_ONCE = 500
"""Rows that are written together."""


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
    if leaf.folded:
        _into_corners(document, leaf)
    word_breaks.carry(document)
    if leaf.across:
        word_watermark.write(document, leaf.across)
    rows = list(_tables(document, leaf))
    about = document.core_properties
    about.title, about.author, about.comments = leaf.title, "", ""
    about.created = about.modified = house_time.without_zone(made)
    file = io.BytesIO()
    template.save(file)
    return _same_bytes(file, made, rows)


def _block(template: DocxTemplate, block: Block) -> dict[str, object]:
    match block:
        case Line():
            return {"kind": block.role.value, "text": block.text}
        case Table():
            return {"kind": "ruled" if block.ruled else "bare", "rows": ()}
        case Code():
            return {
                "kind": "code",
                "picture": InlineImage(template, _picture(block.text), width=Mm(block.mm)),
                "text": block.caption,
                "beside": not block.centred,
            }
        case Break() | Halve() | Space():
            return {"kind": "break"}


def _tables(document: Any, leaf: Leaf) -> Iterator[Iterator[str]]:
    """Give every table its columns; its rows, which are written when the file is."""
    tables = [block for block in leaf.blocks if isinstance(block, Table)]
    signed = {
        id(one)
        for place, one in enumerate(leaf.blocks)
        if isinstance(one, Table) and tail_of(leaf.blocks, place)
    }
    across = (HEIGHT if leaf.landscape else WIDTH) - 2 * SIDE
    for printed, table in zip(list(document.tables), tables, strict=True):
        widths = word_tables.columns(table, across)
        word_tables.set_grid(printed, widths)
        yield word_tables.rows(table, widths, signed=id(table) in signed)


def _page(document: Any, leaf: Leaf) -> None:
    page = document.sections[0]
    if leaf.landscape:
        page.orientation = WD_ORIENT.LANDSCAPE
        page.page_width, page.page_height = Mm(HEIGHT), Mm(WIDTH)
    if leaf.folded:
        page.orientation = WD_ORIENT.LANDSCAPE
        page.page_width, page.page_height = Mm(WIDTH), Mm(HEIGHT / 2)
        page.top_margin = page.bottom_margin = Mm(EDGE)
        for foot in page._sectPr.findall(qn("w:footerReference")):
            page._sectPr.remove(foot)


def _into_corners(document: Any, leaf: Leaf) -> None:
    """The code of a card stands in the corner of its page and not beside its caption, which is a
    text among the others."""
    codes = [block for block in leaf.blocks if isinstance(block, Code)]
    pictures = [each for each in document.paragraphs if each._p.xpath(".//w:drawing")]
    for code, picture in zip(codes, pictures, strict=True):
        frame = picture._p.pPr.find(qn("w:framePr"))
        frame.attrib.clear()
        for name, value in CORNER.items():
            frame.set(qn(f"w:{name}"), value)
        for run in picture._p.getnext().iter(qn("w:r")):
            Run(run, picture).font.size = Pt(code.size)


def _picture(text: str) -> io.BytesIO:
    """A QR code as PNG, for Word draws no paths."""
    rows = qr.matrix(text)
    image = Image.new("1", (len(rows), len(rows)), 1)
    image.putdata([0 if black else 1 for black in chain.from_iterable(rows)])
    file = io.BytesIO()
    image.resize((len(rows) * PIXELS, len(rows) * PIXELS)).save(file, "PNG")
    file.seek(0)
    return file


def _same_bytes(packed: io.BytesIO, made: datetime, rows: Sequence[Iterator[str]]) -> bytes:
    """The archive again, with the rows of its tables, and the given time instead of the clock's."""
    out = io.BytesIO()
    with zipfile.ZipFile(packed) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as taken:
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, made.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            with taken.open(entry, "w") as part:
                content = given.read(name)
                part.writelines(_with_rows(content, rows) if name == BODY else (content,))
    return out.getvalue()


def _with_rows(body: bytes, rows: Sequence[Iterator[str]]) -> Iterator[bytes]:
    """The body of a document in pieces, the rows of each table behind its columns."""
    first, *others = body.split(GRID_END)
    yield first
    for of_table, behind in zip(rows, others, strict=True):
        yield GRID_END
        while some := "".join(islice(of_table, AT_ONCE)):
            yield some.encode()
        yield behind
