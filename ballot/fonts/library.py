"""The fonts of a house: ours, those that somebody added, those of the system, in this order."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ballot.fonts import clusters, face, known, runs
from ballot.fonts.face import Face
from ballot.fonts.runs import Run

ENDINGS = (".ttf", ".otf", ".ttc", ".otc")
OURS_CERTAINLY = (
    "[\n -~·×÷\u2013-\u2016\u2018-\u201a\u201c\u201d…→−≤≥√□■✓"
    "\u3000-\u303d\u4e00-\u9fef\uff01-\uff5e]"
)
"""What our fonts certainly have: the names of nearly everybody, known without reading a font."""


@dataclass(frozen=True, slots=True)
class MissingGlyph:
    """A character of ``text`` that no font has; ``form`` where only its variant is unknown, so
    that the common form is printed.
    """

    char: str
    text: str
    form: bool = False

    @property
    def code(self) -> str:
        """Its code as the standard writes it: ``U+2A6A5``, a variant ``U+845B U+E0101``."""
        return " ".join(f"U+{ord(char):04X}" for char in self.char)


@dataclass(frozen=True, slots=True)
class Library:
    """Where the fonts of a house lie: ``added`` is the folder of those that were added, ``folders``
    are those of the system.
    """

    added: Path | None = None
    folders: tuple[Path, ...] = ()

    def look(self) -> "Shelf":
        """What is there now: a font that was installed a moment ago counts."""
        return Shelf(self)

    def found_in(self) -> list[Path]:
        """The files that fill gaps, in the order in which they are asked."""
        there = self.added.iterdir() if self.added and self.added.is_dir() else ()
        files = sorted(each for each in there if each.suffix.lower() in ENDINGS)
        return [*files, *known.installed(self.folders)]


class Shelf:
    """The fonts for one document or one answer. The second ones are looked for at the first
    character that ours may lack.
    """

    def __init__(self, library: Library) -> None:
        self._library = library

    @cached_property
    def second(self) -> tuple[Face, ...]:
        """The faces that fill gaps, in the order in which they are asked."""
        return tuple(each for path in self._library.found_in() for each in face.faces_of(path))

    def runs(self, text: str) -> list[Run]:
        """A line of text as it is set, from left to right."""
        if is_ours(text):
            return [Run(text)] if text else []
        return runs.in_order(runs.joined(self._set(text)))

    def lacking(self, texts: Iterable[str]) -> tuple[MissingGlyph, ...]:
        """What no font has of some texts, each character once."""
        found: dict[str, MissingGlyph] = {}
        for text in texts:
            for cluster in () if is_ours(text) else clusters.clusters(text):
                for char, form in self._lacking(cluster):
                    found.setdefault(char, MissingGlyph(char, text, form=form))
        return tuple(found.values())

    def _set(self, text: str) -> list[Run]:
        levels, at, out = runs.levels(text), 0, []
        for cluster in clusters.clusters(text):
            out += self._run(cluster, levels[at])
            at += len(cluster)
        return out

    def _run(self, cluster: str, level: int) -> list[Run]:
        """A cluster in its variant, our font, a second one; else a mark a character."""
        inked = clusters.inked(cluster)
        if of := self._of_variant(cluster):
            return [Run(cluster, of, level=level)]
        if face.own().has(inked):
            return [Run(inked, level=level)] if inked else []
        if found := next((each for each in self.second if self._may(each, cluster)), None):
            return [Run(cluster, found, level=level)]
        return [Run(char, lacks=not face.own().has(char), level=level) for char in inked]

    def _may(self, of: Face, cluster: str) -> bool:
        """Whether a face prints a cluster. What a code for private use means only those know who
        added a font for it.
        """
        private = any(unicodedata.category(char) == "Co" for char in cluster)
        return of.has(cluster) and (not private or of.path.parent == self._library.added)

    def _of_variant(self, cluster: str) -> Face | None:
        rare = clusters.variant(cluster)
        return next((each for each in self.second if rare and each.has_variant(*rare)), None)

    def _lacking(self, cluster: str) -> list[tuple[str, bool]]:
        lacks = [(run.text, False) for run in self._run(cluster, 0) if run.lacks]
        common = clusters.variant(cluster) and not self._of_variant(cluster)
        return lacks or ([(cluster[:2], True)] if common else [])


def is_ours(text: str) -> bool:
    """Whether our own font has certainly all of a text, which is set from left to right."""
    return re.fullmatch(f"{OURS_CERTAINLY}*", text) is not None


OURS = Library().look()
"""Our own fonts alone."""
