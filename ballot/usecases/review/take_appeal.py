"""申诉和异议: an appeal about an item as the policy allows it, an objection to what hangs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy.orm import Session

from ballot.domain import rounding
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import (
    AppealNotAllowed,
    BallotError,
    Fault,
    Missing,
    NotADeduction,
    NoticeNotPosted,
    NotOneOf,
    Refused,
)
from ballot.domain.scheme import columns
from ballot.domain.scheme.columns import ColumnRole
from ballot.domain.scheme.consequences import Appeal, may_appeal
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scoring import measured_person
from ballot.domain.scoring.periods import rolled_up
from ballot.storage.assessment import appeals, inputs, notices
from ballot.storage.assessment.assessments import PersonRow
from ballot.usecases import acts
from ballot.usecases.assessment import ranking_inputs, reviewing
from ballot.usecases.assessment.reviewing import Desk
from ballot.usecases.hall import Hall
from ballot.usecases.review.raise_flag import person_of

POINTS = (ColumnRole.SECTION, ColumnRole.NUMBER, ColumnRole.ADJUSTMENT, ColumnRole.GRADED)
"""Columns whose value somebody gave and a decision may give anew; votes are none of them."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What is claimed about a person: by whom, in which words, about which item (may be empty)."""

    person: int
    appellant: str
    claim: str
    item: str = ""


def appeal(hall: Hall, actor: Actor, assessment: int, claim: Claim) -> int:
    """Note an appeal as the policy has it; its id.

    Raises AppealNotAllowed, NotADeduction, AssessmentConcluded, Refused, MayNot.
    """

    def work(db: Session) -> int:
        desk = _desk(hall, db, actor, assessment)
        who = _shape(db, desk, claim)
        rule = desk.scheme.aftermath.appeal
        if rule is None:
            raise AppealNotAllowed
        if not may_appeal(rule, claim.appellant.strip(), who.name):
            error: BallotError = AppealNotAllowed(text=rule.text)
            raise Refused([Fault(error=error, key="appellant")])
        allowed = items(desk.scheme, rule)
        if claim.item not in allowed:
            error = NotOneOf(value=claim.item, allowed=allowed)
            raise Refused([Fault(error=error, key="item")])
        _require_counting(hall, db, desk, claim, allowed)
        if rule.deductions:
            _require_deduction(claim.item, value_of(db, desk, claim.person, claim.item))
        return _note(hall, db, actor, desk, claim, None)

    return acts.carry_out(hall, work)


def object_to_notice(hall: Hall, actor: Actor, assessment: int, claim: Claim) -> int:
    """Note an objection to the notice that hangs; its id.

    Raises NoticeNotPosted, AssessmentConcluded, Refused, MayNot.
    """

    def work(db: Session) -> int:
        desk = _desk(hall, db, actor, assessment)
        _shape(db, desk, claim)
        allowed = items(desk.scheme, None)
        if claim.item and claim.item not in allowed:
            error = NotOneOf(value=claim.item, allowed=allowed)
            raise Refused([Fault(error=error, key="item")])
        _require_counting(hall, db, desk, claim, allowed)
        up = [each for each in notices.of_assessment(db, assessment) if each.is_up]
        if not up or reviewing.today(hall) < up[-1].first:
            raise NoticeNotPosted
        return _note(hall, db, actor, desk, claim, up[-1].id)

    return acts.carry_out(hall, work)


def items(scheme: Scheme, rule: Appeal | None) -> tuple[str, ...]:
    """The items that may be appealed against, or about which an objection may be."""
    if rule is not None and rule.items:
        return rule.items
    known = columns.coming_in(scheme)
    return tuple(column.name for column in known if column.role in POINTS)


def value_of(db: Session, desk: Desk, person: int, item: str) -> str:
    """The value of an item as it counts now; empty where there is none."""
    texts = ranking_inputs.texts_of(db, desk.kept.id, desk.scheme)[person]
    return value_in(desk.scheme, texts, item)


