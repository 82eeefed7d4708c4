"""What was read of a file is written: who is new, what changes of groups, scores and flags."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import PurePath

from sqlalchemy.orm import Session

from ballot.domain import rounding
from ballot.domain.scheme import columns
from ballot.domain.scheme.columns import ColumnRole
from ballot.domain.scheme.scheme import KEY_COLUMNS, NAME, UNIT, VILLAGE, Scheme
from ballot.domain.scoring import figures
from ballot.domain.scoring.people_rows import NO
from ballot.storage.assessment import assessments, inputs, person_changes
from ballot.storage.assessment.assessments import OBJECTIVE_SCORE
from ballot.storage.assessment.inputs import NewFlag, NewPerson, NewScore
from ballot.usecases.assessment.people import imported
from ballot.usecases.assessment.people.coming import Coming
from ballot.usecases.assessment.people.imported import Touched
from ballot.usecases.assessment.people.people_rows import Read


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
