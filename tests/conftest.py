"""The order of the tests, and which files took longest.

What a folder needs, its own ``conftest.py`` asks for.
"""

import os
import time
from collections import Counter

import pytest

from ballot.words import language

LONGEST = (
    "tests/secrecy/test_crawling.py",
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
SHOWN = 10
BEGAN = pytest.StashKey[float]()


@pytest.fixture(autouse=True)
def spoken() -> None:
    """Every test begins in the language of the source, whatever a request before left behind."""
    language.listen_to(lambda: language.SOURCE)


def pytest_configure(config: pytest.Config) -> None:
    """Note when it began."""
    config.stash[BEGAN] = time.monotonic()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first; within them nothing moves."""
    items.sort(key=lambda item: _length(item.nodeid))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Beside the slowest tests that ``--durations`` asks for, the slowest files."""
    if not terminalreporter.config.getoption("durations"):
        return
    seconds = Counter[str]()
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                seconds[report.nodeid.partition("::")[0]] += report.duration
    terminalreporter.section(f"slowest {SHOWN} files")
    for name, took in seconds.most_common(SHOWN):
        terminalreporter.line(f"{took:7.1f} s  {name}")
    clock = time.monotonic() - terminalreporter.config.stash[BEGAN]
    cores = len(os.sched_getaffinity(0))
    busy = sum(os.times()[:4]) / (clock * cores)
    terminalreporter.line(f"{clock:7.1f} s in all, {cores} cores {busy:.0%} busy with them")


def _length(name: str) -> int:
    return next((at for at, long in enumerate(LONGEST) if name.startswith(long)), len(LONGEST))
