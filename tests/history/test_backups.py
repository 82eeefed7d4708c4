"""A backup of a released version is put back by later programs, on either kind of database."""

import json
from pathlib import Path

import pytest
from history.kept import BACKUP, DATA, DATABASE, KEYS, STORED, Kept, in_words_of_today
from history.later import Later
from people.console import Answer

from ballot.domain.meeting import Custody
from ballot.storage.backup.earlier import ROOM

RELEASES = sorted(each.name for each in STORED.iterdir())


@pytest.fixture(params=RELEASES)
def kept(request: pytest.FixtureRequest) -> Kept:
    """A backup is the same of every kind: one of each version is stored."""
    return Kept(request.param, "sqlite")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without a table; the machine of before is lost."""
    if request.param == "postgresql":
        found: str = request.getfixturevalue("postgres_empty")
        return found
    return f"sqlite:///{tmp_path / DATA / DATABASE}"


@pytest.fixture
def program(
    kept: Kept, url: str, tmp_path: Path, later_program: Path, monkeypatch: pytest.MonkeyPatch
) -> Later:
    """The later program on a new machine, with the key folder and the backup of the lost one."""
    kept.put(tmp_path, url)
    (tmp_path / DATA / DATABASE).unlink()
    for name, found in {
        "DATA": tmp_path / DATA,
        "KEYS": tmp_path / KEYS,
        "DATABASE_URL": url,
    }.items():
        monkeypatch.setenv(f"BALLOT_{name}", str(found))
    return Later(later_program, tmp_path)


def test_a_later_program_puts_it_back(kept: Kept, program: Later) -> None:
    opened = {custody: kept.told["opened"][custody] for custody in Custody}
    voting = kept.told["open"][Custody.SERVER]["number"]
    results = [("result", each["number"], "--json") for each in opened.values()]
    put, again, fit, show, *shown = program.run(
        ("restore", BACKUP),
        ("restore", BACKUP),
        ("doctor",),
        ("meeting", "show", voting, "--json"),
        *results,
    )
    assert put.code == 0, put
    assert (again.code, "--replace" in again.err) == (1, True), "the control: it is not empty"
    assert "数据库" in fit.out
    assert _state(show) == "paused", "what came after the backup is to be asked for"
    for each, found in zip(opened.values(), shown, strict=True):
        assert json.loads(found.out)["subjects"] == in_words_of_today(each["result"]["subjects"])
        assert json.loads(found.out)["signed_values"] == each["values"]
    assert not (program.folder / DATA / ROOM).exists()


def _state(shown: Answer) -> str:
    return str(json.loads(shown.out)["state"])
