"""Every error is found under one roof, whichever room it lives in."""

import pkgutil
from importlib import import_module

from ballot.domain import errors
from ballot.domain.errors import BallotError


def test_every_error_of_every_room_is_named_by_the_package() -> None:
    rooms = [import_module(f"{errors.__name__}.{room.name}") for room in walked()]
    assert len(rooms) > 10
    living = {
        name: kind
        for room in rooms
        for name, kind in vars(room).items()
        if isinstance(kind, type) and issubclass(kind, BallotError)
    }
    assert {
        name for name, kind in living.items() if getattr(errors, name, None) is not kind
    } == set()


def walked() -> list[pkgutil.ModuleInfo]:
    """The modules of the package."""
    return list(pkgutil.iter_modules(errors.__path__))
