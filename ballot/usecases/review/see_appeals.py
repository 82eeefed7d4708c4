"""Appeals and objections of an assessment, with their decisions, and what may be appealed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.scheme import columns
from ballot.domain.scheme.consequences import Appeal
from ballot.domain.scheme.scheme import Scheme
from ballot.storage.assessment import appeals, assessments, notices
from ballot.storage.assessment.appeals import AppealRow
from ballot.storage.assessment.assessments import PersonRow
from ballot.usecases.assessment import ranking_inputs, reviewing, worked_out
from ballot.usecases.hall import Hall
from ballot.usecases.review import take_appeal


@dataclass(frozen=True, slots=True)
class AppealView:
    """An appeal or an objection with its person and the value that its item has now."""

    row: AppealRow
    person: PersonRow
    value: str

    @property
    def is_objection(self) -> bool:
        """To what hung, not an appeal of the policy."""
        return self.row.notice is not None


@dataclass(frozen=True, slots=True)
class AppealsView:
    """``rule`` is what the policy says of appeals, None where it has none; ``hangs``: a notice is
    up, so objections are taken."""

    assessment: int
    rule: Appeal | None
    hangs: bool
    concluded: bool
    people: tuple[PersonRow, ...]
    items: tuple[str, ...]
    objected: tuple[str, ...]
    appeals: tuple[AppealView, ...]


def see_appeals(hall: Hall, actor: Actor, assessment: int) -> AppealsView:
    """All of an assessment, the open ones first. Raises Refused, MayNot."""

    def work(db: Session) -> AppealsView:
        desk = reviewing.look(hall, db, actor, assessment)
        people, values = worked_out.of(
            hall, db, desk.kept, "texts", lambda: _texts(db, assessment, desk.scheme)
        )
        rows = sorted(
            appeals.of_assessment(db, assessment), key=lambda each: each.decision is not None
        )
        rule = desk.scheme.aftermath.appeal
        today = reviewing.today(hall)
        return AppealsView(
            assessment=assessment,
            rule=rule,
            hangs=notices.is_any_up(db, assessment, today),
            concluded=desk.progress.concluded,
            people=tuple(people.values()),
            items=take_appeal.items(desk.scheme, rule) if rule else (),
            objected=_objected(desk.scheme, values, take_appeal.of_votes(hall, db, desk)),
            appeals=tuple(
                AppealView(
                    each,
                    people[each.person],
                    take_appeal.value_in(desk.scheme, values[each.person], each.item),
                )
                for each in rows
            ),
        )

    return hall.database.read(work)


def _texts(
    db: Session, assessment: int, scheme: Scheme
) -> tuple[dict[int, PersonRow], dict[int, dict[str, str]]]:
    people = {each.id: each for each in assessments.people(db, assessment)}
    return people, ranking_inputs.texts_of(db, assessment, scheme)


def _objected(
    scheme: Scheme, values: Mapping[int, Mapping[str, str]], voted: Mapping[int, Collection[str]]
) -> tuple[str, ...]:
    """The items about which an objection may be: those that a decision can change of anybody, and
    of a month where anybody has one."""
    there = {name for texts in values.values() for name, text in texts.items() if text}
    months = {column.name for column in columns.coming_in(scheme) if column.of_period}

    def is_fixed(name: str) -> bool:
        return all(
            name in voted[id] or take_appeal.counting_instead(scheme, texts, name)
            for id, texts in values.items()
        )

    return tuple(
        name
        for name in take_appeal.items(scheme, None)
        if (name in there or name not in months) and not is_fixed(name)
    )
