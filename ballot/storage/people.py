"""Statements about accounts, memberships and one-time invitations."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, insert, select, update
from sqlalchemy.orm import Session

from ballot.storage.rows import insert_unless_there, touched
from ballot.storage.tables import account, invitation, membership


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account; ``password_hash`` is argon2's own text."""

    id: int
    name: str
    password_hash: str
    active: bool


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """What a one-time link gives to whoever holds it."""

    purpose: str
    unit: int
    role: str


def add_account(db: Session, *, name: str, password_hash: str, at: datetime) -> int | None:
    """The id of the new account, None where the name is taken."""
    values = {"password_hash": password_hash, "active": True, "created_at": at}
    if not insert_unless_there(db, account, ["name"], name=name, **values):
        return None
    return db.scalar(select(account.c.id).where(account.c.name == name))


def account_named(db: Session, name: str) -> AccountRow | None:
    """The account of that name."""
    return _account(db, _accounts().where(account.c.name == name))


def account_of(db: Session, id: int) -> AccountRow | None:
    """The account of that id."""
    return _account(db, _accounts().where(account.c.id == id))


def accounts(db: Session) -> list[AccountRow]:
    """All accounts by name."""
    return [AccountRow(*row) for row in db.execute(_accounts().order_by(account.c.name))]


def count_accounts(db: Session) -> int:
    """How many accounts there are; at none the program offers its first invitation."""
    return db.scalar(select(func.count()).select_from(account)) or 0


def set_password(db: Session, id: int, password_hash: str) -> None:
    """Give an account another password."""
    db.execute(update(account).where(account.c.id == id).values(password_hash=password_hash))


def set_active(db: Session, id: int, *, active: bool) -> None:
    """Bar an account from signing in, or let it again."""
    db.execute(update(account).where(account.c.id == id).values(active=active))


def join(db: Session, *, of_account: int, of_unit: int, role: str) -> None:
    """Give an account a role in a unit; a role that it has already stays."""
    key = {"account": of_account, "unit": of_unit, "role": role}
    insert_unless_there(db, membership, list(key), **key)


def roles(db: Session, of_account: int) -> list[tuple[int, str]]:
    """(unit, role) of everything the account may be."""
    statement = select(membership.c.unit, membership.c.role)
    where = statement.where(membership.c.account == of_account)
    return [(of_unit, role) for of_unit, role in db.execute(where.order_by(*membership.c))]


def roles_by_account(db: Session) -> dict[int, list[tuple[int, str]]]:
    """Account → (unit, role) of everything it may be; accounts that may nothing are left out."""
    c, found = membership.c, dict[int, list[tuple[int, str]]]()
    for of_account, of_unit, role in db.execute(
        select(c.account, c.unit, c.role).order_by(c.account, c.unit, c.role)
    ):
        found.setdefault(of_account, []).append((of_unit, role))
    return found


def invite(
    db: Session, *, digest: bytes, purpose: str, of_unit: int, role: str, expires_at: datetime
) -> None:
    """Keep a one-time link by the 32-byte digest of its text."""
    values = {"purpose": purpose, "unit": of_unit, "role": role, "expires_at": expires_at}
    db.execute(insert(invitation).values(digest=digest, **values))


def use_invitation(db: Session, digest: bytes, at: datetime) -> InvitationRow | None:
    """Use a link up; None where it is unknown, was used, or has run out. One UPDATE decides."""
    c = invitation.c
    statement = update(invitation).where(c.digest == digest, c.used_at.is_(None), c.expires_at > at)
    if touched(db, statement.values(used_at=at)) != 1:
        return None
    row = db.execute(select(c.purpose, c.unit, c.role).where(c.digest == digest)).one()
    return InvitationRow(*row)


def see_invitation(db: Session, digest: bytes, at: datetime) -> InvitationRow | None:
    """What an unused link would give; it stays unused."""
    c = invitation.c
    where = (c.digest == digest, c.used_at.is_(None), c.expires_at > at)
    row = db.execute(select(c.purpose, c.unit, c.role).where(*where)).one_or_none()
    return None if row is None else InvitationRow(*row)


def _accounts() -> Select[int, str, str, bool]:
    c = account.c
    return select(c.id, c.name, c.password_hash, c.active)


def _account(db: Session, statement: Select[int, str, str, bool]) -> AccountRow | None:
    row = db.execute(statement).one_or_none()
    return None if row is None else AccountRow(*row)
