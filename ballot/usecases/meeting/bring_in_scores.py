"""An organizer brings in the scores that were not there when the meeting was planned, and corrects
one that was typed wrongly.

What is missing may come in every state; one that stands is corrected with a reason, until it was
published for objections. Both are kept, with who, when and why. What is the sum of a score sheet is
changed in the sheet.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballot.domain import rounding
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import (
    BallotError,
    BeyondAttainable,
    Fault,
    Missing,
    NotADecimal,
    OutOfRange,
    Refused,
    ScoreInParts,
    ScoresPublished,
)
from ballot.domain.meetings.plan import SubjectPlan
from ballot.domain.meetings.subject_labels import labels
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scoring import attainable
from ballot.storage import subjects
from ballot.storage.assessment import assessments, notices, reviews
from ballot.usecases import acts
from ballot.usecases.assessment import ranking_inputs, reviewing
from ballot.usecases.hall import Hall
from ballot.usecases.verified import entered_values, schemes


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A subject by its place on the paper, from 1, told apart from others of its name, with the
    score that stands, if one does. ``in_parts``: it is the sum of his sheet and changed there."""

    place: int
    person: int
    name: str
    text: str | None
    in_parts: bool


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """What would become of a score: ``before`` is None where none stands."""

    line: ScoreLine
    after: str
    beyond: BeyondAttainable | None

    @property
    def before(self) -> str | None:
        """What stands."""
        return self.line.text


def see_scores(hall: Hall, actor: Actor, number: str) -> tuple[ScoreLine, ...]:
    """The scores of a meeting's subjects as they stand. Raises MeetingUnknown, MayNot."""

    def work(db: Session) -> tuple[ScoreLine, ...]:
        meeting = acts.find(db, actor, number, Act.EDIT)
        return _lines(db, number, meeting.assessment, schemes.of(db, meeting))

    return hall.database.read(work)


def look_at_changes(
    hall: Hall, actor: Actor, number: str, given: Mapping[int, str], change: str = ""
) -> tuple[ScoreChange, ...]:
    """What ``bring_in_scores`` would do, before it counts; saves nothing and raises the same,
    save that what is beyond the sheet is told and not refused."""

    def work(db: Session) -> tuple[ScoreChange, ...]:
        meeting = acts.find(db, actor, number, Act.EDIT)
        return _changes(
            hall, db, number, meeting.assessment, schemes.of(db, meeting), given, change
        )

    return hall.database.read(work)


def bring_in_scores(
    hall: Hall,
    actor: Actor,
    number: str,
    given: Mapping[int, str],
    change: str = "",
    *,
    confirm_beyond: bool = False,
) -> None:
    """Enter decimal texts by the place of the subject on the paper, from 1; all or none.

    ``change`` is the reason where a score that stands becomes another. Raises Refused with keys
    ``subjects[n].objective_score`` (no decimal, below 0, no place of the paper, the sum of a sheet,
    beyond what the sheet can bring unless ``confirm_beyond``) and ``reason``; ScoresPublished,
    AssessmentConcluded where a score would be corrected too late; MayNot.
    """

    def work(db: Session) -> None:
        meeting = acts.hold(db, actor, number, Act.EDIT)
        reviews.hold(db, meeting.assessment)
        scheme = schemes.of(db, meeting)
        found = _changes(hall, db, number, meeting.assessment, scheme, given, change)
        asked = [(each.line.place, each.beyond) for each in found if each.beyond is not None]
        if asked and not confirm_beyond:
            raise Refused([_fault(place, error) for place, error in asked])
        if found:
            _enter(hall, db, actor, number, meeting.assessment, found, change.strip())

    acts.carry_out(hall, work)


