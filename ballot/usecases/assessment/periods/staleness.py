"""What was taken over from a part that has been opened again since: it stands, and is told."""

from collections.abc import Iterator, Mapping

from sqlalchemy.orm import Session

from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scoring.periods.taken_over import Standing
from ballot.domain.scoring.ranking import Doubt
from ballot.storage.assessment import score_entries
from ballot.storage.assessment.assessments import AssessmentRow
from ballot.usecases.assessment.periods import offers, parts_of_period
from ballot.usecases.hall import Hall


def doubts(hall: Hall, db: Session, kept: AssessmentRow, scheme: Scheme) -> Iterator[Doubt]:
    """A doubt for each part that is under way again, and for each that was concluded anew and says
    something else of anybody. Raises Tampered."""
    taken = lines_taken(db, kept, scheme)
    if not taken:
        return
    there = [each for each in parts_of_period.find(hall, db, kept, scheme) if each.kept.id in taken]
    for part in there:
        if part.line is None:
            yield Doubt("part_reopened", (), (part.name,))
    if not any(part.line not in (None, *taken[part.kept.id]) for part in there):
        return
    old = [each.offered[0].source for each in offers.find(hall, db, kept).of(Standing.OUTDATED)]
    for part in there:
        if part.kept.id in old:
            yield Doubt("part_outdated", (), (part.name, str(old.count(part.kept.id))))


def lines_taken(db: Session, kept: AssessmentRow, scheme: Scheme) -> Mapping[int, set[int]]:
    """By part the lines at which what stands was taken from it; none where nothing was."""
    names = offers.by_period(scheme)
    found: dict[int, set[int]] = {}
    entered = score_entries.of_columns(db, kept.id, names) if names else {}
    for row in entered.values():
        for entry in row.values():
            source = offers.taken_from(entry)
            if source is not None:
                found.setdefault(source[0], set()).add(source[1])
    return found
