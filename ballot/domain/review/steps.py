"""审核: the steps that a policy prescribes, walked in its order, and changes by hand.

What was done stands in a list that only grows. Where a review stands is read out of it: a return
(退回) opens a step again, and a new ranking opens again whatever rested on the one before.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ballot.domain.errors import (
    AllStepsDone,
    BallotError,
    ExcessNeedsReason,
    GradeFixed,
    GradesUndecided,
    StepOutOfOrder,
)
from ballot.domain.heading import folded
from ballot.domain.scheme import grade_rules
from ballot.domain.scheme.consequences import Step
from ballot.domain.scheme.grade_rules import NOT_DUE, NOT_GRADED, TO_DECIDE, By, whole_share
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scheme.why import Why
from ballot.domain.scoring.ranking import Placed, Ranking, change, changed


class Kind(StrEnum):
    """What a line of the review says."""

    AUTHORISED = "authorised"
    """批准: the consent without which nothing is assessed."""
    CONFIRMED = "confirmed"
    """Thresholds that the policy does not give, confirmed by the organizer."""
    SET = "set"
    """What the policy leaves open, set otherwise in this assessment: ``opinion`` says what."""
    PASSED = "passed"
    RETURNED = "returned"
    """退回 to a step, which is open again, and all behind it."""
    CHANGED = "changed"
    CONCLUDED = "concluded"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewLine:
    """A line of the review. ``ranking`` is the snapshot that it rested on, None before there is
    one; ``person`` and the grades ``before`` and ``after`` belong to a change, values alone to a
    setting."""

    kind: Kind
    step: str = ""
    ranking: int | None = None
    person: int | None = None
    before: str | None = None
    after: str | None = None
    held_by: str = ""
    held_on: str = ""
    document: str = ""
    opinion: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a review stands. ``done`` are the lines that passed the first steps, in order."""

    steps: tuple[Step, ...]
    done: tuple[ReviewLine, ...]
    concluded: bool = False

    @property
    def next(self) -> Step | None:
        """The step whose turn it is; None once all are done."""
        return self.steps[len(self.done)] if len(self.done) < len(self.steps) else None

    @property
    def is_decided(self) -> bool:
        """Whether everybody who decides on the grades has done so."""
        return self.concluded or (bool(self.steps) and self.next is None)

    @property
    def ranking_step(self) -> int:
        """Which step ranks people, from 0; −1 where there are no steps."""
        said = (place for place, step in enumerate(self.steps) if step.ranks)
        return next(said, len(self.steps) - 1)

    @property
    def rests_on_ranking(self) -> bool:
        """Whether the next act needs a ranking: the ranking step, all behind it, and the end."""
        return len(self.done) >= self.ranking_step

    @property
    def left(self) -> tuple[str, ...]:
        """The names of the steps that are still to be done."""
        return tuple(step.name for step in self.steps[len(self.done) :])

    def position(self, step: str) -> int:
        """Which of the steps it is, from 0, its name full-width or not. Raises StepOutOfOrder,
        AllStepsDone for a name that is none."""
        for place, one in enumerate(self.steps):
            if folded(one.name) == folded(step):
                return place
        raise self.out_of_order(step)

    def require_next(self, step: str) -> Step:
        """The step, if it is its turn. Raises StepOutOfOrder, AllStepsDone."""
        if self.next is None or folded(self.next.name) != folded(step):
            raise self.out_of_order(step)
        return self.next

    def require_behind(self, step: str) -> None:
        """A return goes to a step that is done. Raises StepOutOfOrder."""
        if self.position(step) >= len(self.done):
            raise self.out_of_order(step)

    def out_of_order(self, step: str) -> BallotError:
        """Why ``step`` cannot be done now: another is next, or all are done."""
        if self.next is None:
            return AllStepsDone(step=step)
        return StepOutOfOrder(step=step, next=self.next.name)


def stand(steps: Sequence[Step], entries: Sequence[ReviewLine], latest: int | None) -> Progress:
    """Where a review stands after these lines, if ``latest`` is the newest ranking."""
    begun = Progress(tuple(steps), ())
    done: list[ReviewLine] = []
    concluded: ReviewLine | None = None
    for entry in entries:
        if entry.kind is Kind.PASSED:
            done = [*done[: begun.position(entry.step)], entry]
        elif entry.kind is Kind.RETURNED:
            done, concluded = done[: begun.position(entry.step)], None
        elif entry.kind is Kind.CONCLUDED:
            concluded = entry
    first = begun.ranking_step
    kept = [entry for place, entry in enumerate(done) if place < first or entry.ranking == latest]
    is_over = concluded is not None and concluded.ranking == latest
    return Progress(tuple(steps), tuple(kept), concluded=is_over)


