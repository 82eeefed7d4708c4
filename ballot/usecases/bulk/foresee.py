"""An officer sees which of many meetings something can be done to, and why not to the others."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ballot.domain import access
from ballot.domain.access import Actor
from ballot.domain.errors import BallotError, MayNot, NothingChosen, TooManyChosen
from ballot.usecases.bulk import bulk_act
from ballot.usecases.bulk.bulk_act import ACTS, BulkAct
from ballot.usecases.desk import find_meetings
from ballot.usecases.desk.find_meetings import Listed, Search
from ballot.usecases.hall import Hall

MOST = 200
"""So many at once: a county has some 170 villages."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Meetings by their numbers; without any, all that a search finds.

    ``batches`` are those batches of slips that were counted on paper, by meeting.
    """

    numbers: tuple[str, ...] = ()
    search: Search | None = None
    batches: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hindered:
    """A meeting to which it cannot be done, or was not, and why."""

    seen: Listed
    error: BallotError


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The chosen meetings: to which it can be done, of which a 监票人 is asked on their own pages,
    and the others."""

    act: BulkAct
    can: tuple[Listed, ...]
    waits: tuple[Listed, ...]
    cannot: tuple[Hindered, ...]

    @property
    def count(self) -> int:
        """How many were chosen."""
        return len(self.can) + len(self.waits) + len(self.cannot)


def foresee(hall: Hall, actor: Actor, act: BulkAct, chosen: Chosen) -> Foreseen:
    """What can be done to the chosen meetings, in the order of the desk. Changes nothing.

    Those that the actor may not see are left out. Raises NothingChosen, TooManyChosen.
    """
    found = choose(hall, actor, chosen)
    can: list[Listed] = []
    waits: list[Listed] = []
    cannot: list[Hindered] = []
    for each in found:
        error = _hindrance(hall, actor, act, each)
        if error is not None:
            cannot.append(Hindered(each, error))
        elif bulk_act.waits_for_consent(each.progress, act):
            waits.append(each)
        else:
            can.append(each)
    return Foreseen(act, tuple(can), tuple(waits), tuple(cannot))


def choose(hall: Hall, actor: Actor, chosen: Chosen) -> tuple[Listed, ...]:
    """The chosen meetings as a list shows them. Raises NothingChosen, TooManyChosen."""
    if len(chosen.numbers) > MOST:
        raise TooManyChosen(chosen=len(chosen.numbers), limit=MOST)
    if chosen.numbers:
        listed = find_meetings.find_numbers(hall, actor, chosen.numbers)
    elif chosen.search is not None:
        listed = _searched(hall, actor, chosen.search)
    else:
        raise NothingChosen
    if not listed:
        raise NothingChosen
    return listed


def _searched(hall: Hall, actor: Actor, search: Search) -> tuple[Listed, ...]:
    found = find_meetings.find_meetings(hall, actor, replace(search, page=1), MOST)
    if found.asked > MOST:
        raise TooManyChosen(chosen=found.asked, limit=MOST)
    return found.listed


def _hindrance(hall: Hall, actor: Actor, act: BulkAct, seen: Listed) -> BallotError | None:
    if not access.may(actor, ACTS[act], seen.path, seen.line.number):
        return MayNot(act=ACTS[act])
    return bulk_act.hindrance(seen.progress, act, hall.transport)
