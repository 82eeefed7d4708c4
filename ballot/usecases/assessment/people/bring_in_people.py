"""An organizer brings a file into an assessment: its people, or scores of people who are there.

All of a file comes in, or nothing. A preview says what is wrong with it and saves nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from sqlalchemy.orm import Session

from ballot.domain import garbage_collection, journal_line
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import Fault, NobodyInFile, Refused
from ballot.domain.journal_line import End
from ballot.domain.scoring.assessment import PeopleFile
from ballot.domain.scoring.people.row_marks import Change, Mark
from ballot.fonts.library import MissingGlyph
from ballot.storage import journal
from ballot.storage.assessment.assessments import AssessmentRow
from ballot.usecases import acts
from ballot.usecases.assessment import reviewing
from ballot.usecases.assessment.people import (
    decided_values,
    imported,
    people_rows,
    staged_people,
)
from ballot.usecases.assessment.people.people_rows import Read, Tell
from ballot.usecases.assessment.people.remembered_columns import remember
from ballot.usecases.assessment.people.staged_people import Staged, StagedInVain
from ballot.usecases.hall import Hall
from ballot.usecases.verified import entered_values


@dataclass(frozen=True, slots=True)
class Preview:
    """A file before anything of it is saved: every fault with row and column, and the rows of
    somebody whom an earlier row names in another writing."""

    faults: tuple[Fault, ...] = ()
    same: tuple[tuple[int, int], ...] = ()
    marks: Mapping[int, Mark] = field(default_factory=dict)
    """By row whether somebody is new, changed, the same, or in doubt."""
    changes: Mapping[int, tuple[Change, ...]] = field(default_factory=dict)
    """By row what it says otherwise than it stands."""
    reopens: str = ""
    """The step of the review that the file would undo; empty: none."""
    doubts: tuple[Fault, ...] = ()
    """People who may be one: nothing comes in before somebody says that they are different."""
    beyond: tuple[Fault, ...] = ()
    """Points beyond what the sheet can bring: nothing either, before they are said to be right."""
    odd: tuple[Fault, ...] = ()
    """Numbers far from those of the others: a remark."""
    there: tuple[int, ...] = ()
    """Rows of meetings that are there already, and that nothing is done with."""
    left_to_server: int = 0
    """How many rows of meetings leave the key to the server by saying nothing."""

    @property
    def asked(self) -> tuple[Fault, ...]:
        """What somebody has to say first."""
        return (*self.doubts, *self.beyond)


def preview(
    hall: Hall, actor: Actor, assessment: int, given: PeopleFile, *, adding: bool
) -> Preview:
    """What would become of a file. Saves nothing.

    Raises AssessmentConcluded, NoticeHangs, MayNot: nobody looks through what cannot come in.
    """

    def work(db: Session) -> Preview:
        kept = reviewing.require_changeable(db, actor, assessment, Act.EDIT)
        read = people_rows.read(db, kept, given, adding=adding)
        faults = _faults(db, assessment, read, given)
        return Preview(
            faults,
            tuple(read.same),
            read.marks(),
            {each.row: each.changes for each in read.coming if each.changes},
            reviewing.resting_step(db, kept),
            doubts=tuple(read.doubts),
            beyond=tuple(read.beyond),
            odd=tuple(read.odd),
        )

    return hall.database.read(work)


@dataclass(frozen=True, slots=True)
class Brought:
    """How many rows of a file added somebody, changed him, or said what stands already."""

    new: int
    changed: int
    same: int

    @property
    def count(self) -> int:
        """All of them."""
        return self.new + self.changed + self.same


def require_open(hall: Hall, actor: Actor, assessment: int) -> str:
    """Before anything is typed or chosen: the step of the review that a change of people would
    undo, to which somebody has to agree; empty: none.

    Raises AssessmentConcluded, NoticeHangs, MayNot, Refused.
    """

    def work(db: Session) -> str:
        kept = reviewing.require_changeable(db, actor, assessment, Act.EDIT)
        return reviewing.resting_step(db, kept)

    return hall.database.read(work)


def lacking(hall: Hall, given: PeopleFile) -> tuple[MissingGlyph, ...]:
    """What no font of the paper has of the texts of a file: a remark, never a fault."""
    return hall.library.look().lacking(text for row in given.rows for text in row.values())


def add_people(
    hall: Hall, actor: Actor, assessment: int, given: PeopleFile, tell: Tell = people_rows.silent
) -> Brought:
    """Add the people of a file, with what it says of them; of those who are there already, what it
    says otherwise is changed.

    Raises Refused, ReviewUnderWay, NoticeHangs, AssessmentConcluded, MayNot.
    """
    return _bring_in(hall, actor, assessment, given, tell, adding=True)


def enter_scores(
    hall: Hall, actor: Actor, assessment: int, given: PeopleFile, tell: Tell = people_rows.silent
) -> Brought:
    """Enter the scores and flags of a file by person.

    An empty cell changes nothing; 否 lifts a flag. Earlier scores are kept, the last one counts.
    Raises Refused, ReviewUnderWay, NoticeHangs, AssessmentConcluded, MayNot.
    """
    return _bring_in(hall, actor, assessment, given, tell, adding=False)


def _bring_in(
    hall: Hall, actor: Actor, assessment: int, given: PeopleFile, tell: Tell, *, adding: bool
) -> Brought:
    """The whole file by one commit: whoever interrupts it has changed nothing.

    It is read before, and many who are new are written before it, where nobody sees them, for votes
    wait while it lasts; anew where the assessment went on.
    """

    def look(db: Session) -> _Looked:
        kept = reviewing.require_changeable(db, actor, assessment, Act.EDIT)
        end = journal.end(db, journal_line.of_assessment(assessment))
        read = people_rows.read(db, kept, given, adding=adding, tell=tell)
        faults = [*_faults(db, assessment, read, given)] or [*read.doubts, *read.beyond]
        return _Looked(kept, end, read, faults, _counted(read))

    def work(db: Session, staged: Staged) -> Brought:
        kept = reviewing.open_to(db, actor, assessment, Act.EDIT)
        reviewing.require_agreed(db, kept, agreed=given.agreed)
        journal.queue(db, journal_line.of_assessment(assessment))
        seen = before
        if seen.end != journal.end(db, journal_line.of_assessment(assessment)):
            staged_people.require_none(staged)
            seen = look(db)
        if seen.faults:
            raise Refused(seen.faults)
        remember(db, kept.unit, given.choices)
        touched = staged_people.show(
            db, staged, seen.read, assessment, source=given.file, by=by, at=at
        )
        file = PurePath(given.file).name
        imported.note(db, assessment, touched, file=file, by=by, at=at)
        brought = seen.brought
        told = {"people": brought.count, "new": brought.new, "changed": brought.changed}
        entered_values.write_down(hall, db, actor, assessment, **told)
        return brought

    by, at = actor.name, hall.clock()
    with garbage_collection.unsearched():
        before = hall.database.read(look)
        staged: Staged = ()
        if not before.faults:
            staged = staged_people.write(hall, before.kept, before.read, given.file, by=by, at=at)
        try:
            return acts.carry_out(hall, lambda db: work(db, staged))
        except StagedInVain:
            return acts.carry_out(hall, lambda db: work(db, ()))
        finally:
            staged_people.clear(hall, staged)


@dataclass(frozen=True, slots=True)
class _Looked:
    """A file as it was read, where the chain of the assessment ended then, and what it brings."""

    kept: AssessmentRow
    end: End
    read: Read
    faults: list[Fault]
    brought: Brought


def _counted(read: Read) -> Brought:
    marks = list(read.marks().values())
    new = marks.count(Mark.NEW) + marks.count(Mark.DOUBTFUL)
    return Brought(new, marks.count(Mark.CHANGED), marks.count(Mark.SAME))


def _faults(db: Session, assessment: int, read: Read, given: PeopleFile) -> tuple[Fault, ...]:
    if not any(any(row.values()) for row in given.rows):
        return (*read.faults, Fault(error=NobodyInFile(), file=given.file))
    return (*read.faults, *decided_values.faults(db, assessment, read.coming, given.file))
