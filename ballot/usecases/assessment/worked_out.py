"""What is worked out of all people of an assessment, and the sign by which it is known to hold.

The sign is made of what costs little to read and what no act leaves as it was: how many people
there are, where the chain of the assessment ends and those of the assessments that it rests on,
the results that were signed, and the day. A chain that does not go as far as its mark has no sign:
everything is read, and the cut is found.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

from sqlalchemy.orm import Session

from ballot.domain import journal_line
from ballot.domain.scoring.periods import taken_over
from ballot.storage import journal
from ballot.storage.assessment import signs
from ballot.storage.assessment.assessments import AssessmentRow
from ballot.storage.database import noted_before
from ballot.usecases.assessment.periods import before
from ballot.usecases.hall import Hall
from ballot.usecases.verified import schemes

T = TypeVar("T")

MANY = 300
"""From so many people on a process keeps what it worked out; of fewer it reads all at each look."""
_SIGNS = "signs"
_ANEW = "anew"


@dataclass(frozen=True, slots=True)
class _Sign:
    """``text`` is empty where everything has to be read."""

    people: int
    text: bytes


def of(
    hall: Hall,
    db: Session,
    kept: AssessmentRow,
    what: str,
    make: Callable[[], T],
) -> T:
    """What ``make`` answers, or answered before while nothing of the assessment has changed.

    Whoever writes has it made anew, and so has every look at few people.
    """
    sign = _sign(hall, db, kept)
    return hall.people.of(kept.id, sign.people, sign.text, what, make) if sign.text else make()


def anew(db: Session) -> None:
    """From here on this transaction reads and checks everything, as whoever writes does."""
    db.info[_ANEW] = True


def _sign(hall: Hall, db: Session, kept: AssessmentRow) -> _Sign:
    found: dict[int, _Sign] = db.info.setdefault(_SIGNS, {})
    if kept.id not in found:
        found[kept.id] = _read(hall, db, kept)
    return found[kept.id]


def _read(hall: Hall, db: Session, kept: AssessmentRow) -> _Sign:
    is_new = noted_before(db) is None or _ANEW in db.info
    people = 0 if is_new else signs.count_people(db, kept.id)
    if people < MANY:
        return _Sign(people, b"")
    chains = [kept.id, *(each.id for each in before.of(db, kept))]
    ends = [_end(hall, db, each) for each in chains]
    if not all(ends):
        return _Sign(people, b"")
    scheme = schemes.of_assessment(kept)
    parts = signs.alike(db, kept.unit, kept.scheme_id) if taken_over.kinds(scheme) else []
    said = repr((people, kept, parts, hall.now().date())).encode()
    there = (
        signs.of_others(db, parts),
        signs.of_results(db, kept.id),
        signs.of_subjects(db, kept.id),
    )
    text = b"|".join((said, *ends, *there))
    return _Sign(people, sha256(text).digest())


def _end(hall: Hall, db: Session, assessment: int) -> bytes:
    """Where its chain ends; empty where it is shorter than its mark, or ends otherwise."""
    chain = journal_line.of_assessment(assessment)
    mark, here = hall.marks.journal(chain), journal.end(db, chain)
    if mark is not None and not journal.goes_as_far(here, mark):
        return b""
    return b"%d|" % here.length + here.head + here.tag
