"""A console in a folder of its own."""

import os
from pathlib import Path

import pytest
from people.console import Console


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.import_plugin("makers.compiled")


@pytest.fixture
def console(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Console:
    for name in [each for each in os.environ if each.startswith("BALLOT_")]:
        if not name.startswith("BALLOT_TEST_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("BALLOT_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("BALLOT_KEYS", str(tmp_path / "keys"))
    monkeypatch.chdir(tmp_path)
    return Console(tmp_path, monkeypatch, capsys)
