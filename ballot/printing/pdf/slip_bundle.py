"""The slips of many meetings as one file: a list of all, then a cover a meeting, then its slips.

Whoever hands them on counts by the cover. It names pages and no slip: a slip has no serial.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from ballot.domain import house_time
from ballot.domain.meetings import start_time
from ballot.fonts.library import OURS, Shelf
from ballot.printing import wrap
from ballot.printing.pdf import mark, slips
from ballot.printing.pdf.mixed import HEX, Mixed
from ballot.printing.pdf.slips import SlipPages, centred, fitted
from ballot.printing.pdf.stream import A4, Stream, Type
from ballot.slips.tokens import Minted

LIST, COVER = "测评票总单", "测评票封面"
UNPRINTED = "下面的没有印："
HEADS = ("", "村", "会议", "会议号", "张数", "封面")
LEFTS = (18.0, 28.0, 64.0, 148.0, 168.0, 181.0)
WIDTHS = (9.0, 34.0, 82.0, 18.0, 12.0, 12.0)
"""Where the columns of the list begin, and how wide they are: millimetres."""
ROW, ROWS = 7.0, 33
"""Height of a line of the list, and how many a page has."""
KEPT = {"scrutineers": "由三位监票人保管", "server": "由服务器保管：只适合演练和非正式测评"}
HOW = (
    "一、先数一数：少一张、印糊了、卡纸了，就作废这一批，重新印。",
    "　　确认印全之前，这批票扫了也不能投。",
    "二、沿虚线裁开，当众打乱，一人一张随机抽取。票上没有序号。",
    "三、印出来的票就是选举权，和现金一样保管、交接。",
)
SIGNED = "清点人________________　领取人________________　日期______________"
FACTS = ("会议号", "会议时间", "会议地点", "组织单位", "应参加", "测评票", "在本文件", "扫码网址")
KEY = "票箱密钥"


@dataclass(frozen=True, slots=True)
class SlipBatch:
    """The slips of one issue, and what is the same on all of them."""

    pages: SlipPages
    minted: Sequence[Minted]

    @property
    def page_count(self) -> int:
        """How many sheets they fill."""
        return -(-len(self.minted) // self.pages.per_page)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipParcel:
    """The slips of a meeting as its village gets them, and what the cover says of it."""

    title: str
    number: str
    village: str
    starts: str
    place: str
    unit: str
    eligible: int
    custody: str
    batches: tuple[SlipBatch, ...]

    @property
    def name(self) -> str:
        """The village; where none is told, who holds the meeting."""
        return self.village or self.unit

    @property
    def count(self) -> int:
        """How many slips."""
        return sum(len(each.minted) for each in self.batches)

    @property
    def page_count(self) -> int:
        """How many sheets they fill, the cover left out."""
        return sum(each.page_count for each in self.batches)

    @property
    def counted(self) -> str:
        """How many slips, class by class where voters come in classes."""
        named = [(each.pages.class_name, len(each.minted)) for each in self.batches]
        parts = [f"{name} {count} 张" for name, count in named if name]
        return f"{self.count} 张" + (f"（{'、'.join(parts)}）" if parts else "")


@dataclass(frozen=True, slots=True)
class SlipBundle:
    """All of them. ``unprinted`` says of each other meeting in a line why its slips are not here;
    ``address`` is where the codes lead."""

    parcels: tuple[SlipParcel, ...]
    address: str
    unprinted: tuple[str, ...] = ()


class Pen:
    """Both weights of the file, with everything in them that it says."""

    def __init__(self, text: str, shelf: Shelf) -> None:
        words = text + HEX + slips.WORDS + mark.LEGEND
        self.plain = Mixed(Type("Regular", bold=False, text=words), shelf)
        self.bold = Mixed(Type("Bold", bold=True, text=words), shelf)


def render(bundle: SlipBundle, made: datetime, shelf: Shelf = OURS) -> Iterator[bytes]:
    """The file, piece by piece, a page as soon as it is drawn. ``made`` is local time."""
    told = _told(bundle, made)
    pen = Pen("".join(_texts(bundle)) + told, shelf)
    out = Stream()
    yield out.begin()
    yield from out.fonts(pen.plain.type, pen.bold.type)
    rows = _rows(bundle, pen)
    lists = [rows[first : first + ROWS] for first in range(0, len(rows), ROWS)]
    for each in lists:
        yield out.page(_list(pen, each, told), {})
    page = len(lists)
    for place, parcel in enumerate(bundle.parcels, start=1):
        at = f"{COVER} {place} / {len(bundle.parcels)}"
        yield out.page(_cover(pen, parcel, page + 1, at, bundle.address), {})
        for batch in parcel.batches:
            yield from slips.printed(out, batch.pages, pen.plain, pen.bold, batch.minted)
        page += 1 + parcel.page_count
    yield out.end(LIST, made)


def _told(bundle: SlipBundle, made: datetime) -> str:
    """How many of all, and when the file was made, in a line."""
    count = sum(each.count for each in bundle.parcels)
    zone = house_time.zone_in_words(made)
    return f"{len(bundle.parcels)} 场，{count} 张；{house_time.moment(made)}制　{zone}"


def _texts(bundle: SlipBundle) -> Iterator[str]:
    yield from (
        LIST,
        COVER,
        UNPRINTED,
        SIGNED,
        KEY,
        bundle.address,
        "/0123456789—…、·（）张人第页 ",
    )
    yield from (*HEADS, *HOW, *FACTS, *KEPT.values(), *bundle.unprinted)
    for each in bundle.parcels:
        yield from (each.title, each.number, each.village, each.place, each.unit, each.counted)
        yield start_time.in_words(each.starts)
        yield from (batch.pages.class_name for batch in each.batches)


Cells = tuple[str, ...]
"""A line of the list; one text alone stands across it."""


def _rows(bundle: SlipBundle, pen: Pen) -> list[Cells]:
    rows: list[Cells] = []
    unprinted = _unprinted(bundle, pen)
    page = 1 - (-(len(bundle.parcels) + len(unprinted)) // ROWS)
    for place, each in enumerate(bundle.parcels, start=1):
        number = (str(place), each.name, each.title, each.number)
        rows.append((*number, str(each.count), str(page)))
        page += 1 + each.page_count
    return rows + unprinted


def _unprinted(bundle: SlipBundle, pen: Pen) -> list[Cells]:
    if not bundle.unprinted:
        return []
    across = A4[0] - 2 * LEFTS[0]
    measure = partial(pen.plain.width, size=9)
    lines = [line for each in bundle.unprinted for line in wrap.lines(each, across, measure)]
    return [("",), (UNPRINTED,), *((line,) for line in lines)]


def _list(pen: Pen, rows: Sequence[Cells], told: str) -> str:
    """A page of the list: its heads, a line a meeting, a rule below each."""
    drawn = [centred(pen.bold, LIST, A4[0] / 2, 276, 18), centred(pen.plain, told, 105, 267, 9)]
    y = 256.0
    drawn += _cells(pen.bold, HEADS, y)
    for cells in rows:
        y -= ROW
        drawn += _cells(pen.plain, cells, y)
        if len(cells) > 1:
            drawn.append(f"0.1 w {LEFTS[0]} {y - 2:.2f} m {A4[0] - LEFTS[0]} {y - 2:.2f} l S\n")
    return "".join(drawn)


def _cells(font: Mixed, cells: Cells, y: float) -> list[str]:
    if len(cells) == 1:
        return [font.show(cells[0], LEFTS[0], y, 9)]
    drawn = []
    for text, left, width in zip(cells, LEFTS, WIDTHS, strict=True):
        said, size = fitted(font, text, width, 10, 7)
        drawn.append(font.show(said, left, y, size))
    return drawn


def _cover(pen: Pen, parcel: SlipParcel, page: int, at: str, address: str) -> str:
    """Whose slips follow, how many on which pages, who keeps the key, and room for two names."""
    middle = A4[0] / 2
    name, size = fitted(pen.bold, parcel.name, 170, 44, 16)
    drawn = [centred(pen.plain, at, middle, 272, 12), centred(pen.bold, name, middle, 240, size)]
    drawn.append(slips.title(pen.bold, parcel.title, middle, 214, 170, 20, (18, 15, 12, 10)))
    first = page + 1
    values = (
        parcel.number,
        start_time.in_words(parcel.starts) or "—",
        parcel.place or "—",
        parcel.unit,
        f"{parcel.eligible} 人",
        parcel.counted,
        f"第 {first}—{page + parcel.page_count} 页",
        address,
    )
    y = 200.0
    for label, value in (*zip(FACTS, values, strict=True), (KEY, KEPT[parcel.custody])):
        said, size = fitted(pen.bold, value, 120, 14, 8)
        drawn += [pen.plain.show(label, 32, y, 12), pen.bold.show(said, 66, y, size)]
        y -= 10.5
    for line in HOW:
        y -= 8
        drawn.append(pen.plain.show(line, 32, y, 12))
    drawn.append(centred(pen.plain, SIGNED, middle, 40, 12))
    return "".join(drawn)
