"""An organizer starts the meetings of an assessment that are still missing, one or very many.

A person who has a meeting already gets no other one. A second round is made from the first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from ballot.domain.access import Actor, Role
from ballot.domain.assessment import PeopleFile
from ballot.domain.errors import (
    Fault,
    Missing,
    NotOneOf,
    OutOfRange,
    Refused,
    TwiceTheSame,
    UnknownKey,
    WrongType,
)
from ballot.domain.meeting import Act, Custody
from ballot.domain.people_rows import FIRST_ROW
from ballot.domain.plan import MOST_ELIGIBLE, MeetingPlan, SubjectPlan
from ballot.domain.scheme import KEY_COLUMNS, NAME, UNIT, VILLAGE
from ballot.storage import assessments, subjects
from ballot.storage.assessments import AssessmentRow, PersonRow
from ballot.usecases import create_meeting, gathering, list_assessments
from ballot.usecases.hall import Hall

TITLE, PLACE, ELIGIBLE = "会议名称", "会议地点", "应参加人数"
COLUMNS = (*KEY_COLUMNS, TITLE, PLACE, ELIGIBLE)
"""The columns of a file of meetings to be started; 会议地点 may be missing or empty."""
FEW = 20


@dataclass(frozen=True, slots=True)
class Start:
    """A meeting to be started: its subjects by their ids, in the order of the paper."""

    people: tuple[int, ...]
    title: str
    place: str
    eligible: int


@dataclass(frozen=True, slots=True)
class Unmet:
    """Those who have no meeting yet, with the rows of the empty form for them."""

    people: tuple[PersonRow, ...]
    rows: tuple[Mapping[str, str], ...]


def see_unmet(hall: Hall, actor: Actor, assessment: int) -> Unmet:
    """Whose meetings are missing. Raises Refused, MayNot."""
    return hall.database.read(lambda db: _unmet(db, actor, assessment))


def start_meetings(hall: Hall, actor: Actor, assessment: int, starts: Sequence[Start]) -> list[str]:
    """Start meetings in draft; their numbers. Raises Refused, MayNot.

    Each is a transaction of its own: what was made before a fault stands, and whoever has his
    meeting is left out when it is tried again.
    """
    kept, known = hall.database.read(lambda db: _known(db, actor, assessment))
    plans = [_plan(kept, known, each) for each in starts]
    inside = replace(actor, roles=((kept.unit, Role.ORGANIZER),), console=False)
    return [create_meeting.create_meeting(hall, inside, plan) for plan in plans]


def preview(hall: Hall, actor: Actor, assessment: int, given: PeopleFile) -> tuple[Fault, ...]:
    """All faults of a file of meetings, each with row and column. Saves nothing."""
    return hall.database.read(lambda db: _read(db, actor, assessment, given)[1])


def start_from_file(hall: Hall, actor: Actor, assessment: int, given: PeopleFile) -> list[str]:
    """Start a meeting a row; their numbers. Raises Refused with every fault, MayNot."""
    starts, faults = hall.database.read(lambda db: _read(db, actor, assessment, given))
    if faults:
        raise Refused(list(faults))
    return start_meetings(hall, actor, assessment, starts)


def _unmet(db: Session, actor: Actor, assessment: int) -> Unmet:
    kept = list_assessments.find(db, actor, assessment, Act.SEE)
    met = subjects.meetings_of(db, assessment)
    missing = tuple(each for each in assessments.people(db, assessment) if each.id not in met)
    rows = tuple(gathering.key_texts(each) | {TITLE: _title(kept, each)} for each in missing)
    return Unmet(missing, rows)


def _title(kept: AssessmentRow, who: PersonRow) -> str:
    return " ".join(part for part in (kept.title, who.village or who.name) if part)


def _known(
    db: Session, actor: Actor, assessment: int
) -> tuple[AssessmentRow, dict[int, PersonRow]]:
    kept = list_assessments.find(db, actor, assessment, Act.CREATE)
    return kept, {each.id: each for each in assessments.people(db, assessment)}


def _plan(kept: AssessmentRow, known: Mapping[int, PersonRow], start: Start) -> MeetingPlan:
    if not start.people or any(id not in known for id in start.people):
        raise Refused([Fault(Missing(), key="subjects")])
    people = [known[id] for id in start.people]
    return MeetingPlan(
        title=start.title,
        scheme=kept.scheme_id,
        custody=Custody.SERVER,
        eligible=start.eligible,
        place=start.place,
        subjects=tuple(
            SubjectPlan(each.name, each.unit_name, each.village, groups=each.groups)
            for each in people
        ),
        assessment=kept.title,
    )


def _read(
    db: Session, actor: Actor, assessment: int, given: PeopleFile
) -> tuple[list[Start], tuple[Fault, ...]]:
    kept, known = _known(db, actor, assessment)
    reading = _Reading(given.file, known, frozenset(subjects.meetings_of(db, assessment)), kept)
    reading.heading(given.heading)
    if not reading.faults:
        for number, row in enumerate(given.rows, start=FIRST_ROW):
            reading.read(number, row)
    return reading.starts, tuple(reading.faults)


class _Reading:
    """A file of meetings on its way in."""

    def __init__(
        self, file: str, known: Mapping[int, PersonRow], met: frozenset[int], kept: AssessmentRow
    ) -> None:
        self.file, self.known, self.met, self.kept = file, known, met, kept
        self.ids = {(each.name, each.unit_name, each.village): each.id for each in known.values()}
        self.starts: list[Start] = []
        self.faults: list[Fault] = []
        self.row = 1

    def complain(
        self,
        column: str,
        error: Missing | UnknownKey | NotOneOf | TwiceTheSame | WrongType | OutOfRange,
    ) -> None:
        self.faults.append(Fault(error, file=self.file, row=self.row, column=column))

    def heading(self, names: Sequence[str]) -> None:
        for name in (NAME, TITLE, ELIGIBLE):
            if name not in names:
                self.complain(name, Missing())
        for place, name in enumerate(names):
            if name not in COLUMNS:
                self.complain(name, UnknownKey(name=name, allowed=COLUMNS))
            elif name in names[:place]:
                self.complain(name, TwiceTheSame(value=name))

    def read(self, number: int, row: Mapping[str, str]) -> None:
        self.row = number
        key = tuple(row.get(name, "").strip() for name in (NAME, UNIT, VILLAGE))
        id = self.ids.get((key[0], key[1], key[2]))
        if id is None:
            names = tuple(" ".join(part for part in one if part) for one in self.ids)
            self.complain(NAME, NotOneOf(value=" ".join(key).strip(), allowed=names[:FEW]))
        elif id in self.met or any(id in each.people for each in self.starts):
            self.complain(NAME, TwiceTheSame(value=key[0]))
        title, place = row.get(TITLE, "").strip(), row.get(PLACE, "").strip()
        if not title:
            self.complain(TITLE, Missing())
        eligible = self._eligible(row.get(ELIGIBLE, "").strip())
        self.starts.append(Start((id or 0,), title, place, eligible))

    def _eligible(self, text: str) -> int:
        if not text:
            self.complain(ELIGIBLE, Missing())
        elif not (text.isascii() and text.isdigit() and len(text) < 10):
            self.complain(ELIGIBLE, WrongType(expected="whole number", value=text))
        elif not 1 <= int(text) <= MOST_ELIGIBLE:
            high = str(MOST_ELIGIBLE)
            self.complain(ELIGIBLE, OutOfRange(value=text, low="1", high=high))
        else:
            return int(text)
        return 0
