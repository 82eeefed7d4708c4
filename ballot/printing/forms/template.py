"""Form templates: Jinja over a small XML, read into a leaf.

    <leaf title="签到册" landscape="yes" folded="no" check="…" across="…" book="broad">
      <title/> <subtitle/> <heading/> <text/> <body/> <centre/> <right/> <note/> <big/>
      <table cols="2 5 3" head="1" ruled="no" size="9" dense="yes" signed="yes">
        <tr h="12" keep="yes">
          <td span="2" align="left" bold="yes" number="yes">…</td> <th>…</th>
        </tr>
        <rows of="0"/>
      </table>
      <code mm="30" size="8" text="https://…">caption</code>  <space mm="8"/>  <break/> <halve/>
    </leaf>

``<th>`` is a bold cell, ``<br/>`` a line break; line ends and indents of the file are no text. All
values are escaped, so a name with a ``<`` in it stays a name. ``<rows>`` are rows that were made
beforehand, for a table may have thousands, which would be written as XML only to be read again.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from ballot.domain import punctuation, rounding
from ballot.printing import column_widths
from ballot.printing.leaf import (
    Align,
    Block,
    Break,
    Cell,
    Code,
    Halve,
    Leaf,
    Line,
    Role,
    Row,
    Space,
    Table,
)

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

Made = Sequence[Sequence[Row]]
"""Rows that were made beforehand, in the order in which a template calls them."""
ROLES = frozenset(Role)
ACROSS = {False: 170.0, True: 257.0}
"""How wide a table is on an upright and on a broad sheet of A4, in millimetres."""
BREAK = "\u2028"
"""A line break inside a value, on its way through the template."""
BLANKS = dict.fromkeys(
    (*range(0x0A), *range(0x0B, 0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF),
    " ",
)
"""Controls and halves of characters, which no format can hold, are blanks."""


def leaf(name: str, made: Made = (), **values: object) -> Leaf:
    """Fill in the template ``name`` (a file of ``printing/templates`` without its ending); ``made``
    are the rows that it calls by their place."""
    text = _environment().get_template(f"{name}.xml").render(values)
    return read(text, made)


def read(text: str, made: Made = ()) -> Leaf:
    """The leaf that a filled-in template describes."""
    from xml.etree import ElementTree as ET  # loaded with the first document

    root = ET.fromstring(text)  # noqa: S314 (our own templates, every value escaped)
    landscape = root.get("landscape") == "yes"
    across = ACROSS[landscape]
    return Leaf(
        title=root.get("title", ""),
        blocks=tuple(_block(element, across, made) for element in root),
        landscape=landscape,
        check=root.get("check", ""),
        numbered=root.get("numbered") != "no",
        across=root.get("across", ""),
        broad_book=root.get("book") == "broad",
        folded=root.get("folded") == "yes",
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("ballot.printing", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_printable,
    )
    environment.filters |= {"shown": _shown, "percent": _percent, "signed": _signed}
    environment.filters["full_width"] = punctuation.full_width
    return environment


def _printable(value: object) -> object:
    """What stands for a value; what a macro has escaped stays so."""
    if isinstance(value, str):
        return value.translate(BLANKS).replace("\n", BREAK)
    return "" if value is None else value


def _shown(value: Fraction | None) -> str:
    return "" if value is None else rounding.shown(value)


def _percent(value: Fraction | None) -> str:
    return "" if value is None else f"{rounding.percent(value)}%"


def _signed(value: Fraction) -> str:
    """Points with their sign: ``+5``, ``−10``."""
    return f"{'−' if value < 0 else '+'}{rounding.plain(abs(value))}"


def _block(element: "ET.Element", across: float, made: Made) -> Block:
    if element.tag in ROLES:
        return Line(_text(element), Role(element.tag))
    match element.tag:
        case "table":
            return _table(element, across, made)
        case "code":
            return Code(
                text=element.get("text", ""),
                mm=float(element.get("mm", "30")),
                caption=_text(element),
                centred=element.get("centred") == "yes",
                size=float(element.get("size", "9")),
            )
        case "space":
            return Space(float(element.get("mm", "4")))
        case "break":
            return Break()
        case "halve":
            return Halve()
    raise ValueError(element.tag)


def _table(element: "ET.Element", across: float, made: Made) -> Table:
    rows = tuple(chain.from_iterable(_rows(each, made) for each in element))
    widths = tuple(map(float, element.get("cols", "1").split()))
    size = float(element.get("size", "10.5"))
    ruled = element.get("ruled") != "no"
    return Table(
        widths=column_widths.fitted(widths, rows, size, across) if ruled else widths,
        rows=rows,
        head=int(element.get("head", "0")),
        ruled=ruled,
        size=size,
        signed=element.get("signed") == "yes",
        dense=element.get("dense") == "yes",
    )


def _rows(element: "ET.Element", made: Made) -> Sequence[Row]:
    return made[int(element.get("of", ""))] if element.tag == "rows" else (_row(element),)


def _row(element: "ET.Element") -> Row:
    return Row(
        tuple(_cell(cell) for cell in element),
        height=float(element.get("h", "0")),
        keep=element.get("keep") == "yes",
    )


def _cell(element: "ET.Element") -> Cell:
    attributes: Mapping[str, str] = element.attrib
    return Cell(
        text=_text(element),
        span=int(attributes.get("span", "1")),
        bold=element.tag == "th" or attributes.get("bold") == "yes",
        align=Align(attributes.get("align", "centre")),
        number=attributes.get("number") == "yes",
    )


def _text(element: "ET.Element") -> str:
    """The text of an element: breaks kept, the file's own line ends and indents left out."""
    parts = [_joined(element.text)]
    for child in element:
        parts.append("\n" if child.tag == "br" else "")
        parts.append(_joined(child.tail))
    return "".join(parts).strip("\n").strip(" ")


def text_of(value: str) -> str:
    """A value as a cell of a template has it, for rows that are made beforehand."""
    return value.translate(BLANKS).strip(" ").replace(BREAK, "\n").strip("\n").strip(" ")


def _joined(text: str | None) -> str:
    return "".join(line.strip(" \t") for line in (text or "").split("\n")).replace(BREAK, "\n")


def padded(names: tuple[str, ...], count: int) -> tuple[str, ...]:
    """Names and empty places for the rest."""
    return (*names, *("",) * count)[:count]
