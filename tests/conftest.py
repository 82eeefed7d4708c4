"""The order of the tests. What a folder needs, its own ``conftest.py`` asks for."""

import pytest

LONGEST = (
    "tests/cli/test_life.py",
    "tests/cli/test_restart.py",
    "tests/cli/test_serve.py",
    "tests/whole/",
    "tests/browser/",
    "tests/faults/",
    "tests/secrecy/",
    "tests/house/",
    "tests/bundle/",
    "tests/printing/",
)
"""Files of minutes first: a worker that begins one as the last keeps the others waiting for it."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first; within them nothing moves."""
    items.sort(key=lambda item: _length(item.nodeid))


def _length(name: str) -> int:
    return next((at for at, long in enumerate(LONGEST) if name.startswith(long)), len(LONGEST))
