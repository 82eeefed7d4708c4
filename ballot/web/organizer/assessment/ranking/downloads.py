"""A ranking as a file: one table of formats for every page that offers them."""

from datetime import datetime

from ballot.exports import people_table
from ballot.fonts.library import Shelf
from ballot.printing import printers
from ballot.printing.forms import ranking
from ballot.usecases.assessment.see_ranking import RankingView
from ballot.words import as_data

PRINTED = ("pdf", "docx")
FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
"""Ending → content type."""


def write(view: RankingView, kind: str, at: datetime, shelf: Shelf) -> tuple[bytes, str]:
    """The ranking as ``kind`` and the content type."""
    return _written(view, kind, at, shelf), FORMATS[kind]


def _written(view: RankingView, kind: str, at: datetime, shelf: Shelf) -> bytes:
    scored = view.scored
    if kind == "json":
        return as_data.ranking(view)
    if kind in PRINTED:
        form = ranking.of(view.scheme, scored, period=view.period, check=view.inputs_sha256[:16])
        return printers.render(ranking.leaf(form), kind, at, shelf)
    name, provisional = f"ranking.{kind}", scored.provisional
    return people_table.write(name, scored.columns, scored.rows, provisional=provisional)
