"""A console in a folder of its own."""

from pathlib import Path

import pytest
from people.console import Console


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.import_plugin("makers.compiled")


@pytest.fixture
def console(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Console:
    for name in ("HOST", "PORT", "DATABASE_URL", "PUBLIC_URL", "TLS_CERT", "TLS_KEY", "LANG", "TZ"):
        monkeypatch.delenv(f"BALLOT_{name}", raising=False)
    monkeypatch.setenv("BALLOT_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("BALLOT_KEYS", str(tmp_path / "keys"))
    monkeypatch.chdir(tmp_path)
    return Console(tmp_path, monkeypatch, capsys)