def _enter(
    hall: Hall,
    db: Session,
    actor: Actor,
    number: str,
    assessment: int,
    found: tuple[ScoreChange, ...],
    change: str,
) -> None:
    item, by, at = assessments.OBJECTIVE_SCORE, actor.name, hall.clock()
    for each in found:
        why = change if each.before is not None else ""
        told = {"item": item, "value": each.after, "source": why}
        assessments.enter_score(db, each.line.person, by=by, at=at, **told)
    said: dict[str, object] = {"scores": {each.line.name: each.after for each in found}}
    replaced = {each.line.name: each.before for each in found if each.before is not None}
    if replaced:
        said |= {"replaced": replaced, "reason": change}
    entered_values.write_down(hall, db, actor, assessment, meeting=number, **said)


def _lines(db: Session, number: str, assessment: int, scheme: Scheme) -> tuple[ScoreLine, ...]:
    rows = subjects.subjects(db, number)
    people = [each.person for each in rows]
    names = labels([SubjectPlan(each.name, each.unit_name, each.village) for each in rows])
    known = ranking_inputs.objectives(db, assessment, scheme, people)
    told = (known[each] for each in people)
    return tuple(
        ScoreLine(place, person, name, one.text, one.in_parts)
        for place, (person, name, one) in enumerate(zip(people, names, told, strict=True), start=1)
    )


def _changes(
    hall: Hall,
    db: Session,
    number: str,
    assessment: int,
    scheme: Scheme,
    given: Mapping[int, str],
    change: str,
) -> tuple[ScoreChange, ...]:
    """What is new of what was given. Raises Refused, ScoresPublished, AssessmentConcluded."""
    faults = [_fault(place, error) for place, text in given.items() if (error := _wrong(text))]
    if faults:
        raise Refused(faults)
    lines = _lines(db, number, assessment, scheme)
    _require_places(given, len(lines))
    new = [each for each in lines if each.place in given and _is_new(each, given[each.place])]
    _require_correctable(hall, db, assessment, [each for each in new if each.text], given, change)
    return tuple(_change(scheme, each, given[each.place].strip()) for each in new)


def _require_places(given: Mapping[int, str], last: int) -> None:
    """Every place is on the paper. Raises Refused."""
    off = [place for place in given if not 1 <= place <= last]
    if off:
        high = str(last)
        raise Refused([_fault(place, OutOfRange(str(place), "1", high)) for place in off])


def _wrong(text: str) -> BallotError | None:
    try:
        below = rounding.read_decimal(text) < 0
    except NotADecimal as error:
        return error
    return OutOfRange(value=text, low="0") if below else None


def _is_new(line: ScoreLine, text: str) -> bool:
    stands = line.text
    return stands is None or rounding.read_decimal(stands) != rounding.read_decimal(text)


def _require_correctable(
    hall: Hall,
    db: Session,
    assessment: int,
    stand: list[ScoreLine],
    given: Mapping[int, str],
    change: str,
) -> None:
    """Whether scores that stand may become others."""
    if not stand:
        return
    reviewing.require_open(reviewing.stands(hall, db, assessments.get(db, assessment)))
    there = notices.of_assessment(db, assessment)
    if any(each.posted_at is not None and each.withdrawn_at is None for each in there):
        raise ScoresPublished
    sums = [each for each in stand if each.in_parts]
    if sums:
        told = [(each.place, given[each.place], each.text or "") for each in sums]
        raise Refused([_fault(place, ScoreInParts(text, total)) for place, text, total in told])
    if not change.strip():
        raise Refused([Fault(Missing(), key="reason")])


def _change(scheme: Scheme, line: ScoreLine, text: str) -> ScoreChange:
    ends, item = attainable.by_column(scheme), scheme.objective
    end = None if item is None else ends.get(item.name)
    value = rounding.read_decimal(text)
    beyond = None if end is None else attainable.beyond(value, end, line.name)
    return ScoreChange(line, text, beyond)


def _fault(place: int, error: BallotError) -> Fault:
    return Fault(error=error, key=f"subjects[{place}].objective_score")
