"""Who an account is, read anew at every request: a role taken away is gone at once."""

from sqlalchemy.orm import Session

from ballot.domain.access import Actor, Role
from ballot.storage import people
from ballot.usecases.hall import Hall


def find_actor(hall: Hall, id: int) -> Actor | None:
    """The actor of an account, None where it is not there or was barred."""
    return hall.database.read(lambda db: _find(db, id))


def _find(db: Session, id: int) -> Actor | None:
    account = people.account_of(db, id)
    if account is None or not account.active:
        return None
    return of_account(db, account.id, account.name)


def of_account(db: Session, id: int, name: str) -> Actor:
    """The actor with all roles of an account."""
    roles = tuple((unit, Role(role)) for unit, role in people.roles(db, id))
    return Actor(id=id, name=name, roles=roles)
