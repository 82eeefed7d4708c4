"""Keys of the interface: who holds one acts as an organizer or an observer of a unit.

A key is shown once, to the administrator who makes it; what is kept is its digest under a secret
that the database has never seen, so that whoever writes the database makes no key of his own.
"""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from ballot.domain import access
from ballot.domain.access import PROGRAM, Actor, Role
from ballot.domain.acts import Act
from ballot.domain.errors import (
    ApiKeyUnknown,
    BallotError,
    Fault,
    KeyUnknown,
    Missing,
    NotOneOf,
    OutOfRange,
    Refused,
    TwiceTheSame,
    WrongType,
)
from ballot.storage import api_keys, unit_tree
from ballot.storage.api_keys import ApiKeyRow
from ballot.usecases import acts
from ballot.usecases.accounts import units
from ballot.usecases.hall import Hall

PREFIX = "ballot_key_"
"""By it a scanner for secrets that were left lying about knows a key."""
SECRET_BYTES = 32
ROLES = (Role.ORGANIZER, Role.OBSERVER)
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who brings a key: its row's id, and the actor that it makes him."""

    id: int
    actor: Actor


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A key in a list; ``used_on`` is the last day of use, None before the first."""

    name: str
    unit: str
    role: Role
    created_at: datetime
    used_on: date | None
    revoked_at: datetime | None


def make_key(hall: Hall, actor: Actor, name: str, role: Role, unit: int | None = None) -> str:
    """The text of a new key: it is seen this once. Without ``unit`` it is of the topmost.

    Raises MayNot, and Refused for a name that was given before or cannot be a name, a role that no
    key has, a unit that is not there.
    """
    name = name.strip()
    faults = _of_name(name)
    if role not in ROLES:
        error = NotOneOf(value=role, allowed=tuple(each.value for each in ROLES))
        faults.append(Fault(error, key="role"))
    if faults:
        raise Refused(faults)
    text = PREFIX + secrets.token_urlsafe(SECRET_BYTES)
    acts.carry_out(hall, lambda db: _make(hall, db, actor, name, role, unit, text))
    return text


def list_keys(hall: Hall, actor: Actor) -> list[KeyLine]:
    """All keys of the units that the actor manages, by name. Raises MayNot for who manages none."""

    def work(db: Session) -> list[KeyLine]:
        names = {each.id: each.name for each in unit_tree.units(db)}
        return [_line(row, names) for row in _managed(db, actor)]

    return hall.database.read(work)


def revoke_key(hall: Hall, actor: Actor, name: str) -> None:
    """From now on the key is none; no fault where it is revoked already. Raises ApiKeyUnknown."""
    acts.carry_out(hall, lambda db: _revoke(hall, db, actor, name))


def find_bearer(hall: Hall, text: str) -> Bearer:
    """Who brings this key; the day of its use is noted. Raises KeyUnknown."""
    digest = _digest(hall, text)
    row = hall.database.read(lambda db: api_keys.by_digest(db, digest))
    if row is None:
        raise KeyUnknown
    today = hall.now().date()
    if row.used_on is None or row.used_on < today:
        hall.database.write(lambda db: api_keys.note_use(db, row.id, today))
    roles = ((row.unit, Role(row.role)),)
    return Bearer(row.id, Actor(id=None, name=PROGRAM + row.name, roles=roles))


def _of_name(name: str) -> list[Fault]:
    error: BallotError | None = None
    if not name:
        error = Missing()
    elif not name.isprintable():
        error = WrongType(expected="text", value=ascii(name))
    elif len(name) > LONGEST:
        error = OutOfRange(value=str(len(name)), low="1", high=str(LONGEST))
    return [] if error is None else [Fault(error, key="name")]


def _make(
    hall: Hall, db: Session, actor: Actor, name: str, role: Role, unit: int | None, text: str
) -> None:
    of_unit = units.top_unit(db) if unit is None else unit
    known = [each.id for each in unit_tree.units(db)]
    if of_unit not in known:
        error = NotOneOf(value=str(of_unit), allowed=tuple(str(each) for each in known))
        raise Refused([Fault(error=error, key="unit")])
    access.require(actor, Act.MANAGE_PEOPLE, unit_tree.path_of(db, of_unit))
    digest, at = _digest(hall, text), hall.clock()
    if not api_keys.add(db, unit=of_unit, role=role.value, name=name, digest=digest, at=at):
        raise Refused([Fault(TwiceTheSame(value=name), key="name")])
    acts.write_down(hall, db, actor, Act.MANAGE_PEOPLE, None, key=name, role=role, unit=of_unit)


def _managed(db: Session, actor: Actor) -> list[ApiKeyRow]:
    reached = units.reached(db, actor, Act.MANAGE_PEOPLE)
    if not reached and not actor.console:
        access.require(actor, Act.MANAGE_PEOPLE, ())
    return [row for row in api_keys.every(db) if row.unit in reached]


def _line(row: ApiKeyRow, names: Mapping[int, str]) -> KeyLine:
    return KeyLine(
        name=row.name,
        unit=names[row.unit],
        role=Role(row.role),
        created_at=row.created_at,
        used_on=row.used_on,
        revoked_at=row.revoked_at,
    )


def _revoke(hall: Hall, db: Session, actor: Actor, name: str) -> None:
    row = next((each for each in _managed(db, actor) if each.name == name), None)
    if row is None:
        raise ApiKeyUnknown(name=name)
    if api_keys.revoke(db, row.id, hall.clock()):
        acts.write_down(hall, db, actor, Act.MANAGE_PEOPLE, None, key=name, done="revoked")


def _digest(hall: Hall, text: str) -> bytes:
    return hmac.digest(hall.pepper, b"api-key-v1|" + text.encode(), "sha256")
