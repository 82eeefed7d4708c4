"""A form of many meetings is printed, one after another; who has none yet is named."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ballot.domain.access import Actor
from ballot.domain.errors import BallotError, DatabaseUnreachable
from ballot.printing.leaf import Leaf
from ballot.usecases.bulk.do_many import tell_nobody
from ballot.usecases.bulk.foresee import Chosen, Hindered, choose
from ballot.usecases.forms.close_form import print_close_form
from ballot.usecases.forms.print_meeting_form import MeetingForm, print_meeting_form
from ballot.usecases.hall import Hall
from ballot.usecases.jobs.task import Tell

CLOSE_FORM = "close"
Print = Callable[[Hall, Actor, str], Leaf]


def _meeting_form(form: MeetingForm) -> Print:
    return lambda hall, actor, number: print_meeting_form(hall, actor, number, form)


FORMS: Mapping[str, Print] = {
    **{form.value: _meeting_form(form) for form in MeetingForm if form is not MeetingForm.WIFI},
    CLOSE_FORM: print_close_form,
}
"""By its word in addresses; the poster of a network is of a hall."""


@dataclass(frozen=True, slots=True)
class FormsOfMany:
    """The forms in the order of the desk, and the meetings without one."""

    leaves: tuple[Leaf, ...]
    failed: tuple[Hindered, ...]


def print_many(
    hall: Hall, actor: Actor, form: str, chosen: Chosen, tell: Tell = tell_nobody
) -> FormsOfMany:
    """A leaf of each. Raises NothingChosen, TooManyChosen, DatabaseUnreachable."""
    found = choose(hall, actor, chosen)
    leaves: list[Leaf] = []
    failed: list[Hindered] = []
    for place, each in enumerate(found):
        tell(place, len(found))
        try:
            leaves.append(FORMS[form](hall, actor, each.line.number))
        except DatabaseUnreachable:
            raise
        except BallotError as error:
            failed.append(Hindered(each, error))
    return FormsOfMany(tuple(leaves), tuple(failed))
