"""A 考核办法 that contradicts itself, and values that it does not allow."""

from dataclasses import dataclass

from ballot.domain.errors.base import BallotError


@dataclass(eq=False)
class SchemeUnknown(BallotError):
    """No scheme of that name is shipped or lies at that path."""

    name: str = ""
    available: tuple[str, ...] = ()


@dataclass(eq=False)
class SchemeContradiction(BallotError):
    """Two statements of a scheme that cannot both hold; ``rule`` names the broken law."""

    rule: str = ""


@dataclass(eq=False)
class ExampleFails(BallotError):
    """A worked example of a scheme does not come out as the scheme says."""

    name: str = ""
    expected: str = ""
    got: str = ""


@dataclass(eq=False)
class RatingsIncomplete(BallotError):
    """Of two ratings, before and now, only one is said; ``names`` are both."""

    names: tuple[str, ...] = ()


@dataclass(eq=False)
class SheetConflict(BallotError):
    """Entries of a score sheet that cannot both hold (晋位 and 降位 in one year)."""

    rules: tuple[str, ...] = ()


@dataclass(eq=False)
class ColumnsDisagree(BallotError):
    """Two columns of one person contradict each other (降位 是 with no points lost)."""

    other: str = ""


@dataclass(eq=False)
class CapExceeded(BallotError):
    """More have a grade than a hard cap allows."""

    grade: str = ""
    given: int = 0
    limit: int = 0
