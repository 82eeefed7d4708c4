"""Fonts that paper cannot be printed with."""

from dataclasses import dataclass

from ballot.domain.errors.base import BallotError


@dataclass(eq=False)
class FontUnusable(BallotError):
    """A file that is no font of outlines, or one whose foundry forbids to embed it."""

    file: str = ""
