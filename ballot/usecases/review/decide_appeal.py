"""An appeal or an objection is decided. Granted, it changes the input with both values kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import AppealDecided, Fault, Missing, NotADeduction, NotOneOf, Refused
from ballot.domain.scheme.scheme import NAME, UNIT, VILLAGE
from ballot.domain.scoring.assessment import PeopleFile
from ballot.storage.assessment import appeals, assessments, notices
from ballot.storage.assessment.appeals import GRANTED, REFUSED, AppealRow
from ballot.usecases import acts
from ballot.usecases.assessment import kept_sheet, reviewing
from ballot.usecases.assessment.people import decided_values, people_rows, rows_kept
from ballot.usecases.assessment.reviewing import Desk
from ballot.usecases.hall import Hall
from ballot.usecases.review.raise_flag import person_of
from ballot.usecases.review.take_appeal import points, value_of
from ballot.usecases.verified import entered_values


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision: by whom, why, and the value that the item has from now on where it is granted."""

    granted: bool
    decided_by: str
    reason: str
    after: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """What a decision did: the ``item`` that it changed, empty where it changed none, and whether
    it took the 公示 down that hung."""

    granted: bool
    item: str
    before: str | None
    after: str | None
    took_down: bool


def decide_appeal(
    hall: Hall, actor: Actor, assessment: int, id: int, decision: Decision
) -> Decided:
    """Decide. A granted one about an item changes it: a new ranking is needed, and a notice that
    hangs is withdrawn, for what it says is no longer so. One about no item changes nothing.

    Raises AppealDecided, NotADeduction, AssessmentConcluded, Refused (no reason, no new value, a
    value that does not fit the item), MayNot.
    """

    def work(db: Session) -> Decided:
        desk = reviewing.hold(hall, db, actor, assessment, Act.APPEAL)
        reviewing.require_open(desk)
        found = _find(db, assessment, id)
        _shape(found, decision)
        before = after = None
        took_down = False
        if decision.granted and found.item:
            before = value_of(db, desk, found.person, found.item)
            after = decision.after.strip()
            took_down = _change(hall, db, actor, desk, found, decision, before)
        word = GRANTED if decision.granted else REFUSED
        said = {"decision": word, "decided_by": decision.decided_by.strip()}
        said |= {"reason": decision.reason.strip()}
        at = hall.clock()
        if not appeals.decide(db, id, before=before, after=after, at=at, **said):
            raise AppealDecided
        told = {"appeal": id, "before": before, "after": after, "assessment": assessment}
        bound = entered_values.bind(db, assessment) if after is not None else {}
        acts.write_down(hall, db, actor, Act.APPEAL, None, **(told | said | bound))
        item = found.item if after is not None else ""
        return Decided(decision.granted, item, before, after, took_down)

    return acts.carry_out(hall, work)


def _find(db: Session, assessment: int, id: int) -> AppealRow:
    there = appeals.of_assessment(db, assessment)
    for each in there:
        if each.id == id:
            return each
    error = NotOneOf(value=str(id), allowed=tuple(str(each.id) for each in there))
    raise Refused([Fault(error=error, key="appeal")])


def _shape(found: AppealRow, decision: Decision) -> None:
    if found.decision is not None:
        raise AppealDecided
    keys = ["decided_by", "reason"]
    if decision.granted and found.item:
        keys.append("after")
    missing = [key for key in keys if not str(getattr(decision, key)).strip()]
    if missing:
        raise Refused([Fault(error=Missing(), key=key) for key in missing])


def _change(
    hall: Hall,
    db: Session,
    actor: Actor,
    desk: Desk,
    found: AppealRow,
    decision: Decision,
    before: str,
) -> bool:
    """Enter the new value; whether a notice came down for it."""
    rule = desk.scheme.aftermath.appeal
    after = decision.after.strip()
    is_of_deductions = found.notice is None and rule is not None and rule.deductions
    name = found.item
    if is_of_deductions and points(name, after) <= points(name, before):
        raise NotADeduction(item=name, value=before)
    who = person_of(db, desk.kept.id, found.person)
    row = {NAME: who.name, UNIT: who.unit_name, VILLAGE: who.village, found.item: after}
    source = decided_values.source(found)
    at = hall.clock()
    _give_way(db, desk, found, {"source": source, "by": actor.name, "at": at})
    read = people_rows.read(db, desk.kept, PeopleFile(source, tuple(row), (row,)), adding=False)
    if read.faults:
        raise Refused([Fault(error=each.error, key="after") for each in read.faults])
    rows_kept.keep(db, read, desk.kept.id, source=source, by=actor.name, at=at)
    took_down = False
    for each in notices.of_assessment(db, desk.kept.id):
        if notices.withdraw(db, each.id, reason=decision.reason.strip(), at=at):
            told = {"notice": each.id, "done": "withdrawn", "reason": decision.reason.strip()}
            acts.write_down(hall, db, actor, Act.PUBLISH, None, assessment=desk.kept.id, **told)
            took_down = True
    return took_down


def _give_way(db: Session, desk: Desk, found: AppealRow, noted: Mapping[str, Any]) -> None:
    """Take away the parts of which the item was made: the decision is on the whole, and one value
    counts. Their entries stay on record."""
    item = desk.scheme.item(found.item)
    stood = kept_sheet.latest(db, found.person)
    for part in item.parts if item else ():
        if part in stood and stood[part].value:
            assessments.enter_score(db, found.person, item=part, value="", **noted)
