"""An assessment under review: the road of its steps, its grades with what they bring."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from ballot.domain import access
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.review import steps, uses_of_result
from ballot.domain.review.places_left import GroupPlaces
from ballot.domain.review.steps import Kind, ReviewLine
from ballot.domain.scheme.consequences import Step
from ballot.domain.scheme.grade_rules import WAITING
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scoring.ranking import Doubt, Group, Ranking, is_graded
from ballot.domain.scoring.score import Scored
from ballot.storage import unit_tree
from ballot.storage.assessment.reviews import ReviewRow
from ballot.usecases.assessment import ranking_inputs, reviewing
from ballot.usecases.assessment.reviewing import Desk
from ballot.usecases.hall import Hall
from ballot.usecases.review import (
    conclude_assessment,
    confirm_thresholds,
    pass_step,
    reviewed_people,
    standing_notices,
)
from ballot.usecases.review.reviewed_people import NOBODY, PersonView
from ballot.usecases.review.standing_notices import StandingNotices


@dataclass(frozen=True, slots=True)
class StepView:
    """A step of the road: ``how`` is done, here or ahead; ``line`` says how it was held."""

    step: Step
    how: str
    line: ReviewLine | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """A review. ``ranking`` is None before there is one; ``is_current``: its inputs still hold;
    ``is_decided``: nobody has to decide on a grade any more.

    ``thresholds`` are what the organizer confirms before ranking, empty where nothing is; ``lost``
    counts changes by hand of the ranking before this one, which this one does not repeat.
    ``places`` says by group how many may have each grade, and have it. ``unmeasured`` are named
    where it is the turn of the vote and its meetings are not all opened.
    """

    assessment: int
    title: str
    period: str
    scheme: Scheme
    road: tuple[StepView, ...]
    next: Step | None
    rests_on_ranking: bool
    concluded: bool
    is_decided: bool
    consent: ReviewLine | None
    thresholds: tuple[str, ...]
    confirmed: bool
    ranking: int | None
    ranked_at: datetime | None
    inputs_sha256: str
    is_current: bool
    is_graded: bool
    scored: Scored | None
    settled: Ranking | None
    people: tuple[PersonView, ...]
    places: Mapping[Group, GroupPlaces]
    unmeasured: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    lines: tuple[ReviewRow, ...]
    lost: int
    undecided: int
    notices: StandingNotices
    may: bool

    @property
    def waiting(self) -> int:
        """How many are 待测评."""
        return len(self.who_wait)

    @property
    def who_wait(self) -> tuple[str, ...]:
        """The names of those who are 待测评."""
        return tuple(each.name for each in self.people if each.grade == WAITING)

    @property
    def names(self) -> dict[int, str]:
        """The name of each person by his id."""
        return {each.id: each.name for each in self.people}

    @property
    def to_decide(self) -> int:
        """How many grades are left to people."""
        return sum(1 for each in self.people if each.needs_decision)

    @property
    def passed(self) -> tuple[StepView, ...]:
        """The steps that are done, the first one first."""
        return tuple(each for each in self.road if each.how == "done")

    @property
    def is_outdated(self) -> bool:
        """Whether something was changed since the ranking."""
        return self.ranking is not None and not self.is_current

    @property
    def needs_ranking_again(self) -> bool:
        """Whether nothing else may be done before it is ranked again."""
        return self.is_outdated and self.rests_on_ranking and not self.concluded

    @property
    def needs_confirmation(self) -> bool:
        """Whether thresholds wait for the organizer's word before the ranking counts."""
        return self.rests_on_ranking and bool(self.thresholds) and not self.confirmed

    @property
    def needs_notice(self) -> bool:
        """Whether more 公示 are asked for than were concluded and still stand."""
        return bool(self.notices.missing)

    @property
    def next_notice(self) -> tuple[str, ...]:
        """The columns that the next notice is of; empty where it is of the result."""
        return self.notices.missing[0] if self.notices.missing else ()

    @property
    def publishes_now(self) -> tuple[str, ...]:
        """The columns that the step whose turn it is has still to publish."""
        publishes = self.next.publishes if self.next else ()
        return publishes if publishes in self.notices.missing else ()

    def may_change(self, person: PersonView) -> bool:
        """Whether this reader may change the grade of a person now."""
        open_now = self.next is not None and self.rests_on_ranking and self.is_current
        return self.may and self.is_graded and open_now and not person.fixed

    def listed(self) -> dict[str, tuple[PersonView, ...]]:
        """Who stands on which named list or run, in rank order."""
        found: dict[str, list[PersonView]] = {}
        for person in sorted(self.people, key=lambda each: each.rank or 10**9):
            for each in person.brings:
                if each.kind in (uses_of_result.From.LIST, uses_of_result.From.RUN):
                    found.setdefault(each.name, []).append(person)
        return {name: tuple(members) for name, members in found.items()}


