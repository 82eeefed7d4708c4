"""What a teller needs to enter the paper: the rows of a sheet, and never what was entered."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.ledger import paper_count
from ballot.domain.paper import Paper
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.verified import chain, frozen_facts, ledger


@dataclass(frozen=True, slots=True)
class PaperCountView:
    """``classes`` are the names of the classes of voters, one empty name where there are none.

    ``exchanged`` is how many slips were given back for paper, ``entered`` the tellers, 1 or 2,
    who handed in their totals; no total is here. ``agreed``: both found the same; ``differing``
    the subjects of which they did not. ``settled``: no figure changes any more.
    """

    number: str
    title: str
    paper: Paper
    classes: tuple[str, ...]
    exchanged: int
    few: bool
    entered: tuple[int, ...]
    agreed: bool
    differing: tuple[str, ...]
    settled: bool


def see_paper_count(hall: Hall, actor: Actor, number: str) -> PaperCountView:
    """The sheet of a closed meeting. Raises MeetingUnknown, MayNot, NotInState, Tampered."""
    return hall.database.read(lambda db: _see(hall, db, actor, number))


def _see(hall: Hall, db: Session, actor: Actor, number: str) -> PaperCountView:
    meeting = acts.find(db, actor, number, Act.ENTER_PAPER)
    acts.require_state(meeting, Act.ENTER_PAPER)
    facts = frozen_facts.of(hall, meeting)
    book = ledger.read(db, facts, chain.of_meeting(hall, db, number))
    said = book.told
    return PaperCountView(
        number=number,
        title=facts.title,
        paper=facts.paper,
        classes=tuple(each.name for each in facts.classes),
        exchanged=said.exchanged,
        few=said.exchanged < paper_count.FEW,
        entered=tuple(sorted(said.papers)),
        agreed=book.paper is not None,
        differing=tuple(facts.paper.subjects[each] for each in book.differing),
        settled=said.settled is not None,
    )
