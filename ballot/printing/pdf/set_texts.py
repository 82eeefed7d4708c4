"""Texts as they are set in one weight: their runs, how wide they are; each is looked at once."""

from collections.abc import Callable
from typing import NamedTuple

from ballot.fonts.library import Shelf, is_ours
from ballot.fonts.runs import Run
from ballot.printing.pdf import mark
from ballot.printing.pdf.by_char import ByChar

MM_A_POINT = 25.4 / 72
MOST = 20_000
"""So many texts are kept: those of a table of thousands are needed once, and soon."""


class SetText(NamedTuple):
    """A text: its runs, each with its width, and the width of all, in millimetres at one point.
    ``is_plain``: it is set as it comes, in our own font alone."""

    runs: tuple[tuple[Run, float], ...]
    wide: float
    is_plain: bool


class SetTexts(dict[str, SetText]):
    """By text how it is set; ``wide`` measures a character of our own font."""

    def __init__(self, wide: Callable[[str], float], shelf: Shelf) -> None:
        super().__init__()
        self._chars, self._shelf = ByChar(wide), shelf

    def __missing__(self, text: str) -> SetText:
        if len(self) >= MOST:
            self.clear()
        made = self[text] = self._set(text)
        return made

    def _set(self, text: str) -> SetText:
        if is_ours(text):
            wide = sum(map(self._chars.__getitem__, text))
            return SetText(((Run(text), wide),) if text else (), wide, is_plain=True)
        runs = tuple((run, self._run_wide(run)) for run in self._shelf.runs(text))
        plain = all(run.face is None and run.text == text for run, _wide in runs)
        return SetText(runs, sum(wide for _run, wide in runs), is_plain=plain)

    def _run_wide(self, run: Run) -> float:
        if run.lacks:
            return mark.WIDTH * MM_A_POINT
        if run.face:
            return run.face.shaped(run.text).width * MM_A_POINT
        return sum(map(self._chars.__getitem__, run.text))
