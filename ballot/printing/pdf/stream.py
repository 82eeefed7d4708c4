"""A PDF written as it goes: a page is out and forgotten before the next is drawn.

fpdf2 keeps a document in memory to its end; ten thousand slips are 834 pages of vector codes. This
writer knows objects, streams, pages and our fonts, and nothing else.
"""

import zlib
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO

from fontTools import subset
from fontTools.ttLib import TTFont

from ballot import fonts

A4 = (210.0, 297.0)
"""Millimetres."""
POINTS_A_MM = 72 / 25.4


class Type:
    """A subset of one weight: its text as glyph codes, its widths, its outlines as bare CFF.

    ``box`` bounds all its glyphs, in thousandths, as a PDF writes it.
    """

    def __init__(self, name: str, *, bold: bool, text: str) -> None:
        self.name = name
        with TTFont(fonts.path(bold=bold), lazy=True, recalcTimestamp=False) as font:
            _cut(font, text)
            names, metrics, head = font.getBestCmap(), font["hmtx"], font["head"]
            self.codes: dict[str, int] = {chr(char): int(each[3:]) for char, each in names.items()}
            self.widths: dict[str, int] = {
                chr(char): metrics[each][0] for char, each in names.items()
            }
            self.box = f"[{head.xMin} {head.yMin} {head.xMax} {head.yMax}]"
            self.program = _bare_cff(font)

    def width(self, text: str, size: float) -> float:
        """Millimetres of a text at ``size`` points."""
        return sum(self.widths[char] for char in text) / 1000 * size / POINTS_A_MM

    def show(self, text: str, x: float, y: float, size: float) -> str:
        """Operators that set ``text`` with its left end at (x, y) mm from the lower left."""
        codes = "".join(f"{self.codes[char]:04X}" for char in text)
        scaled = size / POINTS_A_MM
        return f"BT /{self.name} {scaled:.4f} Tf {x:.3f} {y:.3f} Td <{codes}> Tj ET\n"

    def to_unicode(self) -> bytes:
        """The table by which a reader copies text out of the page."""
        pairs = [
            f"<{code:04X}> <{char.encode('utf-16-be').hex().upper()}>"
            for char, code in sorted(self.codes.items(), key=lambda pair: pair[1])
        ]
        groups = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
        body = "\n".join(
            f"{len(group)} beginbfchar\n" + "\n".join(group) + "\nendbfchar" for group in groups
        )
        return (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
            "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
            f"{body}\nendcmap CMapName currentdict /CMap defineresource pop end end"
        ).encode("ascii")


def _cut(font: TTFont, text: str) -> None:
    """Leave of a font what ``text`` needs; the codes of its glyphs stay as they are."""
    options = subset.Options()
    options.notdef_outline = True
    options.glyph_names = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=text)
    subsetter.subset(font)


def _bare_cff(font: TTFont) -> bytes:
    out = BytesIO()
    font["CFF "].cff.compile(out, font, isCFF2=False)
    return out.getvalue()


