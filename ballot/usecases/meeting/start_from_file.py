"""An organizer starts the missing meetings by a file, one a row; a preview saves nothing.

Each meeting is a transaction of its own. A row that cannot be done stops no other: it is named with
its reason. A row whose meeting is there already is left alone, so that the same file, mended or
broken off half-way, is brought in again and starts what is still missing.
"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import BallotError, DatabaseUnreachable, DoneBefore, Fault, Refused
from ballot.domain.scoring import people_rows
from ballot.domain.scoring.assessment import PeopleFile
from ballot.storage import meetings
from ballot.usecases.assessment import authorised, reviewing
from ballot.usecases.assessment.people.bring_in_people import Preview
from ballot.usecases.hall import Hall
from ballot.usecases.jobs.task import Tell, tell_nobody
from ballot.usecases.meeting import meeting_rows
from ballot.usecases.meeting.meeting_rows import Rows
from ballot.usecases.meeting.start_meeting import Start, known, start_meeting


@dataclass(frozen=True, slots=True)
class Started:
    """The numbers of the meetings that were started, how many rows had theirs before, and what was
    wrong with the others."""

    numbers: tuple[str, ...]
    there: int
    faults: tuple[Fault, ...]

    @property
    def failed(self) -> tuple[int, ...]:
        """The numbers of the rows of which no meeting was made."""
        return tuple(dict.fromkeys(each.row for each in self.faults if each.row is not None))


def preview_meetings(hall: Hall, actor: Actor, assessment: int, given: PeopleFile) -> Preview:
    """What would become of a file of meetings: all its faults, each with row and column, and the
    rows whose meeting is there. Saves nothing.

    Raises AssessmentConcluded, NoticeHangs, MayNot: nobody looks through what cannot come in.
    """

    def work(db: Session) -> Preview:
        reviewing.require_changeable(db, actor, assessment, Act.CREATE)
        rows = _read(db, actor, assessment, given)
        server = meeting_rows.left_to_server(rows, given)
        return Preview(rows.faults, there=rows.there, left_to_server=server)

    return hall.database.read(work)


def start_from_file(
    hall: Hall, actor: Actor, assessment: int, given: PeopleFile, tell: Tell = tell_nobody
) -> Started:
    """Start the meeting of every row that has no fault, and whose meeting is not there yet.

    In lists they stand in the order of the rows. Raises Refused with every fault where no row can
    be done; AssessmentConcluded, NoticeHangs, NotAuthorised, MayNot; DoneBefore where the form was
    sent before; and DatabaseUnreachable, in the middle too: what was started by then stays.
    """

    def work(db: Session) -> Rows:
        reviewing.require_changeable(db, actor, assessment, Act.CREATE)
        there = known(db, actor, assessment, Act.CREATE)
        authorised.require(db, there.scheme, assessment)
        return meeting_rows.read(there, given)

    rows = hall.database.read(work)
    if rows.faults and not (rows.starts or rows.there):
        raise Refused(list(rows.faults))
    return _start_all(hall, actor, assessment, given.file, rows, tell)


def faulty_rows(given: PeopleFile, faults: tuple[Fault, ...]) -> tuple[int, ...]:
    """The numbers of the rows with a fault, in the order of the file."""
    at_fault = {fault.row for fault in faults}
    rows = people_rows.numbered(given.rows, given.first_row)
    return tuple(number for number, _row in rows if number in at_fault)


def _start_all(
    hall: Hall, actor: Actor, assessment: int, file: str, rows: Rows, tell: Tell
) -> Started:
    numbers: list[str] = []
    faults, there = list(rows.faults), len(rows.there)
    at, draw = hall.clock(), meetings.ascending(len(rows.starts))
    for place, (row, start) in enumerate(rows.starts.items()):
        tell(place, len(rows.starts))
        try:
            numbers.append(start_meeting(hall, actor, assessment, start, at=at, draw=draw))
        except (DatabaseUnreachable, DoneBefore):
            raise
        except BallotError as error:
            if _is_there(hall, actor, assessment, start):
                there += 1  # somebody else brought in the same meanwhile
            else:
                faults += _faults(error, file, row)
    return Started(tuple(numbers), there, tuple(faults))


def _is_there(hall: Hall, actor: Actor, assessment: int, start: Start) -> bool:
    return hall.database.read(
        lambda db: known(db, actor, assessment, Act.SEE, start.people).is_there(start)
    )


def _faults(error: BallotError, file: str, row: int) -> list[Fault]:
    if isinstance(error, Refused):
        return meeting_rows.placed(error.faults, file, row)
    return [Fault(error, file=file, row=row)]


def _read(db: Session, actor: Actor, assessment: int, given: PeopleFile) -> Rows:
    return meeting_rows.read(known(db, actor, assessment, Act.CREATE), given)
