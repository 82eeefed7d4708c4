"""The modules of the box run on a phone of 2020: ES2020, its library too, and nothing from afar."""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[2] / "static"
NOBLE = STATIC / "vendor" / "noble-curves-2.4.0.js"
MODULES = sorted((STATIC / "box").glob("*.js"))
OURS = [*MODULES, STATIC / "scrutineer" / "keys.js", STATIC / "scrutineer" / "opening.js"]
ALONE = (NOBLE.name, "qr.js")
"""What imports nothing."""
LATER = re.compile(
    r"""\?\?= | \|\|= | &&=                                   # assignments of 2021
      | (?<![\w$"'`/])\d+_\d                                  # 1_000
      | (?<![&\w"'`/])\#[a-z]\w* | \bstatic\s*[\w$]*\s*[={]  # fields of classes
      | \.(at|replaceAll|findLast\w*|toSorted|toReversed|with)\(
      | Object\.(hasOwn|groupBy)\( | Promise\.(any|withResolvers) | structuredClone
      | ^await\b | \bcause:""",
    re.VERBOSE | re.MULTILINE,
)


def code_of(text: str) -> str:
    """The text without its comments."""
    return re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", text, flags=re.DOTALL)


@pytest.mark.parametrize("file", [NOBLE, *OURS], ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_module_uses_nothing_that_came_after_2020(file: Path) -> None:
    found = LATER.search(code_of(file.read_text()))
    assert found is None, found


@pytest.mark.parametrize(
    "line",
    [
        "a ??= b",
        "a ||= 1",
        "x = 1_000",
        "  #secret = 1",
        "  static BASE = 1;",
        "  static {",
        "list.at(-1)",
        'if (Object.hasOwn(a, "b")) {}',
        "throw new Error(text, { cause: error })",
        "await import(x)",
    ],
)
def test_what_came_later_would_be_noticed(line: str) -> None:
    """The control."""
    assert LATER.search(code_of(f"// before\n{line}\n"))


@pytest.mark.parametrize("file", [NOBLE, *OURS], ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_module_imports_only_its_neighbours(file: Path) -> None:
    sources = re.findall(r"""(?:from|import)\s*\(?["']([^"']+)["']""", code_of(file.read_text()))
    imported = {(file.parent / source).resolve() for source in sources}
    assert imported <= {NOBLE, *MODULES}
    assert bool(sources) is (file.name not in ALONE)


def test_the_licence_lies_beside_the_library() -> None:
    text = NOBLE.with_suffix(".LICENSE").read_text()
    assert text.startswith("The MIT License (MIT)")
    assert "Paul Miller" in text
    assert "2.4.0" in NOBLE.read_text()[:300]
