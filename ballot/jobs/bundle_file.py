"""The audit bundle of a meeting of very many slips: made again of the same bytes."""

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import MayNot
from ballot.usecases.hall import Hall
from ballot.usecases.jobs.task import MadeFile, Tell, Told
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.result.export_bundle import export_bundle
from ballot.words.language import gettext as _

KIND = "application/zip"


def told(number: str) -> Told:
    """Of which meeting."""
    return {"number": number}


def allow(hall: Hall, actor: Actor, told: Told) -> None:
    """Whoever may take its bundle along. Raises MeetingUnknown, MayNot."""
    if Act.EXPORT not in see_meeting(hall, actor, told["number"]).allowed:
        raise MayNot(act=Act.EXPORT)


def title(hall: Hall, actor: Actor, told: Told) -> str:
    """The meeting."""
    said: str = _("审计包：%(title)s", title=see_meeting(hall, actor, told["number"]).title)
    return said


def make(hall: Hall, actor: Actor, told: Told, _tell: Tell) -> MadeFile:
    """The file. Raises what ``export_bundle`` raises."""
    number = told["number"]
    return MadeFile(export_bundle(hall, actor, number), KIND, f"{number}.bundle")
