"""Statements about assessments and the people in them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Select, func, insert, or_, select, update
from sqlalchemy.orm import Session

from ballot.storage.assessment.people_digests import note_changed
from ballot.storage.rows import add_one
from ballot.storage.tables import assessment, person, score_entry

OBJECTIVE_SCORE = "objective_score"
"""The item of ``score_entry`` that holds a 组织工作目标考评得分 brought in as decimal text."""
PERSON = (person.c.id, person.c.name, person.c.unit_name, person.c.village, person.c.groups)


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """An assessment with the scheme as it was when it started."""

    id: int
    unit: int
    previous: int | None
    title: str
    period: str
    scheme_id: str
    scheme_text: str
    scheme_sha256: bytes
    overrides: Mapping[str, str]
    created_at: datetime
    removed_at: datetime | None = None

    @property
    def name(self) -> str:
        """Its title with its period."""
        return self.title if self.period in self.title else f"{self.title} {self.period}"

    @property
    def is_hidden(self) -> bool:
        """Whether nobody sees it: it was removed, or a meeting that stands alone rests on it."""
        return self.removed_at is not None or not self.title


@dataclass(frozen=True, slots=True)
class PersonRow:
    """被测评对象: 姓名 + 单位 + 村(社区), and the value of each group column."""

    id: int
    name: str
    unit_name: str
    village: str
    groups: Mapping[str, str] = field(default_factory=dict)


def add(
    db: Session,
    *,
    unit: int,
    title: str,
    scheme_id: str,
    scheme_text: str,
    at: datetime,
    period: str = "",
    previous: int | None = None,
    overrides: Mapping[str, str] | None = None,
) -> int:
    """Start an assessment with a copy of the scheme's text; its id. Without a title it is what a
    meeting rests on that stands alone."""
    values = {
        "unit": unit,
        "title": title,
        "period": period,
        "previous": previous,
        "scheme_id": scheme_id,
        "scheme_text": scheme_text,
        "scheme_sha256": sha256(scheme_text.encode()).digest(),
        "overrides": dict(overrides or {}),
        "created_at": at,
    }
    return add_one(db, assessment, **values)


def get(db: Session, id: int) -> AssessmentRow:
    """The assessment of this id, which a meeting refers to."""
    row = db.execute(select(assessment).where(assessment.c.id == id)).mappings().one()
    return AssessmentRow(**row)


def find(db: Session, unit: int, title: str) -> AssessmentRow | None:
    """The newest assessment of a unit with this title that was not removed."""
    titled = (assessment.c.unit == unit, assessment.c.title == title)
    statement = select(assessment).where(*titled, assessment.c.removed_at.is_(None))
    row = db.execute(statement.order_by(assessment.c.id.desc()).limit(1)).mappings().one_or_none()
    return None if row is None else AssessmentRow(**row)


def in_units(db: Session, units: Iterable[int] | None) -> list[AssessmentRow]:
    """The assessments of these units (None: of all), the newest first, without those hidden."""
    standing = select(assessment).where(assessment.c.removed_at.is_(None), assessment.c.title != "")
    statement = standing.order_by(assessment.c.id.desc())
    if units is not None:
        statement = statement.where(assessment.c.unit.in_(list(units)))
    return [AssessmentRow(**row) for row in db.execute(statement).mappings()]


@dataclass(frozen=True, slots=True)
class AssessmentsWanted:
    """Which assessments that somebody sees: of these units (None: of all), under one of these
    policies (None: under any), each word in the title or in the period."""

    units: Collection[int] | None
    scheme_ids: tuple[str, ...] | None = None
    words: tuple[str, ...] = ()


def count(db: Session, wanted: AssessmentsWanted) -> int:
    """How many there are."""
    return db.scalar(select(func.count()).select_from(assessment).where(*_are(wanted))) or 0


def page(db: Session, wanted: AssessmentsWanted, first: int, most: int) -> list[AssessmentRow]:
    """At most ``most`` of them, ``first`` of them left out, the newest first."""
    statement = select(assessment).where(*_are(wanted)).order_by(assessment.c.id.desc())
    return [
        AssessmentRow(**row) for row in db.execute(statement.offset(first).limit(most)).mappings()
    ]


def _are(wanted: AssessmentsWanted) -> Iterator[ColumnElement[bool]]:
    c = assessment.c
    yield c.removed_at.is_(None)
    yield c.title != ""
    if wanted.units is not None:
        yield c.unit.in_(list(wanted.units))
    if wanted.scheme_ids is not None:
        yield c.scheme_id.in_(wanted.scheme_ids)
    for word in wanted.words:
        yield or_(*(each.icontains(word, autoescape=True) for each in (c.title, c.period)))


def people_in(db: Session, of: Collection[int]) -> dict[int, int]:
    """How many people each of these assessments has; one without any is left out."""
    c = person.c.assessment
    return dict(db.execute(select(c, func.count()).where(c.in_(list(of))).group_by(c)).all())


def several(db: Session, ids: Collection[int]) -> dict[int, AssessmentRow]:
    """These by id, those removed too."""
    rows = db.execute(select(assessment).where(assessment.c.id.in_(ids))).mappings()
    return {row["id"]: AssessmentRow(**row) for row in rows}


def rename(db: Session, id: int, *, title: str, period: str) -> None:
    """Give an assessment another title and period."""
    statement = update(assessment).where(assessment.c.id == id)
    db.execute(statement.values(title=title, period=period))


def set_overrides(db: Session, id: int, overrides: Mapping[str, str]) -> None:
    """Set the keys of its scheme that stand besides the scheme's text."""
    statement = update(assessment).where(assessment.c.id == id)
    db.execute(statement.values(overrides=dict(overrides)))


