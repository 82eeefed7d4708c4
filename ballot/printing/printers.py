"""The formats of a leaf: PDF to print, DOCX to change in an office, XLSX to compute with.

What writes them is loaded with the first document: it would add a quarter to the start and
32 MB, and a voter needs none of it.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from ballot.fonts.library import OURS, Shelf
from ballot.printing.leaf import Leaf


class Printer(NamedTuple):
    """How a leaf becomes a file, and what kind of content that is."""

    render: Callable[[Leaf, datetime, Shelf], bytes]
    content_type: str


def _pdf(leaf: Leaf, made: datetime, shelf: Shelf) -> bytes:
    from ballot.printing import pdf

    return pdf.render(leaf, made, shelf)


def _docx(leaf: Leaf, made: datetime, _shelf: Shelf) -> bytes:
    from ballot.printing import as_docx

    return as_docx.render(leaf, made)


def _xlsx(leaf: Leaf, made: datetime, _shelf: Shelf) -> bytes:
    from ballot.printing import as_xlsx

    return as_xlsx.render(leaf, made)


OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS: Mapping[str, Printer] = {
    "pdf": Printer(_pdf, "application/pdf"),
    "docx": Printer(_docx, f"{OFFICE}.wordprocessingml.document"),
    "xlsx": Printer(_xlsx, f"{OFFICE}.spreadsheetml.sheet"),
}
"""By the ending of the file."""


def render(leaf: Leaf, kind: str, made: datetime, shelf: Shelf = OURS) -> bytes:
    """The file; a PDF is set in the fonts of ``shelf``. Raises KeyError for a kind that is none."""
    return KINDS[kind].render(leaf, made, shelf)


def render_all(leaves: Sequence[Leaf], title: str, made: datetime, shelf: Shelf = OURS) -> bytes:
    """Several leaves as one PDF, each with pages and a foot of its own."""
    from ballot.printing import pdf

    return pdf.render_all(leaves, title, made, shelf)
