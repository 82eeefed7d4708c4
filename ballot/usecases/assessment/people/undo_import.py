"""An organizer takes back the last file that came in, while nothing was done with it since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import ImportInUse, NoImport
from ballot.domain.scoring.people_rows import NO
from ballot.storage import subjects
from ballot.storage.assessment import (
    assessments,
    inputs,
    people_imports,
    person_changes,
    rankings,
)
from ballot.storage.assessment.assessments import PersonRow
from ballot.storage.assessment.inputs import NewFlag, NewScore
from ballot.storage.assessment.people_imports import ImportRow
from ballot.usecases import acts
from ballot.usecases.assessment import reviewing, worked_out
from ballot.usecases.assessment.find_assessment import find
from ballot.usecases.assessment.people import imported
from ballot.usecases.assessment.people.imported import Touched
from ballot.usecases.hall import Hall
from ballot.usecases.verified import entered_values

FEW = 10
"""So many names are told of those who hold a file fast."""


@dataclass(frozen=True, slots=True)
class UndoneValue:
    """A value that would be as before; empty: there is none."""

    name: str
    now: str
    before: str


@dataclass(frozen=True, slots=True)
class LastImport:
    """The last file that came in. ``added`` would be taken out again, ``others`` would stand as
    they stood before; ``held_by`` are the names for whom it stays, empty: it may be taken back."""

    id: int
    file: str
    by: str
    at: datetime
    added: tuple[PersonRow, ...]
    others: tuple[PersonRow, ...]
    held_by: tuple[str, ...]
    changes: Mapping[int, tuple[UndoneValue, ...]]
    """By the id of each of the ``others`` what would stand again."""


def see_last_import(hall: Hall, actor: Actor, assessment: int) -> LastImport | None:
    """What would be undone; None where nothing came in by a file. Raises Refused, MayNot."""

    def work(db: Session) -> LastImport | None:
        kept = find(db, actor, assessment, Act.SEE)
        return worked_out.of(hall, db, kept, "import", lambda: _last(db, assessment))

    return hall.database.read(work)


def last_import(hall: Hall, actor: Actor, assessment: int) -> int | None:
    """The id of the last file that came in and was not taken back. Raises Refused, MayNot."""

    def work(db: Session) -> int | None:
        find(db, actor, assessment, Act.SEE)
        row = people_imports.last(db, assessment)
        return None if row is None else row.id

    return hall.database.read(work)


def undo_import(
    hall: Hall, actor: Actor, assessment: int, *, of: int | None = None, agreed: bool = False
) -> LastImport:
    """Take the last file back: whom it added goes, what it changed is as before; what was undone.

    ``of`` is the file that somebody looked at: where another came in since, nothing is done.
    Raises NoImport, ImportInUse, ReviewUnderWay, NoticeHangs, AssessmentConcluded, Refused, MayNot.
    """

    def work(db: Session) -> LastImport:
        kept = reviewing.open_to(db, actor, assessment, Act.EDIT)
        reviewing.require_agreed(db, kept, agreed=agreed)
        row, last = people_imports.last(db, assessment), _last(db, assessment)
        if row is None or last is None or of not in (None, row.id):
            raise NoImport
        if last.held_by:
            raise ImportInUse(file=last.file, names=last.held_by[:FEW])
        at = hall.clock()
        _take_back(db, assessment, imported.read(row), file=row.file, by=actor.name, at=at)
        people_imports.mark_undone(db, row.id, at)
        told = {"undone": row.file, "removed": len(last.added), "changed": len(last.others)}
        entered_values.write_down(hall, db, actor, assessment, **told)
        return last

    return acts.carry_out(hall, work)


def _last(db: Session, assessment: int) -> LastImport | None:
    row = people_imports.last(db, assessment)
    if row is None:
        return None
    touched = imported.read(row)
    there = {each.id: each for each in assessments.people(db, assessment)}
    return LastImport(
        id=row.id,
        file=row.file,
        by=row.by,
        at=row.at,
        added=tuple(there[id] for id in touched.added if id in there),
        others=tuple(there[id] for id in touched.others if id in there),
        held_by=_held_by(db, assessment, row, touched, there),
        changes=_changes(db, assessment, touched, there),
    )


def _changes(
    db: Session, assessment: int, touched: Touched, there: dict[int, PersonRow]
) -> dict[int, tuple[UndoneValue, ...]]:
    groups = {id: each.groups for id, each in there.items()}
    stand = (
        (touched.groups, groups),
        (touched.scores, inputs.entries(db, assessment)),
        (touched.flags, inputs.flags(db, assessment)),
    )
    found: dict[int, list[UndoneValue]] = {id: [] for id in touched.others}
    for before, now in stand:
        for id, was in before.items():
            have = now.get(id, {})
            both = [(name, have.get(name, ""), text) for name, text in was.items()]
            found[id] += [UndoneValue(*each) for each in both if each[1] != each[2]]
    return {id: tuple(each) for id, each in found.items()}


def _held_by(
    db: Session, assessment: int, row: ImportRow, touched: Touched, there: dict[int, PersonRow]
) -> tuple[str, ...]:
    """The names of those who were changed, ranked, or put before a meeting since."""
    names = [there[id].name for id in touched.people if id in there]
    ranked = rankings.of_assessment(db, assessment)
    is_changed = not imported.is_untouched(db, assessment, touched, row.after_sha256)
    if is_changed or (ranked and ranked[0].at >= row.at):
        return tuple(names)
    met = subjects.before_any(db, assessment)
    return tuple(there[id].name for id in touched.added if id in met)


def _take_back(
    db: Session, assessment: int, touched: Touched, *, file: str, by: str, at: datetime
) -> None:
    """Entries are only added, those of whom the file added aside: they go with him."""
    for id in touched.added:
        person_changes.remove(db, id)
    _regroup(db, assessment, touched, file=file, by=by, at=at)
    scores = [
        NewScore(id, item, t) for id, each in touched.scores.items() for item, t in each.items()
    ]
    inputs.enter_all(db, scores, source=file, by=by, at=at)
    flags = [
        NewFlag(id, kind, text or NO, not text)
        for id, each in touched.flags.items()
        for kind, text in each.items()
    ]
    inputs.raise_all(db, flags, by=by, at=at)


def _regroup(
    db: Session, assessment: int, touched: Touched, *, file: str, by: str, at: datetime
) -> None:
    """The groups as they stood, and a line that says so."""
    for each in assessments.people(db, assessment):
        was = touched.groups.get(each.id)
        if was is None:
            continue
        names = [name for name, text in each.groups.items() if was.get(name, "") != text]
        before = {name: each.groups[name] for name in names}
        after = {name: was.get(name, "") for name in names}
        person_changes.add(db, each.id, before=before, after=after, reason=file, by=by, at=at)
    inputs.set_groups(db, touched.groups)
