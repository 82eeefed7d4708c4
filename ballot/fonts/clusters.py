"""Characters as a reader sees them: a letter with its vowel signs, a Han character with the
selector of its variant. What clings to a character is set in the font of that character.
"""

import re
import unicodedata
from collections.abc import Iterator

JOINER = "\u200d"
"""Between the parts of one picture, such as a family."""
FORMATS = ("Cc", "Cf")
"""Categories that have no ink: controls, directions, joiners."""
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_INKLESS = re.compile("[\u034f\u180b-\u180f\u115f\u1160\u3164\U000e0000-\U000e0fff]")


def clusters(text: str) -> Iterator[str]:
    """The text in parts that may not be torn apart."""
    held = ""
    for char in text:
        if held and not (clings(char) or held.endswith(JOINER)):
            yield held
            held = ""
        held += char
    if held:
        yield held


def clings(char: str) -> bool:
    """Whether a character belongs to the one before it."""
    return unicodedata.category(char) in ("Mn", "Mc", "Me", "Cf") or is_selector(char)


def inked(cluster: str) -> str:
    """The characters of a cluster that need a glyph of their own."""
    return "".join(char for char in cluster if not is_inkless(char))


def is_inkless(char: str) -> bool:
    """Whether nothing is drawn for a character: a control, a direction, a selector."""
    return (
        unicodedata.category(char) in FORMATS
        or is_selector(char)
        or _INKLESS.match(char) is not None
    )


def is_selector(char: str) -> bool:
    """Whether a character chooses a variant of the one before it."""
    return _SELECTORS.match(char) is not None


def variant(cluster: str) -> tuple[str, str] | None:
    """A Han character and the selector of its variant, as in a name of the census: 葛 + U+E0101."""
    chosen = cluster[1:2]
    return (cluster[0], chosen) if chosen >= "\U000e0100" and is_selector(chosen) else None
