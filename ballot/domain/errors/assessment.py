"""What an assessment takes from meetings, and scores that are asked about."""

from dataclasses import dataclass

from ballot.domain.errors.base import BallotError


@dataclass(eq=False)
class SeveralMeetings(BallotError):
    """More than one opened meeting fills an item of a person, and nobody said what counts."""

    item: str = ""
    numbers: tuple[str, ...] = ()


@dataclass(eq=False)
class FigureUnbalanced(BallotError):
    """A meeting fills an item of a person with figures that do not balance: ``remarks`` are the
    kinds of what is told of it. Nobody has said that it counts, and why."""

    item: str = ""
    number: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(eq=False)
class ScoreInParts(BallotError):
    """The score of a person is the sum of his score sheet, ``total``; a ``value`` is another."""

    value: str = ""
    total: str = ""


@dataclass(eq=False)
class GivenOtherwise(BallotError):
    """Another value counts than the score sheet has: ``value``, as ``source`` gave it."""

    value: str = ""
    source: str = ""


@dataclass(eq=False)
class DecidedOtherwise(BallotError):
    """A file says another value than a decision gave: ``value``, by ``source``."""

    value: str = ""
    source: str = ""


@dataclass(eq=False)
class PeriodDisagrees(BallotError):
    """A title or a period names one kind (``month quarter half_year year round``), and another
    was chosen."""

    kind_said: str = ""
    kind_chosen: str = ""


@dataclass(eq=False)
class OnlyTownship(BallotError):
    """The vote about people of this ``value`` is held ``by`` a township alone, by this clause."""

    value: str = ""
    by: str = ""
    clause: str = ""


@dataclass(eq=False)
class BeyondAttainable(BallotError):
    """More points of somebody than the sheet can bring: ``base`` + ``bounded`` awards +
    ``estimated`` ones of ``rules`` without an end make ``most``. Said to be right, it comes in."""

    name: str = ""
    value: str = ""
    most: str = ""
    base: str = ""
    bounded: str = ""
    estimated: str = ""
    rules: tuple[str, ...] = ()


@dataclass(eq=False)
class FarFromOthers(BallotError):
    """A ``value`` of somebody that stands far from those of the others, by the ``middle`` one.
    A remark: nothing is refused for it."""

    name: str = ""
    value: str = ""
    middle: str = ""


@dataclass(eq=False)
class ScoresPublished(BallotError):
    """The scores stand under a 公示 that was posted."""


@dataclass(eq=False)
class RoundNotSaid(BallotError):
    """An assessment under a policy of several ``rounds`` that does not say which one it is."""

    rounds: tuple[str, ...] = ()


@dataclass(eq=False)
class PartsDisagree(BallotError):
    """A ``value`` was given whole, and beside it parts or months that ``made`` another."""

    value: str = ""
    made: str = ""


@dataclass(eq=False)
class PeriodsApart(BallotError):
    """These columns of months are not of one quarter (half-year): ``kind_chosen``."""

    columns: tuple[str, ...] = ()
    kind_chosen: str = ""


@dataclass(eq=False)
class StandsOtherwise(BallotError):
    """A ``value`` that ``source`` brought in stands where a finished ``part`` says ``other``."""

    value: str = ""
    source: str = ""
    other: str = ""
    part: str = ""


@dataclass(eq=False)
class PartsApart(BallotError):
    """Finished parts say different things of one column, a month and its quarter: what each of
    them ``said``."""

    said: tuple[str, ...] = ()
