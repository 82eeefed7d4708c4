"""Statements about assessments and the people in them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from ballot.storage.rows import add_one
from ballot.storage.tables import assessment, person, score_entry

OBJECTIVE_SCORE = "objective_score"
"""The item of ``score_entry`` that holds a 组织工作目标考评得分 brought in as decimal text."""


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
    """Start an assessment with a copy of the scheme's text; its id."""
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
    """The assessments of these units (None: of all), the newest first, without those removed."""
    standing = select(assessment).where(assessment.c.removed_at.is_(None))
    statement = standing.order_by(assessment.c.id.desc())
    if units is not None:
        statement = statement.where(assessment.c.unit.in_(list(units)))
    return [AssessmentRow(**row) for row in db.execute(statement).mappings()]


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


def people(db: Session, of_assessment: int) -> list[PersonRow]:
    """The people of an assessment in the order in which they were added."""
    columns = (person.c.id, person.c.name, person.c.unit_name, person.c.village, person.c.groups)
    statement = select(*columns).where(person.c.assessment == of_assessment)
    return [PersonRow(*row) for row in db.execute(statement.order_by(person.c.id))]


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


def scores(db: Session, people: Iterable[int], item: str = OBJECTIVE_SCORE) -> dict[int, str]:
    """The score of ``item`` that counts, as decimal text, of each of these people who has one."""
    statement = select(score_entry.c.person, score_entry.c.value).where(
        score_entry.c.person.in_(list(people)), score_entry.c.item == item
    )
    rows = db.execute(statement.order_by(score_entry.c.id))
    return {int(who): str(value) for who, value in rows}
