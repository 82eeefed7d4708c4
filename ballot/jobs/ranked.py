"""Thousands are ranked beside the pages; the ranking is kept as the page would have kept it."""

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import MayNot
from ballot.usecases.assessment.look_at_assessment import look_at_assessment
from ballot.usecases.assessment.rank_assessment import rank_assessment
from ballot.usecases.hall import Hall
from ballot.usecases.jobs.task import Done, Tell, Told
from ballot.words.language import gettext as _


def told(assessment: int) -> Told:
    """Which assessment."""
    return {"assessment": assessment}


def allow(hall: Hall, actor: Actor, told: Told) -> None:
    """Whoever may change it ranks it. Raises Refused where there is none, MayNot."""
    if Act.EDIT not in look_at_assessment(hall, actor, told["assessment"]).may:
        raise MayNot(act=Act.EDIT)


def title(hall: Hall, actor: Actor, told: Told) -> str:
    """The assessment."""
    head = look_at_assessment(hall, actor, told["assessment"])
    said: str = _("排名定档：%(title)s", title=head.title)
    return said


def make(hall: Hall, actor: Actor, told: Told, _tell: Tell) -> Done:
    """Rank it. Raises what ``rank_assessment`` raises."""
    rank_assessment(hall, actor, told["assessment"])
    return Done(is_kept())


def is_kept() -> str:
    """What is said of a ranking that was kept."""
    said: str = _("已排名定档，这一次的结果已存档。")
    return said
