"""Steps of the review of an assessment: consent, grades, 公示, appeals."""

from dataclasses import dataclass

from ballot.domain.errors.base import BallotError


@dataclass(eq=False)
class NotAuthorised(BallotError):
    """The policy demands a consent before anything is assessed: ``text`` is its sentence."""

    text: str = ""


@dataclass(eq=False)
class NotConfirmed(BallotError):
    """Thresholds that the policy's text does not give were not confirmed yet."""


@dataclass(eq=False)
class NotRanked(BallotError):
    """The assessment has no ranking yet."""


@dataclass(eq=False)
class RankingOutdated(BallotError):
    """Something changed since the ranking was made: it is no basis for a next step."""


@dataclass(eq=False)
class AllStepsDone(BallotError):
    """Every step of the review is done: before ``step`` it has to be returned to one."""

    step: str = ""


@dataclass(eq=False)
class StepOutOfOrder(BallotError):
    """A step of the review whose turn it is not; ``next`` is the one whose turn it is."""

    step: str = ""
    next: str = ""


@dataclass(eq=False)
class StillWaiting(BallotError):
    """So many are 待测评: the step needs a reason why it is done nevertheless."""

    count: int = 0


@dataclass(eq=False)
class GradesUndecided(BallotError):
    """So many grades are left to people and not decided yet (待定)."""

    names: tuple[str, ...] = ()


@dataclass(eq=False)
class GradeFixed(BallotError):
    """A grade that no hand may change, or that this person may not have; ``why`` is the record."""

    why: str = ""


@dataclass(eq=False)
class ExcessNeedsReason(BallotError):
    """One more would pass the places of a grade: possible only with a reason of its own."""

    grade: str = ""
    given: int = 0
    limit: int = 0


@dataclass(eq=False)
class NobodyToRank(BallotError):
    """An assessment without a single person."""


@dataclass(eq=False)
class AssessmentConcluded(BallotError):
    """The assessment is concluded; a return with a reason opens it again."""


@dataclass(eq=False)
class StepsOpen(BallotError):
    """Steps of the review that are still to be done before the assessment is concluded."""

    names: tuple[str, ...] = ()


@dataclass(eq=False)
class NoticeTooEarly(BallotError):
    """Steps of the review that are still to be done before this is published."""

    names: tuple[str, ...] = ()


@dataclass(eq=False)
class NothingToPublish(BallotError):
    """A notice would say of everybody that there is nothing yet: no ``what`` (a column)."""

    what: str = ""


@dataclass(eq=False)
class NoticesDone(BallotError):
    """The policy wants so many notices (``times``, by its ``clause``), and all of them were up and
    still stand: another would say the same again."""

    times: int = 0
    clause: str = ""


@dataclass(eq=False)
class NoticesMissing(BallotError):
    """The policy wants ``wanted`` notices concluded; there are ``done``, ``missing`` is what those
    still to come are of."""

    wanted: int = 0
    done: int = 0
    missing: tuple[str, ...] = ()


@dataclass(eq=False)
class NoticeOutdated(BallotError):
    """The result says something else than the latest notice, which ``ended`` that day."""

    ended: str = ""


@dataclass(eq=False)
class NoticeHangs(BallotError):
    """A notice hangs: what it says may not change before it is withdrawn or concluded."""


@dataclass(eq=False)
class NoticeNotPosted(BallotError):
    """No notice of this ranking hangs."""


@dataclass(eq=False)
class NoticeRunning(BallotError):
    """The days of the notice have not passed: ``last`` is its last day."""

    last: str = ""


@dataclass(eq=False)
class NoticeGone(BallotError):
    """A notice that hangs no longer, or not yet."""


@dataclass(eq=False)
class AppealsUndecided(BallotError):
    """So many appeals or objections wait for a decision."""

    count: int = 0


@dataclass(eq=False)
class AppealDecided(BallotError):
    """The appeal was decided already."""


@dataclass(eq=False)
class AppealNotAllowed(BallotError):
    """The policy has no such appeal; ``text`` is what it has, or empty."""

    text: str = ""


@dataclass(eq=False)
class NotADeduction(BallotError):
    """The appeal is about deductions alone: the item has none, or the new value takes more."""

    item: str = ""
    value: str = ""


@dataclass(eq=False)
class HolidaysIdle(BallotError):
    """Days off are named where every day of the calendar counts."""


@dataclass(eq=False)
class DefaultsFixed(BallotError):
    """People were ranked in this ``step``: what the policy leaves open is set no more."""

    step: str = ""
