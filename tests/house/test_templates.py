"""Pages are read by people too: no line of a template, style or script runs out of the window."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
WIDTH = 160
"""Characters of a line."""
KINDS = {".html", ".css", ".js"}


def files() -> Iterator[tuple[str, str]]:
    """(name, text) of every template, style and script that is ours."""
    for folder in ("templates", "static"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in KINDS and "vendor" not in path.parts:
                yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def long_lines(text: str) -> list[int]:
    """The numbers of the lines that are too wide."""
    return [at for at, line in enumerate(text.splitlines(), 1) if len(line) > WIDTH]


def test_no_line_is_wider_than_160_characters() -> None:
    wide = {name: at for name, text in files() if (at := long_lines(text))}
    assert wide == {}


def test_a_line_too_wide_would_be_found() -> None:
    """The control."""
    assert {Path(name).suffix for name, _ in files()} == KINDS
    assert long_lines(f"<p>{'票' * (WIDTH - 3)}\n<p>{'票' * (WIDTH - 2)}\n") == [2]
