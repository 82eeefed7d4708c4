"""A ranking as a file: one table of formats for every page that offers them."""

from datetime import datetime

from ballot.domain.access import Actor
from ballot.exports import people_table
from ballot.fonts.library import Shelf
from ballot.printing import printers
from ballot.usecases.assessment.look_at_assessment import look_at_assessment
from ballot.usecases.assessment.see_ranking import RankingView, see_ranking
from ballot.usecases.forms import ranking_form
from ballot.usecases.hall import Hall
from ballot.usecases.jobs.task import MadeFile, Tell, Told
from ballot.words import as_data
from ballot.words.language import gettext as _

PRINTED = ("pdf", "docx")
FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
"""Ending → content type."""
SAYS_WHETHER_CURRENT = ("json",)
"""Formats that say whether the inputs are still those of the assessment."""
STEPS = 2
"""It is read, then written."""


def told(assessment: int, ranking: int, format: str) -> Told:
    """What the file is of."""
    return {"assessment": assessment, "ranking": ranking, "format": format}


def allow(hall: Hall, actor: Actor, told: Told) -> None:
    """Whoever sees the assessment has its files. Raises Refused where there is none, MayNot."""
    look_at_assessment(hall, actor, told["assessment"])


def title(hall: Hall, actor: Actor, told: Told) -> str:
    """The assessment and the format."""
    head = look_at_assessment(hall, actor, told["assessment"])
    said: str = _("排名 %(format)s：%(title)s", format=told["format"].upper(), title=head.title)
    return said


def make(hall: Hall, actor: Actor, told: Told, tell: Tell) -> MadeFile:
    """The file. Raises Refused where there is no such ranking, MayNot, Tampered."""
    assessment, number, kind = told["assessment"], told["ranking"], told["format"]
    tell(0, STEPS)
    view = see_ranking(hall, actor, assessment, number, held_to_inputs=kind in SAYS_WHETHER_CURRENT)
    tell(1, STEPS)
    content = written(view, kind, hall.now(), hall.library.look())
    return MadeFile(content, FORMATS[kind], f"ranking-{assessment}-{number}.{kind}")


def written(view: RankingView, kind: str, at: datetime, shelf: Shelf) -> bytes:
    """The content in one of ``FORMATS``; a PDF is set in the fonts of ``shelf``."""
    scored = view.scored
    if kind == "json":
        return as_data.ranking(view)
    if kind in PRINTED:
        return printers.render(ranking_form.of_view(view), kind, at, shelf)
    name, provisional = f"ranking.{kind}", scored.provisional
    return people_table.write(name, scored.columns, scored.rows, provisional=provisional)
