"""A font that was measured once gives the same file as one that fpdf2 reads for itself."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ballot.printing.pdf.press import Press
from ballot.printing.pdf.untorn import Untorn

MADE = datetime(2026, 12, 1, tzinfo=UTC)
NAMES = ("村民张三很满意", "李四 abc 𠀀", "مرحبا नमस्ते", "龑㛃䶮𬴃")
"""In our fonts, beyond the first plane, in second fonts where the machine has any, rare."""


def paper(names: tuple[str, ...]) -> bytes:
    press = Press("题目", made=MADE)
    press.begin("题目", "校验码")
    for at, name in enumerate(names):
        press.font(10.5, bold=bool(at % 2))
        press.put(name, 20, 20 + 10 * at, 100, 10, "L")
    return press.finish()


def by_fpdf(pdf: Untorn, family: str, file: Path, *, bold: bool = False, number: int = 0) -> None:
    pdf.add_font(family, "B" if bold else "", file, collection_font_number=number)
    pdf.fonts[f"{family}B" if bold else family].ttfont.recalcBBoxes = False  # as large as the font


def test_the_file_is_byte_by_byte_that_of_fpdf2(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second paper, too: nothing of the first one is left in what is kept."""
    first, second = paper(NAMES), paper(NAMES[:1])
    monkeypatch.setattr(Untorn, "add_own", by_fpdf)
    assert first == paper(NAMES)
    assert second == paper(NAMES[:1])
