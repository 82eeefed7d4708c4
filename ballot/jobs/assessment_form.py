"""A form of an assessment as a file: a list of everybody, or a sheet for each of them."""

from ballot.domain.access import Actor
from ballot.printing import printers
from ballot.usecases.assessment.look_at_assessment import look_at_assessment
from ballot.usecases.forms.print_assessment_form import print_assessment_form
from ballot.usecases.hall import Hall
from ballot.usecases.jobs.task import MadeFile, Tell, Told
from ballot.words.language import gettext as _

STEPS = 2
"""It is filled in, then written."""


def told(assessment: int, paper: str, format: str, person: str = "") -> Told:
    """Which form; ``person`` names the one whose it is, empty: everybody's."""
    return {"assessment": assessment, "paper": paper, "format": format, "person": person}


def allow(hall: Hall, actor: Actor, told: Told) -> None:
    """Whoever sees the assessment has its forms. Raises Refused where there is none, MayNot."""
    look_at_assessment(hall, actor, told["assessment"])


def title(hall: Hall, actor: Actor, told: Told) -> str:
    """The assessment and the format."""
    head = look_at_assessment(hall, actor, told["assessment"])
    said: str = _("考核用表 %(format)s：%(title)s", format=told["format"].upper(), title=head.title)
    return said


def make(hall: Hall, actor: Actor, told: Told, tell: Tell) -> MadeFile:
    """The file. Raises Refused (no such form, no such person), MayNot, Tampered."""
    assessment, paper, kind = (told[name] for name in ("assessment", "paper", "format"))
    tell(0, STEPS)
    leaf = print_assessment_form(hall, actor, assessment, paper, told["person"] or None)
    tell(1, STEPS)
    content = printers.render(leaf, kind, hall.now(), hall.library.look())
    return MadeFile(content, printers.KINDS[kind].content_type, f"{paper}-{assessment}.{kind}")