def remove(db: Session, id: int, at: datetime) -> None:
    """Let nobody see an assessment any more. Its row and its people stay, as its journal does."""
    db.execute(update(assessment).where(assessment.c.id == id).values(removed_at=at))


def followed_by(db: Session, id: int) -> list[AssessmentRow]:
    """The assessments that name this one as the period before them."""
    statement = select(assessment).where(assessment.c.previous == id)
    rows = db.execute(statement.where(assessment.c.removed_at.is_(None))).mappings()
    return [AssessmentRow(**row) for row in rows]


def person_of(
    db: Session,
    of_assessment: int,
    *,
    name: str,
    unit_name: str = "",
    village: str = "",
    groups: Mapping[str, str] | None = None,
) -> int:
    """The id of a person of the assessment, who is added where he is not there yet."""
    where = (
        person.c.assessment == of_assessment,
        person.c.name == name,
        person.c.unit_name == unit_name,
        person.c.village == village,
    )
    there = db.scalar(select(person.c.id).where(*where))
    if there is not None:
        return int(there)
    values = {"name": name, "unit_name": unit_name, "village": village}
    return add_one(db, person, assessment=of_assessment, groups=dict(groups or {}), **values)


def people(db: Session, of_assessment: int, ids: Collection[int] | None = None) -> list[PersonRow]:
    """The people of an assessment in the order in which they were added; those of ``ids`` alone
    where they are named."""
    ours = () if ids is None else (person.c.id.in_(ids),)
    return [PersonRow(*row) for row in db.execute(_people(of_assessment).where(*ours))]


def person_in(db: Session, of_assessment: int, id: int) -> PersonRow | None:
    """The person of this id, if the assessment has him."""
    found = db.execute(_people(of_assessment).where(person.c.id == id)).one_or_none()
    return None if found is None else PersonRow(*found)


def first_names(db: Session, of_assessment: int, most: int) -> list[str]:
    """The names of the first so many people."""
    return [row.name for row in db.execute(_people(of_assessment).limit(most))]


def people_named(db: Session, of_assessment: int, name: str) -> list[PersonRow]:
    """Those of this name."""
    return [
        PersonRow(*row) for row in db.execute(_people(of_assessment).where(person.c.name == name))
    ]


def beside(db: Session, of_assessment: int, id: int) -> tuple[PersonRow | None, PersonRow | None]:
    """Who stands before and who behind a person in the list."""
    behind = _people(of_assessment).where(person.c.id > id).limit(1)
    there = select(*PERSON).where(person.c.assessment == of_assessment, person.c.id < id)
    before = there.order_by(person.c.id.desc()).limit(1)
    found = (db.execute(each).one_or_none() for each in (before, behind))
    first, second = (None if row is None else PersonRow(*row) for row in found)
    return first, second


def _people(of_assessment: int) -> Select[Any]:
    return select(*PERSON).where(person.c.assessment == of_assessment).order_by(person.c.id)


def enter_score(
    db: Session,
    of_person: int,
    *,
    item: str,
    value: str,
    by: str,
    at: datetime,
    source: str = "",
    reason: str = "",
    voucher: str = "",
) -> None:
    """Enter a score as decimal text. Earlier entries stay; the last one counts.

    The act that enters it binds all of them with ``usecases.entered.bind`` into its line of the
    journal: an entry that no line covers blocks result and ranking.
    """
    values = {"item": item, "value": value, "source": source, "reason": reason}
    db.execute(
        insert(score_entry).values(person=of_person, voucher=voucher, by=by, at=at, **values)
    )
    note_changed(db, [of_person])


def scores(db: Session, people: Iterable[int], item: str = OBJECTIVE_SCORE) -> dict[int, str]:
    """The score of ``item`` that counts, as decimal text, of each of these people who has one."""
    statement = select(score_entry.c.person, score_entry.c.value).where(
        score_entry.c.person.in_(list(people)), score_entry.c.item == item
    )
    rows = db.execute(statement.order_by(score_entry.c.id))
    return {int(who): str(value) for who, value in rows}
