"""A line of text as runs: each in one font and one direction, in the order of the eye."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from ballot.fonts.face import Face

RIGHT_TO_LEFT = ("R", "AL", "AN")
"""Classes of the bidirectional algorithm that turn a line."""
MIRRORED = str.maketrans("()[]{}<>《》〈〉「」『』【】〔〕()", ")(][}{><》《〉〈」「』『】【〕〔)(")


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a line. ``face`` is a second font, None our own; a run that ``lacks`` is one
    character that no font has. ``level`` is odd where the text runs from right to left.
    """

    text: str
    face: Face | None = None
    lacks: bool = False
    level: int = 0


def levels(text: str) -> list[int]:
    """The level of each character by Unicode's bidirectional algorithm, in a line of Chinese."""
    if not turns(text):
        return [0] * len(text)
    from fpdf.bidi import BidiParagraph
    from fpdf.enums import TextDirection

    paragraph = BidiParagraph(text=text, base_direction=TextDirection.LTR)
    found = {
        each.character_index: each.embedding_level
        for each in paragraph.get_characters_with_embedding_level()
    }
    return [found.get(at, 0) for at in range(len(text))]


def turns(text: str) -> bool:
    """Whether something in a text is written from right to left."""
    from unicodedata import bidirectional

    return any(bidirectional(char) in RIGHT_TO_LEFT for char in text)


def joined(runs: list[Run]) -> list[Run]:
    """Neighbours of one font and level as one run; what is lacking stays alone."""
    out: list[Run] = []
    for run in runs:
        last = out[-1] if out else None
        if last and not run.lacks and replace(last, text="") == replace(run, text=""):
            out[-1] = replace(last, text=last.text + run.text)
        else:
            out.append(run)
    return out


def in_order(runs: list[Run]) -> list[Run]:
    """The runs from left to right as they are seen (rule L2)."""
    for level in range(max((run.level for run in runs), default=0), 0, -1):
        runs = list(_turned(runs, level))
    return [_mirrored(run) for run in runs]


def _turned(runs: list[Run], level: int) -> Iterator[Run]:
    for high, some in groupby(runs, key=lambda run: run.level >= level):
        part = list(some)
        yield from reversed(part) if high else part


def _mirrored(run: Run) -> Run:
    """Our own font is set as it comes, so signs between words of the right are turned here."""
    if run.face is None and run.level % 2:
        return replace(run, text=run.text[::-1].translate(MIRRORED))
    return run
