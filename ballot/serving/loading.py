"""How a process starts, and ends, without work that is for nothing."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """Code makes many objects as it is loaded, and no garbage: nobody looks for any meanwhile."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def keep() -> None:
    """What is loaded by now stays until the process ends: nobody looks at it again."""
    gc.freeze()
