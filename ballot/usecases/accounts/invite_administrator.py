"""Whoever holds the machine makes a one-time link that creates an administrator."""

from sqlalchemy.orm import Session

from ballot.domain.access import CONSOLE, Role
from ballot.domain.acts import Act
from ballot.storage import people
from ballot.usecases import acts
from ballot.usecases.accounts import invitations, units
from ballot.usecases.hall import Hall


def invite_administrator(hall: Hall) -> str:
    """The text of the link, valid for 48 hours and once; it is kept nowhere."""
    return acts.carry_out(hall, lambda db: _invite(hall, db))


def has_accounts(hall: Hall) -> bool:
    """Whether there is any account yet; without one the program offers a link as it starts."""
    return hall.database.read(people.count_accounts) > 0


def _invite(hall: Hall, db: Session) -> str:
    text = invitations.make(hall, db, units.top_unit(db), Role.ADMINISTRATOR)
    acts.write_down(hall, db, CONSOLE, Act.MANAGE_PEOPLE, None, invited=Role.ADMINISTRATOR)
    return text
