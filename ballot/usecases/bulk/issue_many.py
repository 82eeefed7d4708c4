"""An organizer issues the slips that many meetings still lack, to be printed as one file.

Each meeting's slips are issued as those of one meeting are: committed, unconfirmed, their secrets
in the answer alone. Where a meeting is refused, what was begun of it is void, and the others go on.
"""

from dataclasses import dataclass

from ballot.domain.access import Actor
from ballot.domain.errors import BallotError, DatabaseUnreachable, DoneBefore
from ballot.usecases import presses
from ballot.usecases.bulk.bulk_act import BulkAct, missing_slips
from ballot.usecases.bulk.foresee import Chosen, Hindered, foresee
from ballot.usecases.desk.find_meetings import Listed
from ballot.usecases.hall import Hall
from ballot.usecases.slips.issue_slips import Issue, issue_slips
from ballot.usecases.slips.void_batch import void_batch


@dataclass(frozen=True, slots=True)
class IssuedOf:
    """The slips of a meeting: one issue, or one a class of voters."""

    seen: Listed
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class IssuedToMany:
    """The slips of all, and the meetings of which none were issued, with why."""

    issued: tuple[IssuedOf, ...]
    waits: tuple[Listed, ...]
    failed: tuple[Hindered, ...]


def issue_many(hall: Hall, actor: Actor, chosen: Chosen, spare: int = 0) -> IssuedToMany:
    """Issue to everybody who lacks one a slip, and ``spare`` more a meeting or class of voters.

    Raises NothingChosen, TooManyChosen, DatabaseUnreachable; DoneBefore, before anything is
    issued, where the form was sent before.
    """
    presses.require_first(hall)
    seen = foresee(hall, actor, BulkAct.SLIPS, chosen)
    issued: list[IssuedOf] = []
    failed = list(seen.cannot)
    for each in seen.can:
        try:
            issued.append(IssuedOf(each, _issue(hall, actor, each, spare)))
        except (DatabaseUnreachable, DoneBefore):
            raise
        except BallotError as error:
            failed.append(Hindered(each, error))
    return IssuedToMany(tuple(issued), seen.waits, tuple(failed))


def _issue(hall: Hall, actor: Actor, seen: Listed, spare: int) -> tuple[Issue, ...]:
    number = seen.line.number
    made: list[Issue] = []
    try:
        for class_name, count in missing_slips(seen.progress):
            if count:
                made.append(issue_slips(hall, actor, number, count + spare, class_name))
    except BallotError:
        for each in made:
            void_batch(hall, actor, number, each.batch)
        raise
    return tuple(made)
