"""A room holds what one can look over, and no two modules need one another."""

import ast
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILES = 25
DOORS = {".ci", ".gitignore", "ballot", "docs", "scripts", "static", "templates", "tests"} | {
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "README.md",
    "README.zh-CN.md",
    "SECURITY.md",
    "pyproject.toml",
}
"""All that may lie at the top of the repository."""
Needs = Mapping[str, set[str]]
"""Module → the modules that it imports."""


def rooms() -> dict[str, int]:
    """Folder of code → how many modules lie in it; a package's own ``__init__`` is its door."""
    found: dict[str, int] = {}
    for top in ("ballot", "tests", "scripts"):
        for path in (ROOT / top).rglob("*.py"):
            if path.name != "__init__.py":
                room = path.parent.relative_to(ROOT).as_posix()
                found[room] = found.get(room, 0) + 1
    return found


def crowded(counts: Mapping[str, int]) -> dict[str, int]:
    """Rooms with more modules than one looks over."""
    return {room: count for room, count in counts.items() if count > FILES}


def sources(top: Path) -> dict[str, str]:
    """Dotted name → text of every module below a folder."""
    return {
        ".".join(path.with_suffix("").relative_to(top.parent).parts).removesuffix(".__init__"): (
            path.read_text(encoding="utf-8")
        )
        for path in sorted(top.rglob("*.py"))
    }


def needs(texts: Mapping[str, str]) -> Needs:
    """What each module imports of the others, wherever in it the import stands."""
    return {name: set(_imported(texts, text)) - {name} for name, text in texts.items()}


def _imported(known: Iterable[str], text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            named = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            named = [each if each in known else node.module for each in inner]
        else:
            continue
        yield from (each for each in named if each in known)


def circle(graph: Needs) -> list[str]:
    """Modules that need one another, or whatever leads to them; empty where there are none."""
    left = {name: set(wanted) for name, wanted in graph.items()}
    while free := [name for name, wanted in left.items() if not wanted]:
        for name in free:
            del left[name]
        for wanted in left.values():
            wanted.difference_update(free)
    return sorted(left)


def test_no_room_is_crowded() -> None:
    assert crowded(rooms()) == {}


def test_a_crowded_room_is_found() -> None:
    assert crowded({"ballot/usecases": FILES + 1, "ballot/box": FILES}) == {
        "ballot/usecases": FILES + 1
    }


def test_no_modules_import_one_another_in_a_circle() -> None:
    graph = needs(sources(ROOT / "ballot"))
    assert len(graph) > 300
    assert circle(graph) == []


def test_a_circle_is_found_behind_a_package_and_inside_a_function() -> None:
    planted = {
        "ballot.ledger": "",
        "ballot.ledger.book": "from ballot.ledger import page\n",
        "ballot.ledger.page": "def turn():\n    from ballot.ledger.line import Line\n",
        "ballot.ledger.line": "import ballot.ledger.book\n",
    }
    assert circle(needs(planted)) == [
        "ballot.ledger.book",
        "ballot.ledger.line",
        "ballot.ledger.page",
    ]


def strays(paths: Iterable[str]) -> set[str]:
    """What lies at the top and belongs to no room."""
    return {path.split("/")[0] for path in paths} - DOORS


def test_nothing_lies_about_before_the_door() -> None:
    listed = subprocess.run(
        ("git", "ls-files"), cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert strays(listed.stdout.splitlines()) == set()


def test_a_stray_is_found() -> None:
    assert strays(["README.md", "ballot/app.py", "profiler-1.0.whl"]) == {"profiler-1.0.whl"}
