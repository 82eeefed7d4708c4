"""A file that grows past its room is split before it becomes everybody's."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
LINES = 300
FUNCTION = 50


def sources() -> Iterator[tuple[str, str]]:
    """(name, text) of every file of the program; a migration is history and is never edited."""
    for path in sorted((ROOT / "ballot").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if "/versions/" not in name:
            yield name, path.read_text(encoding="utf-8")


def test_no_file_is_longer_than_300_lines() -> None:
    sizes = {name: len(text.splitlines()) for name, text in sources()}
    assert {name: size for name, size in sizes.items() if size > LINES} == {}


def test_no_function_is_longer_than_50_lines() -> None:
    lengths = {
        f"{name}:{node.lineno} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for name, text in sources()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef)
    }
    assert {place: length for place, length in lengths.items() if length > FUNCTION} == {}
