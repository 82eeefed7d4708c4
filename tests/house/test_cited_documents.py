"""Every document that code, tests or another document cites stands in the repository."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("ballot", "docs", "scripts", "static", "templates", "tests")
READ = {".py", ".md", ".toml", ".html", ".js", ".css", ".sh", ""}
NAME = re.compile(r"(?<![\w/.-])((?:[\w.-]+/)*[\w.-]+\.md)\b")
LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")


def missing(where: Path, text: str) -> set[str]:
    """Names of documents in the text that are neither beside it, nor in docs, nor at the root."""
    named = set(NAME.findall(text))
    if where.suffix == ".md":
        named |= set(LINK.findall(text))
    places = (where.parent, ROOT, ROOT / "docs", ROOT / "docs" / "decisions")
    return {name for name in named if not any((place / name).exists() for place in places)}


def files() -> Iterator[Path]:
    """Everything that people read and write."""
    yield from ROOT.glob("*.md")
    for room in ROOMS:
        for path in (ROOT / room).rglob("*"):
            if path.is_file() and path.suffix in READ and "vendor" not in path.parts:
                yield path


def cited(paths: Iterable[Path]) -> dict[str, set[str]]:
    """File → documents that it cites in vain; tests of the house plant such names themselves."""
    found = {}
    for path in paths:
        if path.parent != Path(__file__).parent:
            lost = missing(path, path.read_text(encoding="utf-8", errors="replace"))
            if lost:
                found[path.relative_to(ROOT).as_posix()] = lost
    return found


def test_every_document_that_is_cited_exists() -> None:
    assert cited(files()) == {}


def test_a_citation_in_vain_is_found() -> None:
    assert missing(ROOT / "ballot" / "x.py", '"""As LAW.md §3 has it (docs/rules.md)."""') == {
        "LAW.md"
    }
    assert missing(ROOT / "docs" / "x.md", "[rules](rules.md) and [gone](gone/there.md)") == {
        "gone/there.md"
    }
