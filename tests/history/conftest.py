"""Stored databases of every release, each put into a folder of its own with a console above it."""

from pathlib import Path

import pytest
from history import later
from history.kept import Kept, all_kept
from people.console import Console


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.import_plugin("makers.compiled")


@pytest.fixture(params=all_kept(), ids=lambda kept: f"{kept.release}-{kept.kind}")
def kept(request: pytest.FixtureRequest) -> Kept:
    """Each of them, on its own kind of database."""
    found: Kept = request.param
    return found


@pytest.fixture
def url(kept: Kept, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where its database lies now."""
    empty = request.getfixturevalue("postgres_empty") if kept.kind == "postgresql" else ""
    kept.put(tmp_path, found := kept.address(tmp_path, empty))
    return found


@pytest.fixture(scope="session")
def later_program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a program that is one migration later than this one."""
    return later.make(tmp_path_factory.mktemp("later"))


@pytest.fixture
def console(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Console:
    """A person at the machine on which the present program was installed over it."""
    for name in ("HOST", "PORT", "PUBLIC_URL", "TLS_CERT", "TLS_KEY", "LANG"):
        monkeypatch.delenv(f"BALLOT_{name}", raising=False)
    monkeypatch.setenv("BALLOT_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("BALLOT_KEYS", str(tmp_path / "keys"))
    monkeypatch.setenv("BALLOT_DATABASE_URL", url)
    monkeypatch.chdir(tmp_path)
    return Console(tmp_path, monkeypatch, capsys)
