"""Somebody opens a one-time link and makes an account."""

from sqlalchemy.orm import Session

from ballot.domain.access import Actor, Role
from ballot.domain.acts import Act
from ballot.domain.errors import Fault, InvitationInvalid, Missing, Refused, TwiceTheSame
from ballot.storage import people
from ballot.usecases import acts
from ballot.usecases.accounts import invitations, passwords
from ballot.usecases.accounts.find_actor import of_account
from ballot.usecases.hall import Hall

FIRST = (Role.ADMINISTRATOR, Role.ORGANIZER)
"""The first account of a machine is both: until there is a second one nobody else is there."""


def accept_invitation(hall: Hall, token: str, name: str, password: str) -> Actor:
    """The new account. Raises InvitationInvalid, WeakPassword, TwiceTheSame for a name taken.

    With any of these the link is as unused as before.
    """
    name = name.strip()
    if not name:
        raise Refused([Fault(error=Missing(), key="name")])
    stored = passwords.hashed(password, name)
    return acts.carry_out(hall, lambda db: _accept(hall, db, token, name, stored))


def is_valid(hall: Hall, token: str) -> bool:
    """Whether the link could be accepted now."""
    at = hall.clock()
    return hall.database.read(lambda db: invitations.see(hall, db, token, at)) is not None


def _accept(hall: Hall, db: Session, token: str, name: str, stored: str) -> Actor:
    at = hall.clock()
    invited = invitations.use(hall, db, token, at)
    if invited is None:
        raise InvitationInvalid
    account = people.add_account(db, name=name, password_hash=stored, at=at)
    if account is None:
        raise TwiceTheSame(value=name)
    role = Role(invited.role)
    roles = FIRST if people.count_accounts(db) == 1 else (role,)
    for each in roles:
        people.join(db, of_account=account, of_unit=invited.unit, role=each.value)
    actor = of_account(db, account, name)
    acts.write_down(hall, db, actor, Act.MANAGE_PEOPLE, None, accepted=role)
    return actor
