"""Answers of a ballot that are missing, out of range or against a whole-ballot rule."""

from dataclasses import dataclass

from ballot.domain.errors.base import BallotError


@dataclass(eq=False)
class AnswersMissing(BallotError):
    """Answers are missing. ``places`` are numbers of cells, from 1, as the page shows them."""

    places: tuple[int, ...] = ()
    blank_allowed: bool = True


@dataclass(eq=False)
class AnswerOutOfRange(BallotError):
    """An answer at ``place`` (from 1) that is none of the digits 1…``options``."""

    place: int = 0
    options: int = 0


@dataclass(eq=False)
class TooManyOfFirst(BallotError):
    """A whole-ballot rule: more than ``limit`` subjects were given the first option."""

    limit: int = 0
    given: int = 0


@dataclass(eq=False)
class TooFewBelow(BallotError):
    """A whole-ballot rule: fewer than ``least`` answers stand below ``bound``."""

    least: int = 0
    bound: str = ""


@dataclass(eq=False)
class AllAlike(BallotError):
    """A whole-ballot rule: every answer is the same."""