class Stream:
    """The objects of one file. Every method gives the bytes to write next."""

    def __init__(self) -> None:
        self._offsets: dict[int, int] = {}
        self._length = 0
        self._next = 4
        self._pages: list[int] = []
        self._resources = ""

    CATALOGUE, PAGES, INFO = 1, 2, 3

    def begin(self) -> bytes:
        """The first bytes; the comment says that the file is binary."""
        return self._out(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def number(self) -> int:
        """A number for an object to come."""
        self._next += 1
        return self._next - 1

    def object(self, number: int, body: str) -> bytes:
        """A numbered object."""
        return self._object(number, body.encode("utf-8"))

    def data(self, number: int, data: bytes, entries: str = "") -> bytes:
        """A compressed stream with ``entries`` in its dictionary."""
        packed = zlib.compress(data, 6)
        head = f"<< /Filter /FlateDecode /Length {len(packed)} {entries} >>\nstream\n"
        return self._object(number, head.encode("ascii") + packed + b"\nendstream")

    def fonts(self, *types: Type) -> Iterator[bytes]:
        """The objects of the fonts; every later page and form may use them."""
        named = []
        for each in types:
            number = self.number()
            named.append(f"/{each.name} {number} 0 R")
            yield from self._font(number, each)
        self._resources = f"/Font << {' '.join(named)} >>"

    def form(self, content: str, width: float, height: float) -> tuple[int, bytes]:
        """A drawing used many times (a Form XObject): its number, and its bytes."""
        number = self.number()
        entries = (
            f"/Type /XObject /Subtype /Form /BBox [0 0 {width:.3f} {height:.3f}] "
            f"/Resources << {self._resources} >>"
        )
        return number, self.data(number, content.encode("ascii"), entries)

    def page(self, content: str, forms: dict[str, int]) -> bytes:
        """A page of A4; ``content`` is in millimetres from the lower left."""
        drawing, page = self.number(), self.number()
        self._pages.append(page)
        named = " ".join(f"/{name} {number} 0 R" for name, number in forms.items())
        size = f"{A4[0] * POINTS_A_MM:.2f} {A4[1] * POINTS_A_MM:.2f}"
        scaled = f"{POINTS_A_MM:.6f} 0 0 {POINTS_A_MM:.6f} 0 0 cm\n{content}"
        return self.data(drawing, scaled.encode("ascii")) + self.object(
            page,
            f"<< /Type /Page /Parent {self.PAGES} 0 R /MediaBox [0 0 {size}] "
            f"/Contents {drawing} 0 R /Resources << {self._resources} /XObject << {named} >> >> >>",
        )

    def end(self, title: str, made: datetime) -> bytes:
        """The list of pages and the table of objects."""
        kids = " ".join(f"{page} 0 R" for page in self._pages)
        named = "FEFF" + title.encode("utf-16-be").hex().upper()
        body = (
            self.object(self.PAGES, f"<< /Type /Pages /Count {len(self._pages)} /Kids [{kids}] >>")
            + self.object(
                self.CATALOGUE, f"<< /Type /Catalog /Pages {self.PAGES} 0 R /Lang (zh-CN) >>"
            )
            + self.object(
                self.INFO, f"<< /Title <{named}> /CreationDate (D:{made:%Y%m%d%H%M%S}Z) >>"
            )
        )
        rows = "".join(f"{self._offsets[each]:010d} 00000 n \n" for each in sorted(self._offsets))
        count = len(self._offsets) + 1
        tail = (
            f"xref\n0 {count}\n0000000000 65535 f \n{rows}trailer\n<< /Size {count} "
            f"/Root {self.CATALOGUE} 0 R /Info {self.INFO} 0 R >>\n"
            f"startxref\n{self._length}\n%%EOF\n"
        )
        return body + tail.encode("ascii")

    def _font(self, number: int, each: Type) -> Iterator[bytes]:
        below, descriptor, program, table = (self.number() for _ in range(4))
        name = f"SLIPAA+NotoSansCJKsc-{each.name}"
        widths = " ".join(
            f"{each.codes[char]} [{each.widths[char]}]"
            for char in sorted(each.codes, key=lambda char: each.codes[char])
        )
        yield self.object(
            number,
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H "
            f"/DescendantFonts [{below} 0 R] /ToUnicode {table} 0 R >>",
        )
        yield self.object(
            below,
            f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /{name} /DW 1000 /W [{widths}] "
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            f"/FontDescriptor {descriptor} 0 R >>",
        )
        yield self.object(
            descriptor,
            f"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /ItalicAngle 0 /Ascent 880 "
            f"/Descent -120 /CapHeight 733 /StemV 80 /FontBBox {each.box} "
            f"/FontFile3 {program} 0 R >>",
        )
        yield self.data(program, each.program, "/Subtype /CIDFontType0C")
        yield self.data(table, each.to_unicode())

    def _object(self, number: int, body: bytes) -> bytes:
        self._offsets[number] = self._length
        return self._out(f"{number} 0 obj\n".encode("ascii") + body + b"\nendobj\n")

    def _out(self, data: bytes) -> bytes:
        self._length += len(data)
        return data
