"""An organizer brings in the roster of a draft; 应参加 is from then on what the roster has."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import (
    EitherPerson,
    Fault,
    OutOfRange,
    PerhapsOnePerson,
    Refused,
    RosterInUse,
)
from ballot.domain.meetings.plan import MOST_ELIGIBLE
from ballot.domain.person_name import folded
from ballot.domain.roster import double_entries, entries, finding
from ballot.domain.roster.double_entries import DoubleEntry, RosterEntry
from ballot.domain.roster.entries import RosterRules
from ballot.domain.roster.voter import RosterVoter
from ballot.domain.scheme.scheme import NAME, Scheme
from ballot.domain.scoring.assessment import PeopleFile
from ballot.intake import name_readings
from ballot.storage import meetings, subjects
from ballot.storage.hall import roster
from ballot.storage.hall.roster import RosterRow
from ballot.storage.meetings import MeetingRow
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.meeting import planning
from ballot.usecases.verified import arrivals, kept_roster, schemes


@dataclass(frozen=True, slots=True)
class RosterPreview:
    """A file before it is saved: its entries, what is wrong, which rows may be one person, and the
    names of those who are judged at this very meeting."""

    entries: tuple[RosterEntry, ...]
    faults: tuple[Fault, ...]
    doubles: tuple[DoubleEntry, ...]
    judged: tuple[str, ...]

    @property
    def persons(self) -> int:
        """How many there are if every double entry is what is proposed."""
        return self.count({each.row for each in self.doubles if each.is_one})

    def count(self, ones: Collection[int]) -> int:
        """How many there are if just these double entries, by their first rows, are one person."""
        one_less = (len(each.entries) - 1 for each in self.doubles if each.row in ones)
        return len(self.entries) - sum(one_less)


def preview(hall: Hall, actor: Actor, number: str, given: PeopleFile) -> RosterPreview:
    """What a file would bring. Nothing is saved. Raises MeetingUnknown, MayNot, NotInState,
    RosterInUse where somebody has been checked in by the roster that is there."""
    return hall.database.read(lambda db: _preview(hall, db, actor, number, given))


def keep(
    hall: Hall, actor: Actor, number: str, given: PeopleFile, ones: Collection[int] | None
) -> int:
    """Save it in the place of an earlier roster; how many people it has.

    ``ones`` are the first rows of those double entries that are one person, all others are
    different people; None: nobody has said so. Raises Refused with every fault, RosterInUse,
    NotInState, MayNot.
    """
    return acts.carry_out(hall, lambda db: _keep(hall, db, actor, number, given, ones))


def in_place(position: int, voter: RosterVoter) -> RosterRow:
    """Somebody as he is kept, with the letters by which he is found."""
    readings = name_readings.letters(voter.name)
    return RosterRow(position, voter, finding.initials(voter.name, readings))


def _preview(
    hall: Hall, db: Session, actor: Actor, number: str, given: PeopleFile
) -> RosterPreview:
    meeting = acts.find(db, actor, number, Act.EDIT)
    acts.require_state(meeting, Act.EDIT)
    _require_unused(hall, db, number)
    return _read(db, number, given, kept_roster.rules(db, number, schemes.of(db, meeting)))


def _read(db: Session, number: str, given: PeopleFile, rules: RosterRules) -> RosterPreview:
    read = entries.read(given.rows, given.first_row, given.file, rules)
    faults = list(read.faults)
    doubles = () if faults else double_entries.find(read.entries)
    for each in doubles:
        if not each.is_settled:
            error = EitherPerson(each.entries[0].voter.name, _rows(each))
            faults.append(Fault(error, file=given.file, row=each.row, column=NAME))
    if not 1 <= len(read.entries) <= MOST_ELIGIBLE:
        many = OutOfRange(value=str(len(read.entries)), low="1", high=str(MOST_ELIGIBLE))
        faults.append(Fault(many, file=given.file))
    judged = {folded(each.name): each.name for each in subjects.subjects(db, number)}
    named = [each.voter.name for each in read.entries if folded(each.voter.name) in judged]
    return RosterPreview(tuple(read.entries), tuple(faults), doubles, tuple(dict.fromkeys(named)))


def _keep(
    hall: Hall,
    db: Session,
    actor: Actor,
    number: str,
    given: PeopleFile,
    ones: Collection[int] | None,
) -> int:
    meeting = acts.hold_in_state(db, actor, number, Act.EDIT)
    _require_unused(hall, db, number)
    scheme = schemes.of(db, meeting)
    rules = kept_roster.rules(db, number, scheme)
    seen = _read(db, number, given, rules)
    said = () if ones is None else ones
    faults = list(seen.faults) or _unsaid(seen, given.file, ones)
    voters = double_entries.joined(seen.entries, seen.doubles, said) if not faults else ()
    faults += _of_classes(seen, given.file, rules, said) if not faults else []
    if faults:
        raise Refused(faults)
    rows = [in_place(place, each) for place, each in enumerate(voters)]
    roster.put(db, number, rows, arrivals.nobody(hall, number, len(rows)))
    follow(db, meeting, scheme)
    told = {"roster": len(rows), "rows": len(seen.entries)}
    write_down(hall, db, actor, meeting, **told)
    return len(rows)


def follow(db: Session, meeting: MeetingRow, scheme: Scheme) -> None:
    """Let 应参加 of a draft be what the roster has."""
    parts = kept_roster.parts(db, meeting.number, scheme)
    planning.put_eligible(db, meeting.number, scheme, parts)
    meetings.change(db, meeting.number, Act.EDIT)


def write_down(hall: Hall, db: Session, actor: Actor, meeting: MeetingRow, **told: object) -> None:
    """The line of the journal names nobody: it stays when the roster has gone."""
    acts.write_down(hall, db, actor, Act.EDIT, meeting.number, custody=meeting.custody, **told)


def _require_unused(hall: Hall, db: Session, number: str) -> None:
    come = arrivals.read(hall, db, number)
    if come:
        raise RosterInUse(come=len(come))


def _unsaid(seen: RosterPreview, file: str, ones: Collection[int] | None) -> list[Fault]:
    """Every double entry of which nobody has said what it is."""
    if ones is not None:
        return []
    return [
        Fault(
            PerhapsOnePerson(each.entries[0].voter.name, _rows(each)),
            file=file,
            row=each.row,
            column=NAME,
        )
        for each in seen.doubles
    ]


def _of_classes(
    seen: RosterPreview, file: str, rules: RosterRules, ones: Collection[int]
) -> list[Fault]:
    """Rows that were said to be one person, and name two classes of voters."""
    found = []
    for each in seen.doubles:
        if each.row in ones:
            (one,) = double_entries.joined(each.entries, (each,), {each.row})
            wrong = entries.faults_of_classes(one, rules)
            found += [Fault(error, file=file, row=each.row, column=at) for at, error in wrong]
    return found


def _rows(double: DoubleEntry) -> tuple[int, ...]:
    return tuple(each.row for each in double.entries)
