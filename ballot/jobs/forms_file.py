"""A form of many meetings as one file to print."""

from ballot.domain.access import Actor
from ballot.printing import printers
from ballot.printing.forms import handouts
from ballot.printing.forms.handouts import Unprinted
from ballot.usecases.bulk.foresee import Chosen, choose
from ballot.usecases.bulk.print_many import print_many
from ballot.usecases.hall import Hall
from ballot.usecases.jobs.task import MadeFile, Tell, Told
from ballot.words import form_titles, refusals
from ballot.words.language import gettext as _


def told(paper: str, numbers: tuple[str, ...]) -> Told:
    """What the file is of."""
    return {"paper": paper, "numbers": list(numbers)}


def allow(hall: Hall, actor: Actor, told: Told) -> None:
    """Whoever sees the meetings has their forms. Raises NothingChosen, TooManyChosen."""
    choose(hall, actor, Chosen(tuple(told["numbers"])))


def title(_hall: Hall, _actor: Actor, told: Told) -> str:
    """The form, and of how many."""
    name = form_titles.of_many()[told["paper"]]
    said: str = _("%(form)s：%(n)s 场", form=name, n=len(told["numbers"]))
    return said


def make(hall: Hall, actor: Actor, told: Told, tell: Tell) -> MadeFile:
    """The file; where a meeting has no such form yet, its first page says why.

    Raises NothingChosen, TooManyChosen.
    """
    paper = told["paper"]
    made = print_many(hall, actor, paper, Chosen(tuple(told["numbers"])), tell)
    why = [
        Unprinted(each.seen.line.title, each.seen.line.number, refusals.words(each.error))
        for each in made.failed
    ]
    leaves = (*([handouts.unprinted(why)] if why else []), *made.leaves)
    content = printers.render_all(leaves, paper, hall.now(), hall.library.look())
    return MadeFile(content, printers.KINDS["pdf"].content_type, f"{paper}.pdf")
