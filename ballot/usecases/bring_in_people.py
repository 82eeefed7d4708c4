"""An organizer brings a file into an assessment: its people, or scores of people who are there.

All of a file comes in, or nothing. A preview says what is wrong with it and saves nothing.
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePath

from sqlalchemy.orm import Session

from ballot.domain import columns, figures, rounding
from ballot.domain.access import Actor
from ballot.domain.assessment import PeopleFile
from ballot.domain.columns import Role
from ballot.domain.errors import Fault, Missing, Refused
from ballot.domain.meeting import Act
from ballot.domain.people_rows import NO
from ballot.domain.scheme import KEY_COLUMNS, NAME, UNIT, VILLAGE, Scheme
from ballot.storage import assessments, inputs
from ballot.storage.assessments import OBJECTIVE_SCORE
from ballot.usecases import acts, entered, list_assessments, rows_in
from ballot.usecases.hall import Hall
from ballot.usecases.rows_in import Coming, Read


def preview(
    hall: Hall, actor: Actor, assessment: int, given: PeopleFile, *, adding: bool
) -> tuple[Fault, ...]:
    """All faults of a file, each with row and column; empty where it is clean. Saves nothing."""

    def work(db: Session) -> tuple[Fault, ...]:
        kept = list_assessments.find(db, actor, assessment, Act.EDIT)
        return tuple(rows_in.read(db, kept, given, adding=adding).faults) + _empty(given)

    return hall.database.read(work)


def add_people(hall: Hall, actor: Actor, assessment: int, given: PeopleFile) -> int:
    """Add the people of a file, with what it says of them; how many. Raises Refused, MayNot."""
    return _bring_in(hall, actor, assessment, given, adding=True)


def enter_scores(hall: Hall, actor: Actor, assessment: int, given: PeopleFile) -> int:
    """Enter the scores and flags of a file by person; of how many. Raises Refused, MayNot.

    An empty cell changes nothing; 否 lifts a flag. Earlier scores are kept, the last one counts.
    """
    return _bring_in(hall, actor, assessment, given, adding=False)


def _bring_in(hall: Hall, actor: Actor, assessment: int, given: PeopleFile, *, adding: bool) -> int:
    def work(db: Session) -> int:
        kept = list_assessments.find(db, actor, assessment, Act.EDIT)
        read = rows_in.read(db, kept, given, adding=adding)
        if read.faults or _empty(given):
            raise Refused([*read.faults, *_empty(given)])
        keep(db, read, assessment, source=given.file, by=actor.name, at=hall.clock())
        bound = entered.bind(db, assessment)
        acts.write_down(hall, db, actor, Act.EDIT, None, people=len(read.coming), **bound)
        return len(read.coming)

    return acts.carry_out(hall, work)


def keep(db: Session, read: Read, assessment: int, *, source: str, by: str, at: datetime) -> None:
    """Write what was read without a fault, and only what changes; the act binds it."""
    keeper = _Keeper(db, read.scheme, assessment, source, by, at)
    for each in read.coming:
        keeper.keep(each)


def _empty(given: PeopleFile) -> tuple[Fault, ...]:
    return () if given.rows else (Fault(error=Missing(), file=given.file, row=2, column=NAME),)


class _Keeper:
    """Writes what came in, and only what changes."""

    def __init__(
        self, db: Session, scheme: Scheme, assessment: int, file: str, by: str, at: datetime
    ) -> None:
        self.db, self.scheme, self.assessment = db, scheme, assessment
        self.file, self.by, self.at = PurePath(file).name, by, at
        self.roles = {column.name: column.role for column in columns.coming_in(scheme)}
        self.entries = inputs.entries(db, assessment)
        self.flags = inputs.flags(db, assessment)

    def keep(self, coming: Coming) -> None:
        """Keep one row."""
        id = self._person(coming)
        for name, text in coming.texts.items():
            role = self.roles[name]
            if role in (Role.FLAG, Role.GROUND):
                self._flag(id, name, text)
            elif role not in (Role.PERSON, Role.GROUP):
                self._score(id, name, text)
        self._objective(id, coming)

    def _person(self, coming: Coming) -> int:
        groups = self._groups(coming.texts)
        if coming.id is None:
            return assessments.person_of(
                self.db,
                self.assessment,
                name=coming.texts[NAME],
                unit_name=coming.texts.get(UNIT, ""),
                village=coming.texts.get(VILLAGE, ""),
                groups=groups,
            )
        if groups:
            inputs.set_groups(self.db, coming.id, groups)
        return coming.id

    def _groups(self, texts: Mapping[str, str]) -> dict[str, str]:
        names = [name for name in self.scheme.person.columns if name not in KEY_COLUMNS]
        return {name: texts[name] for name in names if name in texts}

    def _score(self, id: int, item: str, text: str) -> None:
        if self.entries.get(id, {}).get(item) != text:
            told = {"item": item, "value": text, "source": self.file}
            assessments.enter_score(self.db, id, by=self.by, at=self.at, **told)

    def _flag(self, id: int, kind: str, text: str) -> None:
        stands = self.flags.get(id, {}).get(kind)
        lifted = text == NO
        if stands != (None if lifted else text):
            inputs.raise_flag(self.db, id, kind, text, by=self.by, at=self.at, lifted=lifted)

    def _objective(self, id: int, coming: Coming) -> None:
        """The sheet's total, so that the meeting's own result has it too."""
        item = self.scheme.objective
        if item is None:
            return
        found = figures.of(self.scheme, coming.person, frozenset({item.name}))
        value = found.values[self.scheme.items.index(item)]
        if value is not None:
            self._score(id, OBJECTIVE_SCORE, rounding.plain(value))
