"""Something is done to many meetings, one after another, each by the use case of one meeting.

What fails in one stops no other; it is named with its reason, and can be tried again alone. Where
it was done already, by two who pressed at once or before a process was killed, nothing failed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ballot.domain.access import Actor
from ballot.domain.errors import BallotError, DatabaseUnreachable
from ballot.storage import batches
from ballot.usecases.bulk import bulk_act
from ballot.usecases.bulk.bulk_act import CUSTODY, BulkAct
from ballot.usecases.bulk.foresee import Chosen, Foreseen, Hindered, foresee
from ballot.usecases.desk.find_meetings import Listed
from ballot.usecases.hall import Hall
from ballot.usecases.jobs.task import Tell
from ballot.usecases.meeting.change_custody import change_custody
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.freeze import freeze
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.slips.confirm_batch import confirm_batch
from ballot.usecases.slips.void_batch import void_batch


@dataclass(frozen=True, slots=True)
class DoneToMany:
    """To which it was done, which wait for a 监票人, to which it was not done and why, and to which
    it was done before."""

    act: BulkAct
    done: tuple[Listed, ...]
    waits: tuple[Listed, ...]
    failed: tuple[Hindered, ...]
    before: tuple[Listed, ...] = ()


def tell_nobody(_done: int, _total: int) -> None:
    """Whoever waits for the answer itself needs no bar."""


def do_many(
    hall: Hall, actor: Actor, act: BulkAct, chosen: Chosen, tell: Tell = tell_nobody
) -> DoneToMany:
    """Do it to all to which it can be done, each in a transaction of its own.

    Raises NothingChosen, TooManyChosen, and DatabaseUnreachable in the middle.
    """
    seen: Foreseen = foresee(hall, actor, act, chosen)
    before = [each for each in seen.cannot if _is_done(hall, act, each.seen, chosen)]
    done: list[Listed] = []
    failed = [each for each in seen.cannot if each not in before]
    for place, each in enumerate(seen.can):
        tell(place, len(seen.can))
        try:
            DO[act](hall, actor, each.line.number, chosen.batches)
        except DatabaseUnreachable:
            raise
        except BallotError as error:
            failed.append(Hindered(each, error))
        else:
            done.append(each)
    there = tuple(each.seen for each in before)
    return DoneToMany(act, tuple(done), seen.waits, tuple(failed), there)


def _is_done(hall: Hall, act: BulkAct, seen: Listed, chosen: Chosen) -> bool:
    if act not in SETTLED:
        return bulk_act.is_done(seen.progress, act)
    number = seen.line.number
    wanted = {(each, SETTLED[act]) for each in chosen.batches.get(number, ())}
    rows = hall.database.read(lambda db: batches.of_meeting(db, number))
    return bool(wanted) and wanted <= {(each.number, each.state) for each in rows}


SETTLED = {BulkAct.CONFIRM: "confirmed", BulkAct.VOID: "void"}
"""As what a batch stands when its slips were counted."""
Batches = Mapping[str, tuple[int, ...]]
Do = Callable[[Hall, Actor, str, Batches], None]


def _confirm(hall: Hall, actor: Actor, number: str, counted: Batches) -> None:
    for each in counted.get(number, ()):
        confirm_batch(hall, actor, number, each)


def _void(hall: Hall, actor: Actor, number: str, counted: Batches) -> None:
    for each in counted.get(number, ()):
        void_batch(hall, actor, number, each)


def _close(hall: Hall, actor: Actor, number: str, _counted: Batches) -> None:
    """Rehearsals are held one by one."""
    close_voting(hall, actor, number, a_vote=True)


def _keep(act: BulkAct) -> Do:
    return lambda hall, actor, number, _counted: change_custody(hall, actor, number, CUSTODY[act])


DO: Mapping[BulkAct, Do] = {
    BulkAct.TO_SCRUTINEERS: _keep(BulkAct.TO_SCRUTINEERS),
    BulkAct.TO_SERVER: _keep(BulkAct.TO_SERVER),
    BulkAct.CONFIRM: _confirm,
    BulkAct.VOID: _void,
    BulkAct.FREEZE: lambda hall, actor, number, _counted: freeze(hall, actor, number),
    BulkAct.OPEN: lambda hall, actor, number, _counted: open_voting(hall, actor, number),
    BulkAct.CLOSE: _close,
}
"""How each is done; slips leave secrets behind and are ``issue_many``'s."""
