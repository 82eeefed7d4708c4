"""A row of a file on its way into an assessment."""

from dataclasses import dataclass

from ballot.domain.scoring.people.row_marks import Change
from ballot.domain.scoring.person import Person

Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class Coming:
    """A row that may come in: what it says, and the person as he would be then."""

    id: int | None
    """None: a person who is not there yet."""
    texts: Texts
    person: Person
    row: int
    changes: tuple[Change, ...] = ()
    """What it says otherwise than it stands; of one who is new, nothing stands."""
