"""Slips as PDF: twelve an A4 sheet, or twenty-one, page after page as they are minted.

A slip has the code, the twelve digits, the meeting and one hint, and no serial. The codes are black
runs and no pictures, so they stay sharp on any printer.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import islice

from ballot.fonts.library import OURS, Shelf
from ballot.printing import wrap
from ballot.printing.pdf import mark, qr_runs
from ballot.printing.pdf.mixed import HEX, Mixed
from ballot.printing.pdf.stream import A4, POINTS_A_MM, Stream, Type
from ballot.slips import address
from ballot.slips.tokens import Minted

HINT = "扫不开？请到现场平板投票"
ROUND_TWO = "第二轮"
REHEARSAL = "演练"
NUMBER = "会议号"
SPACE = " "
PARTED, CUT = " · ", "…"
WORDS = HINT + NUMBER + ROUND_TWO + REHEARSAL + HEX + SPACE + PARTED + CUT
"""What stands on slips beside what ``SlipPages`` says."""
LEGEND_Y = 3.4
"""Of the sheet, where its margin has room: millimetres."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipPages:
    """What is the same on every slip. ``class_name`` is the class of those who draw them, empty
    where nobody votes in classes; ``village`` whose people are judged, by which slips are sorted;
    ``names`` of people and places are parted over two lines by no title; ``per_page`` is 12 or
    21."""

    title: str
    number: str
    public_url: str
    round: int = 1
    class_name: str = ""
    village: str = ""
    rehearsal: bool = False
    names: tuple[str, ...] = ()
    per_page: int = 12

    @property
    def marks(self) -> tuple[str, ...]:
        """「第二轮」 and 「演练」, where they hold."""
        second = (ROUND_TWO,) if self.round > 1 else ()
        return second + ((REHEARSAL,) if self.rehearsal else ())


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet in millimetres: the grid, and where the code stands in a slip (quiet zone in it)."""

    columns: int
    rows: int
    code: float
    code_x: float
    code_y: float
    margin: float = 6.0

    @property
    def width(self) -> float:
        """Width of a slip."""
        return (A4[0] - 2 * self.margin) / self.columns

    @property
    def height(self) -> float:
        """Height of a slip."""
        return (A4[1] - 2 * self.margin) / self.rows

    def corner(self, place: int) -> tuple[float, float]:
        """The lower left corner of a slip on its page; slips go row by row from the top."""
        row, column = divmod(place, self.columns)
        return self.margin + column * self.width, A4[1] - self.margin - (row + 1) * self.height


TWELVE = Layout(columns=3, rows=4, code=42, code_x=12, code_y=15.6)
TWENTY_ONE = Layout(columns=3, rows=7, code=34, code_x=0.8, code_y=3.3)
LAYOUTS = {12: TWELVE, 21: TWENTY_ONE}


def render(
    pages: SlipPages, minted: Iterable[Minted], made: datetime, shelf: Shelf = OURS
) -> Iterator[bytes]:
    """The file, piece by piece: the head at once, then a page as soon as its slips are minted.

    ``shelf`` has the fonts for what ours lack of the title.
    """
    words = pages.title + pages.class_name + pages.village + WORDS
    bold = Mixed(Type("Bold", bold=True, text=words), shelf)
    plain = Mixed(Type("Regular", bold=False, text=words + _legend(pages, bold)), shelf)
    out = Stream()
    yield out.begin()
    yield from out.fonts(plain.type, bold.type)
    yield from printed(out, pages, plain, bold, minted)
    yield out.end(pages.title, made)


def printed(
    out: Stream, pages: SlipPages, plain: Mixed, bold: Mixed, minted: Iterable[Minted]
) -> Iterator[bytes]:
    """The sheets of an issue in a file that is begun, a page as soon as its slips are minted.

    The fonts have ``WORDS``, all that ``pages`` says, and the legend of marks where it has any.
    """
    layout = LAYOUTS[pages.per_page]
    sheet = _cuts(layout) + centred(plain, _legend(pages, bold), A4[0] / 2, LEGEND_Y, 6)
    face = _face_of_twelve if layout is TWELVE else _face_of_twenty_one
    slip, slip_bytes = out.form(face(pages, plain, bold), layout.width, layout.height)
    cuts, cut_bytes = out.form(sheet, *A4)
    yield slip_bytes + cut_bytes
    waiting = iter(minted)
    while page := tuple(islice(waiting, pages.per_page)):
        drawn = [_slip(pages, layout, bold, place, each) for place, each in enumerate(page)]
        yield out.page("/Cuts Do\n" + "".join(drawn), {"Slip": slip, "Cuts": cuts})


def _legend(pages: SlipPages, bold: Mixed) -> str:
    """What marks are, where one stands for a character of the slips."""
    return mark.LEGEND if bold.marks(pages.title + pages.class_name + pages.village) else ""


def _slip(pages: SlipPages, layout: Layout, bold: Mixed, place: int, minted: Minted) -> str:
    """The face of all slips, and on it the code and the digits of this one."""
    x, y = layout.corner(place)
    text = address.in_capitals(address.url(pages.public_url, pages.number, minted.token))
    code = _code(text, layout.code_x, layout.code_y, layout.code)
    digits = _digits(layout, bold, minted.code.printed)
    return f"q 1 0 0 1 {x:.3f} {y:.3f} cm /Slip Do\n{digits}{code}Q\n"


def _code(text: str, x: float, y: float, mm: float) -> str:
    """A QR code with its lower left corner at (x, y): one path, so that no seams show."""
    size, runs = qr_runs.runs(text)
    module = mm / size
    placed = f"{module:.5f} 0 0 {-module:.5f} {x:.3f} {y + mm:.3f} cm"
    return (
        f"{placed}\n"
        + "".join([f"{column} {row} {length} 1 re\n" for row, column, length in runs])
        + "f\n"
    )


def _digits(layout: Layout, bold: Mixed, printed: str) -> str:
    if layout is TWELVE:
        return centred(bold, printed, layout.width / 2, 10.6, 15)
    return centred(bold, printed, (layout.code_x + layout.code + layout.width) / 2, 11.2, 10.5)


def _face_of_twelve(pages: SlipPages, plain: Mixed, bold: Mixed) -> str:
    """Title above, the code in the middle between its marks, digits and hint below.

    A class of voters stands on top, white on black: whoever hands slips out sees it first.
    """
    layout = TWELVE
    middle, width = layout.width / 2, layout.width - 6
    if pages.class_name:
        parts = [_title(bold, pages, (middle, 57.7), (width, 6.6), (8, 7, 6, 5.5))]
        parts.append(_flat_mark(bold, pages.class_name, middle, 64.5, width))
    else:
        parts = [_title(bold, pages, (middle, 58.2), (width, 8.6), (10, 9, 8, 7, 6, 5.5))]
    parts.append(centred(plain, HINT, middle, 6.0, 9))
    said, size = fitted(bold, _whose(pages), width, 8, 5.5)
    parts.append(centred(bold, said, middle, 2.0, size))
    for side, said in zip((3.2, layout.width - 10.2), pages.marks or (), strict=False):
        parts.append(_upright_mark(bold, said, side, layout.code_y + layout.code / 2))
    return "".join(parts)


def _face_of_twenty_one(pages: SlipPages, plain: Mixed, bold: Mixed) -> str:
    """The code left, all words right of it."""
    layout = TWENTY_ONE
    left = layout.code_x + layout.code
    middle, width = (left + layout.width) / 2, layout.width - left - 2
    parts = [_title(bold, pages, (middle, 19.5), (width, 13.0), (8, 7, 6, 5.5))]
    half = HINT.index("？") + 1
    parts.append(centred(plain, HINT[:half], middle, 7.6, 7))
    parts.append(centred(plain, HINT[half:], middle, 4.6, 7))
    parts.append(centred(plain, f"{NUMBER} {pages.number}", middle, 1.6, 6))
    said, size = fitted(bold, pages.village, width, 8, 5.5)
    parts.append(centred(bold, said, middle, 15.4, size))
    flat = " ".join((*pages.marks, pages.class_name)).strip()
    if flat:
        parts.append(_flat_mark(bold, flat, middle, 34.6, width))
    return "".join(parts)


def _whose(pages: SlipPages) -> str:
    """The village, by which slips are sorted, and the number of the meeting."""
    return PARTED.join(filter(None, (pages.village, f"{NUMBER} {pages.number}")))


def fitted(font: Mixed, text: str, width: float, size: float, least: float) -> tuple[str, float]:
    """The text as it fits into a line, and in which size: smaller first, then cut."""
    wide = font.width(text, size)
    if wide > width:
        size = max(least, size * width / wide)
    while len(text) > 1 and font.width(text, size) > width + 0.01:
        text = text[:-2] + CUT
    return text, size


def centred(font: Mixed, text: str, middle: float, y: float, size: float) -> str:
    """Operators that set a text with its middle at ``middle``."""
    return font.show(text, middle - font.width(text, size) / 2, y, size)


def title(
    font: Mixed,
    text: str,
    middle: float,
    y: float,
    width: float,
    height: float,
    sizes: tuple[float, ...],
) -> str:
    """The title in the largest size whose lines fit, centred in the box that stands on ``y``."""
    return _Box(font, (middle, y), (width, height)).show(text, sizes)


def _title(
    font: Mixed,
    pages: SlipPages,
    foot: tuple[float, float],
    room: tuple[float, float],
    sizes: tuple[float, ...],
) -> str:
    """The title of a slip, no name of it parted over two lines where the smallest size has room."""
    return _Box(font, foot, room, pages.names).show(pages.title, sizes)


@dataclass(frozen=True, slots=True)
class _Box:
    """Where a title stands: the middle of the lower edge, width and height, in millimetres."""

    font: Mixed
    foot: tuple[float, float]
    room: tuple[float, float]
    names: tuple[str, ...] = ()

    def show(self, text: str, sizes: tuple[float, ...]) -> str:
        """Operators that set the text in the largest size in which it fits."""
        (middle, y), (width, height) = self.foot, self.room
        for size in sizes:
            leading = size / POINTS_A_MM * 1.22
            measure = partial(self.font.width, size=size)
            lines = wrap.balanced(text, width, measure, self.names)
            named = [each for each in self.names if each in text]
            if len(lines) * leading <= height and all(measure(each) <= width for each in named):
                break
        top = y + height / 2 + len(lines) * leading / 2
        return "".join(
            centred(self.font, line, middle, top - (number + 0.8) * leading, size)
            for number, line in enumerate(lines)
        )


def _upright_mark(font: Mixed, words: str, x: float, middle: float) -> str:
    """White characters one below the other on black, beside the code."""
    step = 6.2
    height = step * len(words) + 1.6
    box = f"0 g {x:.3f} {middle - height / 2:.3f} 7 {height:.3f} re f 1 g\n"
    top = middle + height / 2 - 0.8
    letters = "".join(
        centred(font, char, x + 3.5, top - number * step - 4.9, 14)
        for number, char in enumerate(words)
    )
    return f"{box}{letters}0 g\n"


def _flat_mark(font: Mixed, words: str, middle: float, y: float, most: float) -> str:
    """White on black in one line, as large as ``most`` millimetres allow."""
    size = min(10, 10 * (most - 2) / font.width(words, 10))
    width = font.width(words, size) + 2
    box = f"0 g {middle - width / 2:.3f} {y:.3f} {width:.3f} 4.8 re f 1 g\n"
    return f"{box}{centred(font, words, middle, y + 1.1, size)}0 g\n"


def _cuts(layout: Layout) -> str:
    """Dashed lines to cut along, from edge to edge of the sheet."""
    lines = ["0.1 w 0.45 G [1.2 1.2] 0 d"]
    for column in range(layout.columns + 1):
        x = layout.margin + column * layout.width
        lines.append(f"{x:.3f} 0 m {x:.3f} {A4[1]:.3f} l S")
    for row in range(layout.rows + 1):
        y = layout.margin + row * layout.height
        lines.append(f"0 {y:.3f} m {A4[0]:.3f} {y:.3f} l S")
    return "\n".join(lines) + "\n"
