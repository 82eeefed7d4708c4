"""The person of this session typed the password again."""

from ballot.usecases.accounts.require_password import require_password
from ballot.web.access import actor, hall


def confirm_person(password: str) -> None:
    """Before what cannot be taken back. Raises WrongPassword, MayNot."""
    require_password(hall(), actor(), password)
