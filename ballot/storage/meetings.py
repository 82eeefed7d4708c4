"""Statements about meetings. A state changes by one UPDATE; the row count says what happened."""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    RowMapping,
    Select,
    bindparam,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session

from ballot.domain import journal_line
from ballot.domain.acts import FROM, Act
from ballot.domain.errors import MeetingUnknown, NotInState
from ballot.domain.meeting import CASTING, Custody, State, Transport
from ballot.storage import journal
from ballot.storage.rows import insert_unless_there, touched
from ballot.storage.tables import meeting

QUEUE = 0x62616C6C
"""Any number: the first half of the keys of the meetings' queues on PostgreSQL."""

VOTING = (State.OPEN, State.PAUSED, State.REHEARSAL)
"""States in which ballots lie as they came: a seal would have to be made again."""

LEAVE_TRACES = (Act.RESET, Act.CLOSE, Act.OPEN_BOX, Act.CANCEL, Act.ERASE)
"""Acts after which the disk still holds what was: they make the meeting wait for its seal."""

PLAIN = select(meeting).where(meeting.c.number == bindparam("of"))
ALONE = PLAIN.with_for_update()

TAKES_BALLOTS = select(meeting.c.number).where(
    meeting.c.number == bindparam("number", type_=meeting.c.number.type),
    meeting.c.run == bindparam("run"),
    or_(*(meeting.c.state == state.value for state in CASTING)),
)
"""The meeting ``number``, if its slips of this ``run`` are spent now."""

