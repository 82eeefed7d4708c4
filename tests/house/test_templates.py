"""Pages show and do not reckon: views hand rows, templates loop over them.

A line that runs out of the window hides what it does; a sum, an order or a condition of three facts
in a page is a rule that no test of the rules sees.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

ROOT = Path(__file__).parents[2]
WIDTH = 160
"""Characters of a line."""
FACTS = 2
"""So many may meet in a condition; more are a decision and have a name in Python."""
MOST = 25
"""Files of a folder."""
KINDS = {".html", ".css", ".js"}
SUMS = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow, nodes.Neg)
ORDERS = {"lt", "lteq", "gt", "gteq"}
CHOOSING = {"abs", "groupby", "max", "min", "reject", "rejectattr", "round", "select", "selectattr"}
CHOOSING |= {"sort", "sum", "unique"}
"""Filters that reckon, order or choose among rows."""
PUT_TOGETHER = {"verify.html"}
"""Out of files that are read by themselves, vendored ones among them (scripts/build-verifier)."""


def files() -> Iterator[tuple[str, str]]:
    """(name, text) of every template, style and script that is ours."""
    for folder in ("templates", "static"):
        for path in sorted((ROOT / folder).rglob("*")):
            is_ours = "vendor" not in path.parts and path.name not in PUT_TOGETHER
            if is_ours and path.suffix in KINDS:
                yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def crowded(*roots: Path) -> list[str]:
    """Folders with more files than one looks through."""
    folders = [each for root in roots for each in (root, *root.rglob("*")) if each.is_dir()]
    return [each.name for each in folders if sum(path.is_file() for path in each.iterdir()) > MOST]


def long_lines(text: str) -> list[int]:
    """The numbers of the lines that are too wide."""
    return [at for at, line in enumerate(text.splitlines(), 1) if len(line) > WIDTH]


def reckoning(text: str) -> list[str]:
    """What a template decides by itself, by the name of the thing."""
    page = Environment(autoescape=True).parse(text)
    sums = [type(node).__name__ for node in page.find_all(SUMS)]
    orders = [node.op for node in page.find_all(nodes.Operand) if node.op in ORDERS]
    filters = [node.name for node in page.find_all(nodes.Filter) if node.name in CHOOSING]
    joined = page.find_all((nodes.And, nodes.Or))
    return sums + orders + filters + ["condition" for node in joined if facts(node) > FACTS]


def facts(node: nodes.Node) -> int:
    """How many facts a condition joins."""
    if isinstance(node, nodes.And | nodes.Or):
        return facts(node.left) + facts(node.right)
    return facts(node.node) if isinstance(node, nodes.Not) else 1


def test_no_line_is_wider_than_160_characters() -> None:
    wide = {name: at for name, text in files() if (at := long_lines(text))}
    assert wide == {}


def test_a_line_too_wide_would_be_found() -> None:
    """The control."""
    assert {Path(name).suffix for name, _ in files()} == KINDS
    assert long_lines(f"<p>{'票' * (WIDTH - 3)}\n<p>{'票' * (WIDTH - 2)}\n") == [2]


def test_no_folder_has_more_than_25_files() -> None:
    assert crowded(ROOT / "templates", ROOT / "static") == []


def test_a_crowded_folder_would_be_found(tmp_path: Path) -> None:
    """The control."""
    (tmp_path / "full").mkdir()
    for number in range(MOST):
        (tmp_path / "full" / f"{number}.html").touch()
    assert crowded(tmp_path) == []
    (tmp_path / "full" / "one-more.html").touch()
    assert crowded(tmp_path) == ["full"]


def test_no_template_reckons_or_decides() -> None:
    pages = [(name, text) for name, text in files() if name.endswith(".html")]
    assert {name: found for name, text in pages if (found := reckoning(text))} == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{{ seen.voters - seen.cast }}", ["Sub"]),
        ("{% set next = part + 1 %}", ["Add"]),
        ("{{ 'a' * 3 }}{{ -gain }}", ["Mul", "Neg"]),
        ("{% if rows|length > 1 %}several{% endif %}", ["gt"]),
        ("{% for row in rows|selectattr('open')|sort %}{% endfor %}", ["sort", "selectattr"]),
        ("{% if a and not (b or c) %}{% endif %}", ["condition"]),
        ("{% if a and b %}{{ x ~ y }}{{ rows|length }}{% endif %}", []),
    ],
)
def test_a_template_that_reckons_would_be_found(text: str, found: list[str]) -> None:
    """The control."""
    assert reckoning(text) == found
