"""An organizer brings a file into an assessment: its people, or scores of people who are there.

All of a file comes in, or nothing. A preview says what is wrong with it and saves nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePath

from sqlalchemy.orm import Session

from ballot.domain import garbage_collection, rounding
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import Fault, NobodyInFile, Refused
from ballot.domain.scheme import columns
from ballot.domain.scheme.columns import ColumnRole
from ballot.domain.scheme.scheme import KEY_COLUMNS, NAME, UNIT, VILLAGE, Scheme
from ballot.domain.scoring import figures
from ballot.domain.scoring.assessment import PeopleFile
from ballot.domain.scoring.people.row_marks import Change, Mark
from ballot.domain.scoring.people_rows import NO
from ballot.fonts.library import MissingGlyph
from ballot.storage.assessment import assessments, inputs, person_changes
from ballot.storage.assessment.assessments import OBJECTIVE_SCORE
from ballot.storage.assessment.inputs import NewFlag, NewPerson, NewScore
from ballot.usecases import acts
from ballot.usecases.assessment import reviewing
from ballot.usecases.assessment.people import imported, people_rows
from ballot.usecases.assessment.people.coming import Coming
from ballot.usecases.assessment.people.imported import Touched
from ballot.usecases.assessment.people.people_rows import Read, Tell
from ballot.usecases.assessment.people.remembered_columns import remember
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
        faults = (*read.faults, *_empty(given))
        return Preview(
            faults,
            tuple(read.same),
            read.marks(),
            {each.row: each.changes for each in read.coming if each.changes},
            reviewing.resting_step(db, kept),
            *map(tuple[Fault, ...], (read.doubts, read.beyond, read.odd)),
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
    """One transaction for the whole file: whoever interrupts it has changed nothing."""

    def work(db: Session) -> Brought:
        kept = reviewing.open_to(db, actor, assessment, Act.EDIT)
        reviewing.require_agreed(db, kept, agreed=given.agreed)
        read = people_rows.read(db, kept, given, adding=adding, tell=tell)
        faults = [*read.faults, *_empty(given)] or [*read.doubts, *read.beyond]
        if faults:
            raise Refused(faults)
        remember(db, kept.unit, given.choices)
        by, at = actor.name, hall.clock()
        touched = keep(db, read, assessment, source=given.file, by=by, at=at)
        imported.note(db, assessment, touched, file=PurePath(given.file).name, by=by, at=at)
        brought = _counted(read)
        told = {"people": brought.count, "new": brought.new, "changed": brought.changed}
        entered_values.write_down(hall, db, actor, assessment, **told)
        return brought

    with garbage_collection.unsearched():
        return acts.carry_out(hall, work)


def _counted(read: Read) -> Brought:
    marks = list(read.marks().values())
    new = marks.count(Mark.NEW) + marks.count(Mark.DOUBTFUL)
    return Brought(new, marks.count(Mark.CHANGED), marks.count(Mark.SAME))


def keep(
    db: Session, read: Read, assessment: int, *, source: str, by: str, at: datetime
) -> Touched:
    """Write what was read without a fault, and only what changes; the act binds it."""
    name = PurePath(source).name
    keeper = _Keeper(db, read.scheme, assessment)
    keeper.keep(read.coming)
    inputs.enter_all(db, keeper.scores, source=name, by=by, at=at)
    inputs.raise_all(db, keeper.raised, by=by, at=at)
    for who, (before, after) in keeper.regrouped.items():
        person_changes.add(db, who, before=before, after=after, reason=name, by=by, at=at)
    return keeper.touched()


def _empty(given: PeopleFile) -> tuple[Fault, ...]:
    if any(any(row.values()) for row in given.rows):
        return ()
    return (Fault(error=NobodyInFile(), file=given.file),)


class _Keeper:
    """Writes the people who came in at once, and gathers what changes of their scores and flags."""

    def __init__(self, db: Session, scheme: Scheme, assessment: int) -> None:
        self.db, self.scheme, self.assessment = db, scheme, assessment
        self.roles = {column.name: column.role for column in columns.coming_in(scheme)}
        names = [name for name in scheme.person.columns if name not in KEY_COLUMNS]
        self.group_names = tuple(names)
        self.entries = inputs.entries(db, assessment)
        self.flags = inputs.flags(db, assessment)
        self.scores: list[NewScore] = []
        self.raised: list[NewFlag] = []
        self.added: list[int] = []
        self.groups: dict[int, dict[str, str]] = {}
        """Of those who are there and get other groups: what stood before."""
        self.regrouped: dict[int, tuple[dict[str, str], dict[str, str]]] = {}
        """By person the group columns that differ, before and after."""

    def keep(self, coming: Sequence[Coming]) -> None:
        """Take all rows."""
        for id, each in zip(self._people(coming), coming, strict=True):
            for name, text in each.texts.items():
                role = self.roles[name]
                if role in (ColumnRole.FLAG, ColumnRole.GROUND):
                    self._flag(id, name, text)
                elif role not in (ColumnRole.PERSON, ColumnRole.GROUP):
                    self._score(id, name, text)
            self._objective(id, each)

    def _people(self, coming: Sequence[Coming]) -> list[int]:
        """The ids of all rows; who is not there yet is added, who came without groups gets them."""
        new = [each for each in coming if each.id is None]
        rows = [NewPerson(*_key(each), self._groups(each.texts)) for each in new]
        before = {
            each.id: dict(each.groups) for each in assessments.people(self.db, self.assessment)
        }
        inputs.add_people(self.db, self.assessment, rows)
        self._regroup(coming, before)
        there = assessments.people(self.db, self.assessment)
        ids = {(each.name, each.unit_name, each.village): each.id for each in there}
        self.added = [ids[_key(each)] for each in new]
        return [ids[_key(each)] for each in coming]

    def _regroup(self, coming: Sequence[Coming], before: Mapping[int, dict[str, str]]) -> None:
        """Set the groups that a file says otherwise; an empty cell leaves what stands."""
        changed = {}
        for each in coming:
            if each.id is None:
                continue
            stands, said = before[each.id], self._groups(each.texts)
            others = {name: text for name, text in said.items() if stands.get(name, "") != text}
            if others:
                changed[each.id] = stands | others
                self.groups[each.id] = stands
                was = {name: stands.get(name, "") for name in others}
                self.regrouped[each.id] = (was, others)
        inputs.set_groups(self.db, changed)

    def touched(self) -> Touched:
        """Whom the file added, and what stood before of those who were there."""
        new = set(self.added)
        scores, flags = imported.Before(), imported.Before()
        for score in self.scores:
            if score.person not in new:
                stood = self.entries.get(score.person, {}).get(score.item, "")
                scores.setdefault(score.person, {})[score.item] = stood
        for raised in self.raised:
            if raised.person not in new:
                stood = self.flags.get(raised.person, {}).get(raised.kind, "")
                flags.setdefault(raised.person, {})[raised.kind] = stood
        return Touched(tuple(self.added), self.groups, scores, flags)

    def _groups(self, texts: Mapping[str, str]) -> dict[str, str]:
        return {name: texts[name] for name in self.group_names if name in texts}

    def _score(self, id: int, item: str, text: str) -> None:
        if self.entries.get(id, {}).get(item) != text:
            self.scores.append(NewScore(id, item, text))

    def _flag(self, id: int, kind: str, text: str) -> None:
        stands = self.flags.get(id, {}).get(kind)
        lifted = text == NO
        if stands != (None if lifted else text):
            self.raised.append(NewFlag(id, kind, text, lifted))

    def _objective(self, id: int, coming: Coming) -> None:
        """The sheet's total, so that the meeting's own result has it too."""
        item = self.scheme.objective
        if item is None:
            return
        found = figures.of(self.scheme, coming.person, frozenset({item.name}))
        value = found.values[self.scheme.items.index(item)]
        if value is not None:
            self._score(id, OBJECTIVE_SCORE, rounding.plain(value))


def _key(coming: Coming) -> tuple[str, str, str]:
    texts = coming.texts
    return texts[NAME], texts.get(UNIT, ""), texts.get(VILLAGE, "")
