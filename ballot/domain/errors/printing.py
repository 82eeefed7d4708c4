"""Papers that cannot be printed."""

from dataclasses import dataclass

from ballot.domain.errors.base import BallotError


@dataclass(eq=False)
class GlyphMissing(BallotError):
    """A character that the fonts of the paper do not have; ``name`` is the text it stands in."""

    char: str = ""
    name: str = ""
