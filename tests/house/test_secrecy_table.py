"""docs/secrecy.md names for each of the 24 tests of the specification the tests that prove it."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| (\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
NAME = re.compile(r"`([^`:]+)::(test_\w+)`")


def rows() -> dict[int, tuple[str, str]]:
    """By number the cells of tests and of controls."""
    text = (ROOT / "docs" / "secrecy.md").read_text(encoding="utf-8")
    return {int(number): (tests, controls) for number, _, tests, controls, _ in ROW.findall(text)}


@cache
def functions_of(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def test_every_number_of_the_specification_has_its_row() -> None:
    assert list(rows()) == list(range(1, 25))


@pytest.mark.parametrize("number", range(1, 25))
def test_tests_and_controls_that_are_named_exist(number: int) -> None:
    for cell in rows()[number]:
        named = NAME.findall(cell)
        assert named, "a row names at least one test and one control"
        for file, test in named:
            assert test in functions_of(ROOT / "tests" / file), f"{file}::{test}"