def last_of(entries: Sequence[ReviewLine], kind: Kind) -> ReviewLine | None:
    """The last line of a kind."""
    return next((entry for entry in reversed(entries) if entry.kind is kind), None)


def changes(entries: Sequence[ReviewLine], ranking: int) -> tuple[ReviewLine, ...]:
    """The changes by hand of a ranking, in their order."""
    return tuple(
        entry for entry in entries if entry.kind is Kind.CHANGED and entry.ranking == ranking
    )


def settled(
    found: Ranking, ids: Sequence[int], entries: Sequence[ReviewLine], *, is_decided: bool
) -> Ranking:
    """The ranking as the review left it: each change applied, both grades and the reason kept.

    ``ids`` are the persons of ``found.placed`` in their order. This alone says what is 审定等次:
    every grade once all is decided (``Chain.is_decided``), before that those changed by hand.
    """
    where = {id: place for place, id in enumerate(ids)}
    placed = list(found.placed)
    for entry in entries:
        if entry.person in where and entry.after is not None:
            place = where[entry.person]
            placed[place] = changed(placed[place], entry.after, entry.reason)
    told = tuple(replace(one, decided=_decided(one, is_decided=is_decided)) for one in placed)
    return Ranking(told, found.doubts)


def _decided(one: Placed, *, is_decided: bool) -> str:
    """审定等次, or 待定. Nobody decides on one who is 待测评, gone, or not graded in the period."""
    stands = is_decided or one.proposed is not None or one.grade in (*NOT_DUE, NOT_GRADED)
    return one.grade if stands else TO_DECIDE


def require_change(
    scheme: Scheme, found: Ranking, place: int, grade: str, reason: str, excess: str
) -> None:
    """Whether people may give ``grade`` to ``found.placed[place]`` instead of what he has.

    Raises GradeFixed (nobody measured him, a veto or the ballot decided, a bar keeps him out),
    NotOneOf, Missing (no reason), CapExceeded above a hard cap, ExcessNeedsReason above the places
    of a grade where ``excess`` says nothing.
    """
    one = found.placed[place]
    why = fixed(one)
    if why:
        raise GradeFixed(why=why)
    change(scheme, found, place, grade, reason)
    why = barred(scheme, one, grade)
    if why:
        raise GradeFixed(why=why)
    limit = room(scheme, found, one, grade)
    given = 1 + sum(
        1
        for other in found.placed
        if other is not one and other.group == one.group and other.grade == grade
    )
    if limit is not None and given > limit and not excess.strip():
        raise ExcessNeedsReason(grade=grade, given=given, limit=limit)


def fixed(one: Placed) -> str:
    """Why no hand may change a grade, in the words of the record; empty where one may."""
    if one.grade in (*NOT_DUE, NOT_GRADED):
        return one.grade
    return next((each.words for each in one.reasons if each.kind is Why.VETO), "")


BALLOT = frozenset({Why.BALLOT_OPTION, Why.BALLOT_BELOW, Why.BALLOT_BY_HAND})
BARS = frozenset({Why.BARRED_BELOW, Why.BARRED_GROUND})


def barred(scheme: Scheme, one: Placed, grade: str) -> str:
    """What keeps a person out of a grade: a bar, or a ballot that gave him a lower one."""
    order = [each.name for each in scheme.placing.grades]
    for reason in one.reasons:
        if reason.kind in BARS and reason.values[-1] == grade:
            return reason.words
        if reason.kind in BALLOT and order.index(grade) < order.index(reason.values[-1]):
            return reason.words
    return ""


def room(scheme: Scheme, found: Ranking, one: Placed, grade: str) -> int | None:
    """How many of the person's group may have a grade; None where the policy sets no number."""
    given = (each.grade for each in found.placed if each.group == one.group)
    return limit(scheme, grade_rules.due(given), grade)


def limit(scheme: Scheme, due: int, grade: str) -> int | None:
    """The same of a group in which shares are taken of so many."""
    placing = scheme.placing
    limits = [
        whole_share(cap.share, due, cap.rounding) for cap in placing.caps if cap.grade == grade
    ]
    for each in placing.grades:
        if each.name == grade and each.by is By.QUOTA:
            limits.append(whole_share(each.share, due, placing.rounding))
        elif each.name == grade and each.by in (By.FIRST, By.LAST):
            limits.append(each.places)
    return min(limits) if limits else None


def require_decided(found: Ranking) -> None:
    """Nobody is 待定 any more. Raises GradesUndecided."""
    names = tuple(one.person.name for one in found.placed if one.grade == TO_DECIDE)
    if names:
        raise GradesUndecided(names=names)
