"""What is done to many meetings at once, and why it cannot be done to one of them.

Nothing is decided here: each use case holds its own guards and has the last word. This says before
a press what it would say, as far as a list of many knows.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum

from ballot.box.shares import NUMBERS
from ballot.domain.acts import FROM, Act
from ballot.domain.errors import (
    BallotError,
    BatchesNotConfirmed,
    ClassesNotPlanned,
    ClassTooSmall,
    ClassWithoutSlips,
    KeptSo,
    KeysNotConfirmed,
    NoBatchWaits,
    NoSlips,
    NotInState,
    PlainTransport,
    SlipsEnough,
    SlipsPrinted,
)
from ballot.domain.meeting import Custody, State, Transport
from ballot.domain.meetings.voter_classes import Lack
from ballot.usecases.consents import consenting
from ballot.usecases.desk.progress import Progress


class BulkAct(StrEnum):
    """The acts, in the order of an evening."""

    TO_SCRUTINEERS = "scrutineers"
    TO_SERVER = "server"
    SLIPS = "slips"
    CONFIRM = "confirm"
    VOID = "void"
    FREEZE = "freeze"
    OPEN = "open"
    CLOSE = "close"


ACTS: Mapping[BulkAct, Act] = {
    BulkAct.TO_SCRUTINEERS: Act.EDIT,
    BulkAct.TO_SERVER: Act.EDIT,
    BulkAct.SLIPS: Act.ISSUE_SLIPS,
    BulkAct.CONFIRM: Act.CONFIRM_SLIPS,
    BulkAct.VOID: Act.CONFIRM_SLIPS,
    BulkAct.FREEZE: Act.FREEZE,
    BulkAct.OPEN: Act.OPEN,
    BulkAct.CLOSE: Act.CLOSE,
}
"""Which act of a meeting each of them is."""

CUSTODY = {BulkAct.TO_SCRUTINEERS: Custody.SCRUTINEERS, BulkAct.TO_SERVER: Custody.SERVER}

_STATES: Mapping[BulkAct, tuple[State, ...]] = {
    BulkAct.SLIPS: (State.DRAFT, State.FROZEN),
    BulkAct.OPEN: (State.DRAFT, *FROM[Act.OPEN]),
    BulkAct.CLOSE: (State.OPEN,),
}
"""Where they are not those of the act: rehearsals print few slips and are held one by one; opening
freezes first."""


_AFTER: Mapping[BulkAct, State] = {
    BulkAct.FREEZE: State.FROZEN,
    BulkAct.OPEN: State.OPEN,
    BulkAct.CLOSE: State.CLOSED,
}
"""Where a meeting stands when it is done."""


def is_done(at: Progress, act: BulkAct) -> bool:
    """Whether a meeting stands as if it had been done: by somebody else, or before a process that
    did it to many was killed."""
    if act in CUSTODY:
        return at.custody is CUSTODY[act]
    return act in _AFTER and at.state is _AFTER[act]


def missing_slips(at: Progress) -> tuple[tuple[str, int], ...]:
    """(class of voters, how many slips its people still lack); without classes one, unnamed."""
    if not at.classes:
        return (("", max(0, at.eligible - at.slips)),)
    return tuple((each.name, max(0, (each.eligible or 0) - each.slips)) for each in at.classes)


def waits_for_consent(at: Progress, act: BulkAct) -> bool:
    """Whether a 监票人 agrees to it first: such a meeting is not done among many."""
    return consenting.is_needed(at, ACTS[act])


def hindrance(at: Progress, act: BulkAct, transport: Transport) -> BallotError | None:
    """Why it cannot be done to a meeting that stands so; None where nothing is in its way."""
    return next(_hindrances(at, act, transport), None)


def _hindrances(at: Progress, act: BulkAct, transport: Transport) -> Iterator[BallotError]:
    states = _STATES.get(act, FROM[ACTS[act]])
    if at.state not in states:
        yield NotInState(act=ACTS[act], state=at.state, allowed=states)
    match act:
        case BulkAct.SLIPS:
            yield from _of_slips(at)
        case BulkAct.CONFIRM | BulkAct.VOID if not at.unconfirmed:
            yield NoBatchWaits()
        case BulkAct.TO_SCRUTINEERS | BulkAct.TO_SERVER:
            yield from _of_custody(at, CUSTODY[act])
        case BulkAct.FREEZE | BulkAct.OPEN:
            if act is BulkAct.OPEN and at.custody is Custody.SCRUTINEERS:
                yield from [PlainTransport()] if transport is Transport.PLAIN else []
            yield from _of_freezing(at)


def _waiting(at: Progress) -> Iterator[BallotError]:
    if at.unconfirmed:
        yield BatchesNotConfirmed(batches=tuple(each.number for each in at.unconfirmed))


def _of_slips(at: Progress) -> Iterator[BallotError]:
    yield from _waiting(at)
    if any(each.eligible is None for each in at.classes):
        yield ClassesNotPlanned(classes=tuple(each.name for each in at.classes))
    if not sum(count for _name, count in missing_slips(at)):
        yield SlipsEnough(have=at.slips)


def _of_custody(at: Progress, custody: Custody) -> Iterator[BallotError]:
    if at.custody is custody:
        yield KeptSo()
    if custody is Custody.SERVER and (at.slips or at.unconfirmed):
        yield SlipsPrinted()


def _of_freezing(at: Progress) -> Iterator[BallotError]:
    """In the order in which ``freezing`` finds it."""
    if at.custody is Custody.SCRUTINEERS and at.keys < len(NUMBERS):
        yield KeysNotConfirmed(confirmed=at.keys)
    yield from _waiting(at)
    for each in at.classes:
        if each.eligible is None:
            yield ClassesNotPlanned(classes=tuple(one.name for one in at.classes))
        elif {Lack.ELIGIBLE, Lack.SMALL} & {*each.lacks}:
            yield ClassTooSmall(name=each.name, eligible=each.eligible)
    if not at.slips:
        yield NoSlips()
    for each in at.classes:
        if not each.slips:
            yield ClassWithoutSlips(name=each.name, eligible=each.eligible or 0)
