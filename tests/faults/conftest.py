"""A hall on both databases, in which things go wrong."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parent.parent


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.import_plugin("makers.halls")


@pytest.fixture(scope="module")
def helper() -> Iterator["subprocess.Popen[str]"]:
    """The process that sends the others (``ending``)."""
    with subprocess.Popen(
        [sys.executable, str(TESTS / "faults" / "ending.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": f"{TESTS}:{TESTS.parent}"},
        text=True,
    ) as process:
        yield process
