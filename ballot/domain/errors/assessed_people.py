"""People of an assessment: who may be taken out, corrected, brought in again."""

from dataclasses import dataclass

from ballot.domain.errors.base import BallotError


@dataclass(eq=False)
class PersonMeasured(BallotError):
    """Somebody who was measured in some way is not taken out; he may be marked as gone.

    The ways: ``meetings`` that have begun with him, what was entered of him, ``files`` that brought
    some of it, and that a ranking, a review or an appeal names him.
    """

    name: str = ""
    meetings: tuple[str, ...] = ()
    is_scored: bool = False
    files: tuple[str, ...] = ()
    is_named: bool = False


@dataclass(eq=False)
class OnlySubject(BallotError):
    """The only subject of a meeting in draft, which would be left without any."""

    name: str = ""
    number: str = ""


@dataclass(eq=False)
class NameOnPaper(BallotError):
    """The paper of a meeting that has not begun names him already: it is made anew first."""

    name: str = ""
    number: str = ""


@dataclass(eq=False)
class NothingChanged(BallotError):
    """A correction that corrects nothing."""


@dataclass(eq=False)
class ReviewUnderWay(BallotError):
    """The review has passed ``step`` on the ranking: whoever changes people says so knowingly."""

    step: str = ""


@dataclass(eq=False)
class NoImport(BallotError):
    """No file that could be taken back has come into the assessment."""


@dataclass(eq=False)
class ImportInUse(BallotError):
    """What a file brought was changed, ranked, or put before a meeting since; it stays."""

    file: str = ""
    names: tuple[str, ...] = ()


@dataclass(eq=False)
class AssessmentInUse(BallotError):
    """An assessment with meetings, with somebody who was measured, or with one that follows it."""

    names: tuple[str, ...] = ()
