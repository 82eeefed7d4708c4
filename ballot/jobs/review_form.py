"""A form of a review as a file: the ranking with its opinions, what follows, a list, a notice."""

from ballot.domain.access import Actor
from ballot.printing import printers
from ballot.usecases.assessment.look_at_assessment import look_at_assessment
from ballot.usecases.forms.print_review_form import print_notice, print_review_form
from ballot.usecases.hall import Hall
from ballot.usecases.jobs.task import MadeFile, Tell, Told
from ballot.words.language import gettext as _

FORMATS = ("pdf", "docx")
"""By their endings."""
HANGS = "notice"
STEPS = 2
"""It is filled in, then written."""


def told(assessment: int, paper: str, number: int, format: str) -> Told:
    """Which form; ``number`` is that of a notice, else 0."""
    return {"assessment": assessment, "paper": paper, "number": number, "format": format}


def allow(hall: Hall, actor: Actor, told: Told) -> None:
    """Whoever sees the assessment has its forms. Raises Refused where there is none, MayNot."""
    look_at_assessment(hall, actor, told["assessment"])


def title(hall: Hall, actor: Actor, told: Told) -> str:
    """The assessment and the format."""
    head = look_at_assessment(hall, actor, told["assessment"])
    said: str = _("审核用表 %(format)s：%(title)s", format=told["format"].upper(), title=head.title)
    return said


def make(hall: Hall, actor: Actor, told: Told, tell: Tell) -> MadeFile:
    """The file. Raises NotRanked, Refused (no such form), MayNot, Tampered."""
    assessment, paper, number, kind = (told[n] for n in ("assessment", "paper", "number", "format"))
    tell(0, STEPS)
    if number:
        leaf = print_notice(hall, actor, assessment, number)
    else:
        leaf = print_review_form(hall, actor, assessment, paper)
    tell(1, STEPS)
    content = printers.render(leaf, kind, hall.now(), hall.library.look())
    name = f"{paper}-{number or assessment}.{kind}"
    return MadeFile(content, printers.KINDS[kind].content_type, name)
