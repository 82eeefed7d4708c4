"""What a grade of a period before still brings, as the review of that period left it."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from ballot.domain.review import lasting, steps
from ballot.domain.review.lasting import Lasting
from ballot.domain.scheme import columns
from ballot.domain.scoring.person import Key
from ballot.storage.assessment.assessments import AssessmentRow
from ballot.usecases.assessment.periods import before
from ballot.usecases.verified import schemes

Bound = Mapping[Key, Sequence[Lasting]]


def bound_on(db: Session, kept: AssessmentRow, day: date) -> Bound:
    """By person, as he was named then, what results decided before still bring on that day."""
    found: dict[Key, tuple[Lasting, ...]] = {}
    for earlier in before.of(db, kept):
        for key, each in _binding(db, earlier, day).items():
            found[key] = (*found.get(key, ()), *each)
    return found


def of(known_as: Sequence[Key], bound: Bound) -> Sequence[Lasting]:
    """What binds somebody, under whichever name he had then."""
    return next((bound[key] for key in known_as if key in bound), ())


def _binding(db: Session, kept: AssessmentRow, day: date) -> Bound:
    """What the results of one assessment still bring; nothing before they were decided."""
    scheme = schemes.of_assessment(kept)
    latest = before.latest(db, kept) if columns.lasts(scheme) else None
    if latest is None:
        return {}
    reviewed = before.entries(db, kept)
    progress = steps.stand(scheme.aftermath.steps, reviewed, latest.id)
    days = lasting.held(progress) if progress.is_decided else {}
    if not lasting.may_bind(scheme, days, day):
        return {}
    scored, placed = before.settled(db, latest, reviewed)
    found = {
        one.person.key: lasting.of_grade(scheme, kept.period, one.grade, row, days)
        for one, row in zip(placed, scored.rows, strict=True)
    }
    still = {key: lasting.still(each, day) for key, each in found.items()}
    return {key: each for key, each in still.items() if each}