QUEUE_FOR_CASTING = select(
    func.pg_advisory_xact_lock_shared(
        bindparam("key", type_=Integer), bindparam("number", type_=Integer)
    )
)
"""Stand in the meeting's queue on PostgreSQL beside other casts, behind who waits to close."""


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting as it stands. What is None does not exist yet in this state."""

    number: str
    unit: int
    assessment: int
    title: str
    place: str
    starts: str
    item: str
    custody: Custody
    announce: str
    transport: Transport | None
    state: State
    version: int
    round: int
    follows: str | None
    run: bytes
    pk: bytes | None
    frozen: str | None
    frozen_tag: bytes | None
    sealed: bool
    created_at: datetime
    opened_at: datetime | None
    closed_at: datetime | None
    erased_at: datetime | None


def six_digits() -> str:
    """A number by chance, 100000…999999: no spreadsheet eats a leading zero."""
    return str(100_000 + secrets.randbelow(900_000))


def ascending(count: int) -> Callable[[], str]:
    """Draws for ``count`` meetings that are made together: by chance, but the smallest first.

    Made at one moment they stand in every list in the order in which they were made.
    """
    drawn: set[str] = set()
    while len(drawn) < count + count // 10 + 10:  # some are taken already
        drawn.add(six_digits())
    waiting = iter(sorted(drawn))
    return lambda: next(waiting, "") or six_digits()


def insert(
    db: Session,
    *,
    unit: int,
    assessment: int,
    title: str,
    custody: Custody,
    run: bytes,
    at: datetime,
    place: str = "",
    starts: str = "",
    item: str = "",
    announce: str = "hall",
    pk: bytes | None = None,
    follows: str | None = None,
    draw: Callable[[], str] = six_digits,
) -> str:
    """Add a meeting in draft and answer its number, drawn again while it is taken.

    ``run`` is 16 random bytes; ``pk`` the 32-byte public key of its box where it has one;
    ``follows`` the meeting whose second round this is.
    """
    values = {
        "unit": unit,
        "assessment": assessment,
        "title": title,
        "place": place,
        "starts": starts,
        "item": item,
        "custody": custody,
        "announce": announce,
        "state": State.DRAFT,
        "version": 1,
        "round": 1 if follows is None else 2,
        "follows": follows,
        "run": run,
        "pk": pk,
        "sealed": True,
        "created_at": at,
    }
    while True:
        number = draw()
        if journal.end(db, journal_line.of_meeting(number)).length:
            continue  # a meeting that a restore has lost bore this number
        if insert_unless_there(db, meeting, ["number"], number=number, **values):
            return number


def get(db: Session, number: str) -> MeetingRow:
    """The meeting. Raises MeetingUnknown."""
    return _one(db, number, PLAIN)


def lock_for_closing(db: Session, number: str) -> MeetingRow:
    """The meeting, held alone: waits for every cast under way and lets none begin.

    Every change of a meeting's slips or state takes this lock. On SQLite the writing transaction
    itself is the lock. On PostgreSQL there is a queue before the row's own: a share lock on a row
    is given past a waiting FOR UPDATE, so that a crowd that goes on casting would keep the close
    waiting without end; this lock is given in the order of asking. Raises MeetingUnknown.
    """
    if db.get_bind().dialect.name == "postgresql" and number.isdecimal() and len(number) == 6:
        db.execute(select(func.pg_advisory_xact_lock(QUEUE, int(number))))
    return _one(db, number, ALONE)


def keep_state(db: Session, number: str) -> MeetingRow:
    """The meeting, whose state nobody changes until the transaction ends; casts go on beside it.

    Raises MeetingUnknown.
    """
    return _one(db, number, PLAIN.with_for_update(read=True))


def in_units(db: Session, units: Iterable[int] | None, most: int | None = None) -> list[MeetingRow]:
    """The meetings of these units (None: of all), the newest first, at most so many."""
    ordered = select(meeting).order_by(meeting.c.created_at.desc(), meeting.c.number)
    statement = ordered.limit(most)
    if units is not None:
        statement = statement.where(meeting.c.unit.in_(list(units)))
    return [row(each) for each in db.execute(statement).mappings()]


def last_custody(db: Session, units: Iterable[int] | None) -> Custody | None:
    """Who keeps the key of the meeting of these units (None: of all) that began to vote last; None
    before any has."""
    statement = select(meeting.c.custody).where(meeting.c.opened_at.is_not(None))
    if units is not None:
        statement = statement.where(meeting.c.unit.in_(list(units)))
    found = db.scalar(statement.order_by(meeting.c.opened_at.desc()).limit(1))
    return None if found is None else Custody(found)


def titles(db: Session, stem: str) -> list[str]:
    """The titles that begin so."""
    begins = meeting.c.title.startswith(stem, autoescape=True)
    return list(db.scalars(select(meeting.c.title).where(begins).distinct()))


def of_assessment(db: Session, assessment: int) -> list[MeetingRow]:
    """The meetings of an assessment, the oldest first."""
    statement = select(meeting).where(meeting.c.assessment == assessment)
    ordered = statement.order_by(meeting.c.created_at, meeting.c.number)
    return [row(each) for each in db.execute(ordered).mappings()]


def in_states(db: Session, states: Iterable[State]) -> list[MeetingRow]:
    """The meetings that stand in one of ``states``."""
    statement = select(meeting).where(meeting.c.state.in_(list(states)))
    return [row(each) for each in db.execute(statement.order_by(meeting.c.number)).mappings()]


def follower(db: Session, number: str) -> str | None:
    """The number of the second round of a meeting, if there is one."""
    return db.scalar(select(meeting.c.number).where(meeting.c.follows == number))


def move(db: Session, number: str, act: Act, to: State, **also: Any) -> None:
    """Carry out ``act``: from one of the states that allow it to ``to``, the version one higher.

    ``also`` are further columns of the meeting (``frozen=…``, ``opened_at=…``, ``run=…``).
    Raises NotInState, and MeetingUnknown where there is no such meeting.
    """
    _update(db, number, act, {"state": to, **also})


def change(db: Session, number: str, act: Act, **values: Any) -> None:
    """Change columns without leaving the state, where the state allows ``act``.

    Also without a column: it counts the version up. Raises NotInState, MeetingUnknown.
    """
    _update(db, number, act, values)


def unsealed(db: Session) -> list[str]:
    """The numbers of the meetings that wait for their seal: none of those that vote."""
    wait = ~meeting.c.sealed & meeting.c.state.not_in(VOTING)
    return list(db.scalars(select(meeting.c.number).where(wait).order_by(meeting.c.number)))


def are_open(db: Session) -> bool:
    """Whether any meeting votes now."""
    found = select(meeting.c.number).where(meeting.c.state == State.OPEN).limit(1)
    return db.scalar(found) is not None


def last_close(db: Session) -> datetime | None:
    """When the last vote ended; None before any has."""
    last: datetime | None = db.scalar(select(func.max(meeting.c.closed_at)))
    return last


def mark_sealed(db: Session, number: str, version: int) -> None:
    """Note that the traces of this meeting have left the disk, as it stood at ``version``.

    What was changed meanwhile waits for a seal of its own.
    """
    this = (meeting.c.number == number) & (meeting.c.version == version)
    db.execute(update(meeting).where(this).values(sealed=True))


def _update(db: Session, number: str, act: Act, values: dict[str, Any]) -> None:
    where: list[ColumnElement[bool]] = [meeting.c.number == number]
    if act in LEAVE_TRACES:
        values = {**values, "sealed": False}
    if act in FROM:
        where.append(meeting.c.state.in_(FROM[act]))
    statement = update(meeting).where(*where).values(version=meeting.c.version + 1, **values)
    if touched(db, statement) != 1:
        state = get(db, number).state
        raise NotInState(act=act, state=state, allowed=tuple(FROM.get(act, ())))


def _one(db: Session, number: str, how: Select[Any]) -> MeetingRow:
    # Either database chokes on some text that an address can hold; a number is digits alone.
    if not (number.isascii() and number.isdecimal()):
        raise MeetingUnknown(number=number)
    found = db.connection().execute(how, {"of": number}).mappings().one_or_none()
    if found is None:
        raise MeetingUnknown(number=number)
    return row(found)


def row(mapping: RowMapping) -> MeetingRow:
    """A meeting out of a row of its table."""
    values = dict(mapping)
    values["custody"] = Custody(values["custody"])
    values["state"] = State(values["state"])
    if values["transport"] is not None:
        values["transport"] = Transport(values["transport"])
    return MeetingRow(**values)
