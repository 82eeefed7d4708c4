"""Tests stand in the rooms of what they test, in files and folders that one eye can take in."""

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parents[2]
LINES = 400
FILES = 25
OWN = {"browser", "faults", "history", "house", "makers", "people", "scripts", "secrecy", "whole"}
"""Rooms of tests alone, which mirror none of the program."""


def names(folder: Path, pattern: str) -> list[str]:
    """Files below the folder, by their paths in it."""
    found = (path for path in folder.rglob(pattern) if path.is_file())
    inside = (path.relative_to(folder) for path in found)
    return sorted(path.as_posix() for path in inside if "__pycache__" not in path.parts)


def too_long(lines: Mapping[str, int]) -> dict[str, int]:
    """Files of more lines than one reads at once."""
    return {name: count for name, count in lines.items() if count > LINES}


def crowded(files: Iterable[str]) -> dict[str, int]:
    """Folders of more files than one overlooks."""
    rooms = [str(PurePosixPath(name).parent) for name in files]
    return {room: rooms.count(room) for room in set(rooms) if rooms.count(room) > FILES}


def places(modules: Iterable[str]) -> dict[str, set[str]]:
    """Name → the rooms in which something of that name stands: a module, a package, or itself."""
    found: dict[str, set[str]] = {}
    for module in map(PurePosixPath, modules):
        room = module.parent
        if module.name == "__init__.py":
            found.setdefault(room.name, set()).update((str(room), str(room.parent)))
        else:
            found.setdefault(module.stem, set()).add(str(room))
    return found


def astray(tests: Iterable[str], modules: Iterable[str]) -> set[str]:
    """Tests in a room that the program has not, or named after a module that stands elsewhere."""
    modules = list(modules)
    rooms = {str(room) for module in modules for room in PurePosixPath(module).parents}
    where = places(modules)
    lost = set()
    for test in map(PurePosixPath, tests):
        room = str(test.parent)
        mirrors = test.parts[0] not in OWN
        named = where.get(test.stem.removeprefix("test_"), {room})
        if mirrors and (room not in rooms or room not in named):
            lost.add(str(test))
    return lost


def test_no_file_of_the_tests_is_longer_than_400_lines() -> None:
    files = names(ROOT / "tests", "*.py")
    lines = {name: len((ROOT / "tests" / name).read_text("utf-8").splitlines()) for name in files}
    assert too_long(lines) == {}
    assert too_long(lines | {"web/test_planted.py": LINES + 1}) == {
        "web/test_planted.py": LINES + 1
    }


def test_no_folder_of_the_tests_holds_more_than_25_files() -> None:
    files = names(ROOT / "tests", "*")
    assert crowded(files) == {}
    planted = [f"stock/test_{number}.py" for number in range(FILES + 1)]
    assert crowded([*files, *planted])["stock"] > FILES


def test_a_test_stands_where_the_module_stands_that_it_is_named_after() -> None:
    modules = names(ROOT / "ballot", "*.py")
    assert astray(names(ROOT / "tests", "test_*.py"), modules) == set()


@pytest.mark.parametrize(
    ("planted", "lost"),
    [
        ("usecases/test_cast_ballot.py", True),  # it stands in usecases/casting
        ("web/test_cast_ballot.py", True),
        ("usecases/casting/test_cast_ballot.py", False),
        ("usecases/casting/test_casting.py", False),  # the room itself
        ("usecases/test_casting.py", False),  # a package of the room
        ("usecases/casting/test_a_sentence.py", False),  # named after no module
        ("attic/test_a_sentence.py", True),  # no such room
        ("secrecy/test_cast_ballot.py", False),  # a room of tests alone
    ],
)
def test_a_test_that_stands_elsewhere_is_found(planted: str, lost: bool) -> None:
    modules = names(ROOT / "ballot", "*.py")
    assert astray([planted], modules) == ({planted} if lost else set())
