"""The formats of a leaf: PDF to print, DOCX to change in an office, XLSX to compute with."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple

from ballot.exports import as_docx, as_leaf_xlsx, pdf
from ballot.exports.leaf import Leaf


class Printer(NamedTuple):
    """How a leaf becomes a file, and what kind of content that is."""

    render: Callable[[Leaf, datetime], bytes]
    content_type: str


OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS: Mapping[str, Printer] = {
    "pdf": Printer(pdf.render, "application/pdf"),
    "docx": Printer(as_docx.render, f"{OFFICE}.wordprocessingml.document"),
    "xlsx": Printer(as_leaf_xlsx.render, f"{OFFICE}.spreadsheetml.sheet"),
}
"""By the ending of the file."""


def render(leaf: Leaf, kind: str, made: datetime) -> bytes:
    """The file. Raises KeyError for a kind that is none, GlyphMissing."""
    return KINDS[kind].render(leaf, made)
