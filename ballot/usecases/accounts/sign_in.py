"""Somebody signs in with name and password."""

from ballot.domain.access import Actor
from ballot.domain.errors import WeakPassword, WrongPassword
from ballot.storage import people
from ballot.usecases.accounts import passwords
from ballot.usecases.accounts.find_actor import find_actor
from ballot.usecases.hall import Hall


def sign_in(hall: Hall, name: str, password: str) -> Actor:
    """The actor. Raises WrongPassword, which never says whether name or password is wrong.

    An unknown name and a barred account cost as much time as a wrong password.
    """
    account = hall.database.read(lambda db: people.account_named(db, name.strip()))
    stored = account.password_hash if account and account.active else None
    if not passwords.is_right(stored, password) or account is None:
        raise WrongPassword
    if passwords.is_outdated(account.password_hash):
        _renew(hall, account.id, account.name, password)
    actor = find_actor(hall, account.id)
    if actor is None:
        raise WrongPassword
    return actor


def _renew(hall: Hall, id: int, name: str, password: str) -> None:
    try:
        stored = passwords.hashed(password, name)
    except WeakPassword:
        return
    hall.database.write(lambda db: people.set_password(db, id, stored))
