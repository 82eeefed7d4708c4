"""A line that people write: a title, a name, a unit. Paper, office files and both databases
hold it."""

import unicodedata

from ballot.domain.errors import BallotError, Missing, OutOfRange, WrongType

LONGEST = 200
"""Characters."""
UNPRINTABLE = ("Cc", "Cs")
"""Control characters and halves of characters, by their Unicode category."""


def wrong(text: str, *, needed: bool = False, most: int = LONGEST) -> BallotError | None:
    """What is wrong with a line: Missing, WrongType, OutOfRange; None: nothing."""
    if needed and not text.strip():
        return Missing()
    if any(_is_unprintable(each) for each in text):
        shown = "".join("�" if _is_unprintable(each) else each for each in text)
        return WrongType(expected="text", value=shown)
    if len(text) > most:
        return OutOfRange(value=str(len(text)), low="1" if needed else "0", high=str(most))
    return None


def _is_unprintable(character: str) -> bool:
    return unicodedata.category(character) in UNPRINTABLE
