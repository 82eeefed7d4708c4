"""What finished months bring into their quarter, as a table: every value with its source."""

from ballot.domain.access import Actor
from ballot.exports import people_table
from ballot.jobs.ranking_file import FORMATS
from ballot.usecases.assessment.look_at_assessment import look_at_assessment
from ballot.usecases.assessment.periods.see_parts import see_parts
from ballot.usecases.hall import Hall
from ballot.usecases.jobs.task import MadeFile, Tell, Told
from ballot.words.language import gettext as _
from ballot.words.periods import period_parts


def told(assessment: int, format: str) -> Told:
    """Of which assessment."""
    return {"assessment": assessment, "format": format}


def allow(hall: Hall, actor: Actor, told: Told) -> None:
    """Whoever sees the assessment. Raises Refused where there is none, MayNot."""
    look_at_assessment(hall, actor, told["assessment"])


def title(hall: Hall, actor: Actor, told: Told) -> str:
    """The assessment."""
    head = look_at_assessment(hall, actor, told["assessment"])
    said: str = _("转入的值和来源：%(title)s", title=head.title)
    return said


def make(hall: Hall, actor: Actor, told: Told, _tell: Tell) -> MadeFile:
    """The file. Raises Refused, MayNot, Tampered."""
    assessment, kind = told["assessment"], told["format"]
    names, lines = period_parts.table(see_parts(hall, actor, assessment))
    content = people_table.write(f"parts.{kind}", names, lines)
    return MadeFile(content, FORMATS[kind], f"parts-{assessment}.{kind}")
