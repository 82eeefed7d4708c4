"""What was released is history: its migrations stay as they are, its databases are stored."""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from history.kept import DUMP, HOUSE, KINDS, STORED, TOLD

ROOT = Path(__file__).parents[2]
VERSIONS = ROOT / "ballot" / "storage" / "migrations" / "versions"
RELEASED = {
    "0001": "33aed94698141f75486d7bc50dcb75ceba6f1140110ce028bf5a79d05345b77e",
}
"""Number → SHA-256 of a migration. One that was released is never edited: databases passed it."""
MOST = 400_000
"""Bytes of one release: they stay in the repository for ever."""
HEADING = re.compile(r"^## (\S+)(?: – (\d{4}-\d\d-\d\d))?$", re.MULTILINE)


def altered(files: Mapping[str, bytes]) -> set[str]:
    """Released migrations that are not there any more as they were."""
    found = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    return {name for name, digest in RELEASED.items() if found.get(name) != digest}


def migrations() -> dict[str, bytes]:
    return {path.name[:4]: path.read_bytes() for path in VERSIONS.glob("*.py")}


def version() -> str:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def test_a_released_migration_is_never_edited() -> None:
    assert altered(migrations()) == set()


def test_an_edited_or_removed_migration_would_be_found() -> None:
    """The control."""
    first = next(iter(RELEASED))
    found = migrations()
    for planted in (found[first] + b"\n", found[first].replace(b"TEXT", b"text")[:-1], b""):
        assert altered(found | {first: planted}) == {first}
    assert altered({}) == set(RELEASED)


def test_the_changelog_tells_of_the_version_and_of_what_comes() -> None:
    first, newest, *_others = HEADING.findall((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    assert first == ("Unreleased", "")
    assert newest[0] == version()
    assert newest[1], "a released version has its day"


def test_a_database_of_every_release_is_stored_on_both_kinds() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    released = {name for name, day in HEADING.findall(changelog) if day}
    assert {each.name for each in STORED.iterdir()} == released
    for release in released:
        stored = [path for path in (STORED / release).rglob("*") if path.is_file()]
        wanted = {f"{kind}/{name}" for kind in KINDS for name in (HOUSE, TOLD)}
        wanted.add(f"postgresql/{DUMP}")
        assert {path.relative_to(STORED / release).as_posix() for path in stored} == wanted
        assert sum(path.stat().st_size for path in stored) < MOST
