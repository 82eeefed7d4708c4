"""Rest for the search for garbage while very many objects are made and none is dropped."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unsearched() -> Iterator[None]:
    """Nothing is searched inside: of 100,000 people that would take a third of the time."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


@contextmanager
def set_aside() -> Iterator[None]:
    """What is made inside is kept for long: it is never searched for garbage, which would stop
    everybody for half a second and more."""
    with unsearched():
        yield
    gc.freeze()
