"""libsodium as the wheel of rbcl brings it, without what its import leaves behind.

Its import loads ``doctest`` for tests of its own, and with it ``unittest`` and ``pdb``: 2 MB a
process. It also leaves two copies of the library, 3 MB each: one in the temporary folder, one in
memory; a loaded library needs neither any longer.
"""

import contextlib
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any


def load() -> Any:
    """The module ``rbcl``; it has no types."""
    with _without("doctest"):
        module = importlib.import_module("rbcl")
    remove_copies(sys.modules["rbcl._sodium"], module._sodium._name)
    return module


def remove_copies(module: ModuleType, path: str) -> None:
    """Remove both copies. Where the system keeps the file locked it stays."""
    vars(module).pop("sodium_bs", None)
    with contextlib.suppress(OSError):
        Path(path).unlink()


@contextlib.contextmanager
def _without(name: str) -> Iterator[None]:
    """Whoever imports this module meanwhile gets an empty one."""
    held = sys.modules.get(name)
    sys.modules[name] = ModuleType(name)
    try:
        yield
    finally:
        del sys.modules[name]
        if held is not None:
            sys.modules[name] = held
