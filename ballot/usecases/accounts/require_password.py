"""A fresh sign-in of one person, before what cannot be taken back (docs/architecture.md, close)."""

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import MayNot
from ballot.usecases.accounts.sign_in import sign_in
from ballot.usecases.hall import Hall


def require_password(hall: Hall, actor: Actor, password: str) -> None:
    """The person of this account typed the password again. Raises WrongPassword, MayNot."""
    if sign_in(hall, actor.name, password).id != actor.id:
        raise MayNot(act=Act.CLOSE)
