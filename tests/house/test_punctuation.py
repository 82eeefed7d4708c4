"""The Chinese of pages, paper, words, policies and docs has full-width punctuation (GB/T 15834)."""

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ballot.domain.punctuation import full_width

ROOT = Path(__file__).parents[2]
READ = (
    "exports/result_table.py",
    "intake",
    "domain/heading.py",
    "domain/odd_cells.py",
    "domain/rows_of_file.py",
    "domain/meetings/start_time.py",
    "domain/scoring/period_kind.py",
    "domain/scoring/periods/span.py",
    "domain/scoring/doubtful_people.py",
    "domain/punctuation.py",
)
"""What reads the writing of others, or names columns that other programs read."""
COLUMN = "村(社区)"
"""A column of files, called as files have it."""
NUMBER = re.compile(r"\([一二三四五六]\)[^,，、]{0,4}")
"""The number of a criterion, called as score files have it."""
CHINESE = re.compile("[\u3400-\u9fff]")
BETWEEN = re.compile(r"%\(\w+\)s[:;,(]%\(")
"""A mark between two values, in a sentence."""
OF_FILES = {"columns", "values", "people", "expect", "sheet", "no", "refused", "rules"}
"""Keys of a policy whose values stand in files: columns, numbers, rows."""


def test_every_sentence_of_the_program_has_it() -> None:
    assert not [*_half_width(_sentences())]


def test_every_page_and_form_has_it() -> None:
    assert not [*_half_width(_markup())]


def test_every_policy_has_it() -> None:
    assert not [*_half_width(_policies())]


def test_every_chinese_document_has_it() -> None:
    assert not [*_half_width(_documents())]


def test_the_control_half_width_is_found() -> None:
    assert [*_half_width([("here", "差 5 票,没有达到")])]
    assert not [*_half_width([("here", "差 5 票，没有达到")])]
    assert [*_half_width([("here", "排名 %(format)s:%(title)s")])]


def _half_width(texts: Iterable[tuple[str, str]]) -> Iterator[str]:
    for place, text in texts:
        plain = text if NUMBER.fullmatch(text) is None and text != COLUMN else ""
        if full_width(plain) != plain or (CHINESE.search(plain) and BETWEEN.search(plain)):
            yield f"{place}: {text.strip()[:80]}"


def _sentences() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "ballot").rglob("*.py")):
        place = path.relative_to(ROOT / "ballot").as_posix()
        if not place.startswith(READ):
            tree = ast.parse(path.read_text("utf-8"))
            yield from ((f"{place}:{line}", text) for line, text in _texts(tree))
    for path in sorted((ROOT / "static").rglob("*.js")):
        if "vendor" not in path.parts:
            for found in re.finditer(r'"((?:[^"\\\n]|\\.)*)"', path.read_text("utf-8")):
                yield path.relative_to(ROOT).as_posix(), found[1]


def _texts(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The strings of a module that are no docstrings, values to be put in as ``{}``."""
    told = {
        id(each.value)
        for each in ast.walk(tree)
        if isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant)
    }
    parts: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts |= {id(each) for each in node.values}
            yield (
                node.lineno,
                "".join(
                    each.value if isinstance(each, ast.Constant) else "{}" for each in node.values
                ),
            )
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in told | parts
        ):
            yield node.lineno, node.value


def _markup() -> Iterator[tuple[str, str]]:
    for folder, kind in (("templates", "*.html"), ("ballot/printing/templates", "*.xml")):
        for path in sorted((ROOT / folder).rglob(kind)):
            text = re.sub(
                r"\{#.*?#\}|<style.*?</style>", "", path.read_text("utf-8"), flags=re.DOTALL
            )
            said = [found[2] for found in re.finditer(r"(?<!\[)(['\"])((?:(?!\1).)*)\1", text)]
            shown = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "{}", text, flags=re.DOTALL).splitlines()
            for each in (*said, *shown):
                if not re.search(r"\{[%{]|\}\.", each):
                    yield path.relative_to(ROOT).as_posix(), each


def _policies() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "ballot/schemes").glob("*.toml")):
        for text in _values(tomllib.loads(path.read_text("utf-8"))):
            yield path.name, text


def _values(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in OF_FILES:
                yield from _values(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _values(inner)


def _documents() -> Iterator[tuple[str, str]]:
    for path in (ROOT / "README.zh-CN.md", *sorted((ROOT / "docs").glob("*.zh-CN.md"))):
        text = re.sub(r"```.*?```", "", path.read_text("utf-8"), flags=re.DOTALL)
        for line in text.splitlines():
            yield path.name, line