def see_review(hall: Hall, actor: Actor, assessment: int) -> ReviewView:
    """The review as it stands. Raises Refused, MayNot, Tampered."""
    return hall.database.read(lambda db: _see(hall, db, actor, assessment))


def _see(hall: Hall, db: Session, actor: Actor, assessment: int) -> ReviewView:
    desk = reviewing.look(hall, db, actor, assessment)
    latest = desk.latest
    found = None if latest is None else reviewing.settled(hall, db, desk, latest)
    current = latest and latest.inputs_sha256 == ranking_inputs.gather(hall, db, desk.kept).sha256
    of_all = NOBODY if found is None else reviewed_people.of(hall, db, desk, found)
    wanted = confirm_thresholds.thresholds(desk.scheme)
    confirmed = steps.last_of(desk.entries, Kind.CONFIRMED)
    path = unit_tree.path_of(db, desk.kept.unit)
    return ReviewView(
        assessment=assessment,
        title=desk.kept.title,
        period=desk.kept.period,
        scheme=desk.scheme,
        road=_road(desk),
        next=desk.progress.next,
        rests_on_ranking=desk.progress.rests_on_ranking,
        concluded=desk.progress.concluded,
        is_decided=desk.progress.is_decided,
        consent=steps.last_of(desk.entries, Kind.AUTHORISED),
        thresholds=wanted,
        confirmed=confirmed is not None and confirmed.opinion == "\n".join(wanted),
        ranking=latest.id if latest else None,
        ranked_at=latest.at if latest else None,
        inputs_sha256=latest.inputs_sha256.hex() if latest else "",
        is_current=bool(current),
        is_graded=is_graded(desk.scheme),
        scored=found.scored if found else None,
        settled=found.ranking if found else None,
        people=of_all.people,
        places=of_all.places,
        unmeasured=_unmeasured(hall, db, desk),
        doubts=of_all.doubts,
        lines=desk.lines,
        lost=_lost(desk),
        undecided=conclude_assessment.undecided(db, assessment),
        notices=standing_notices.find(hall, db, desk),
        may=access.may(actor, Act.REVIEW, path),
    )


def _unmeasured(hall: Hall, db: Session, desk: Desk) -> tuple[str, ...]:
    is_vote = desk.progress.next is not None and desk.progress.next.votes
    return pass_step.unmeasured(hall, db, desk) if is_vote else ()


def _road(desk: Desk) -> tuple[StepView, ...]:
    done = desk.progress.done
    return tuple(
        StepView(
            step,
            "done" if place < len(done) else "here" if place == len(done) else "ahead",
            done[place] if place < len(done) else None,
        )
        for place, step in enumerate(desk.progress.steps)
    )


def _lost(desk: Desk) -> int:
    """Changes of the last ranking that had any, where a newer one has none of them."""
    made = [each for each in desk.entries if each.kind is Kind.CHANGED]
    if not made or desk.latest is None or made[-1].ranking == desk.latest.id:
        return 0
    return sum(1 for each in made if each.ranking == made[-1].ranking)