def value_in(scheme: Scheme, texts: Mapping[str, str], name: str) -> str:
    """The same out of the texts of a person: what was given whole, else what its parts or months
    make of it, to two decimals."""
    item = scheme.item(name)
    if texts.get(name) or item is None:
        return texts.get(name, "")
    months = columns.of_periods(scheme, item.periods.of, name) if item.periods else ()
    there = {part: texts[part] for part in (*item.parts, *months) if texts.get(part)}
    given = {part: rounding.read_decimal(text) for part, text in there.items()}
    made = rolled_up.value(scheme, item, given, adjusted=False)
    made = rolled_up.of_parts(item, given) if made is None else made
    return "" if made is None else rounding.shown(made)


def counting_instead(scheme: Scheme, texts: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Out of the texts of a person the columns that count in the place of this one: the months of
    which a whole (and its parts) is made, or the whole that was given without its parts. A value
    decided for ``name`` would contradict them or change nothing. None where it counts itself."""
    for item in scheme.items:
        if name in (item.name, *item.parts):
            months = columns.of_periods(scheme, item.periods.of, item.name) if item.periods else ()
            whole = (item.name,) if name != item.name else ()
            return _there(texts, months) or _there(texts, whole)
    for one in scheme.adjustments_entered:
        if one.column == name and one.of is not None:
            return _there(texts, columns.of_periods(scheme, one.of, name))
    return ()


def _there(texts: Mapping[str, str], names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in names if texts.get(name))


def points(item: str, text: str) -> Fraction:
    """A value as a number. Raises NotADeduction where it is none."""
    try:
        return rounding.read_decimal(text)
    except BallotError:
        raise NotADeduction(item=item, value=text) from None


def _desk(hall: Hall, db: Session, actor: Actor, assessment: int) -> Desk:
    desk = reviewing.hold(hall, db, actor, assessment, Act.APPEAL)
    reviewing.require_open(desk)
    return desk


def _shape(db: Session, desk: Desk, claim: Claim) -> PersonRow:
    who = person_of(db, desk.kept.id, claim.person)
    missing = [key for key in ("appellant", "claim") if not getattr(claim, key).strip()]
    if missing:
        raise Refused([Fault(error=Missing(), key=key) for key in missing])
    return who


def _require_counting(
    hall: Hall, db: Session, desk: Desk, claim: Claim, allowed: tuple[str, ...]
) -> None:
    """A decision can change the item: what counts is neither another column nor votes."""
    texts = ranking_inputs.texts_of(db, desk.kept.id, desk.scheme)[claim.person]
    instead = counting_instead(desk.scheme, texts, claim.item)
    voted = of_votes(hall, db, desk)[claim.person]
    if claim.item in voted:
        instead = tuple(name for name in allowed if name not in voted)
    if instead or claim.item in voted:
        error = NotOneOf(value=claim.item, allowed=instead)
        raise Refused([Fault(error=error, key="item")])


def of_votes(hall: Hall, db: Session, desk: Desk) -> dict[int, frozenset[str]]:
    """By person the items that votes of meetings fill. Raises Tampered."""
    found, chosen = ranking_inputs.gather(hall, db, desk.kept), inputs.choices(db, desk.kept.id)
    return {
        id: measured_person.items_of_votes(
            found.scheme, found.measured.get(id, ()), chosen.get(id, {})
        )
        for id in found.ids
    }


def _require_deduction(item: str, text: str) -> None:
    if points(item, text) >= 0:
        raise NotADeduction(item=item, value=text)


def _note(
    hall: Hall, db: Session, actor: Actor, desk: Desk, claim: Claim, notice: int | None
) -> int:
    said = {"appellant": claim.appellant.strip(), "claim": claim.claim.strip(), "item": claim.item}
    at = hall.clock()
    made = appeals.add(db, of_person=claim.person, notice=notice, by=actor.name, at=at, **said)
    told = {"assessment": desk.kept.id, "appeal": made, "person": claim.person, "notice": notice}
    acts.write_down(hall, db, actor, Act.APPEAL, None, **told, **said)
    return made
