"""An organizer gives an assessment another title or period: what is printed from then on has it."""

from sqlalchemy.orm import Session

from ballot.domain import short_text
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import Fault, NothingChanged, NotOneOf, Refused, TwiceTheSame
from ballot.domain.scoring import period_kind
from ballot.storage import unit_tree
from ballot.storage.assessment import assessments, reviews
from ballot.storage.assessment.assessments import AssessmentRow
from ballot.usecases import acts
from ballot.usecases.assessment.find_assessment import find
from ballot.usecases.hall import Hall
from ballot.usecases.verified import schemes


def rename_assessment(
    hall: Hall,
    actor: Actor,
    assessment: int,
    *,
    title: str | None = None,
    period: str | None = None,
) -> None:
    """Set the title, the period, or both; None leaves one as it is. Possible at any time: what was
    posted or signed keeps the words that it had.

    Raises Refused with the keys ``title``, ``period`` (a title stands once in a unit; neither names
    another kind of period or round than the assessment is), NothingChanged, MayNot.
    """

    def work(db: Session) -> None:
        unit_tree.hold_titles(db, find(db, actor, assessment, Act.EDIT).unit)
        reviews.hold(db, assessment)
        kept = find(db, actor, assessment, Act.EDIT)
        new = (_said(title, kept.title), _said(period, kept.period))
        if new == (kept.title, kept.period):
            raise NothingChanged
        _require(db, kept, *new)
        assessments.rename(db, assessment, title=new[0], period=new[1])
        was = {"title": kept.title, "period": kept.period}
        told = {"before": was, "after": {"title": new[0], "period": new[1]}}
        acts.write_down(hall, db, actor, Act.EDIT, None, assessment=assessment, **told)

    acts.carry_out(hall, work)


def _said(text: str | None, stands: str) -> str:
    return stands if text is None else text.strip()


def _require(db: Session, kept: AssessmentRow, title: str, period: str) -> None:
    lines = (("title", title, True), ("period", period, False))
    found = ((key, short_text.wrong(text, needed=needed)) for key, text, needed in lines)
    faults = [Fault(error, key=key) for key, error in found if error is not None]
    other = assessments.find(db, kept.unit, title)
    if other is not None and other.id != kept.id:
        faults.append(Fault(TwiceTheSame(value=title), key="title"))
    faults += _of_period(kept, title, period)
    if faults:
        raise Refused(faults)


def _of_period(kept: AssessmentRow, title: str, period: str) -> list[Fault]:
    """New words that name another kind of period than the assessment has, or another round."""
    after = schemes.of_assessment(kept).aftermath
    fresh = {"title": title != kept.title, "period": period != kept.period}
    faults = [
        each
        for each in period_kind.disagreeing(title, period, after.period)
        if fresh[each.key or ""]
    ]
    named = period_kind.round_of(title, period, after.rounds)
    if after.round and named not in ("", after.round):
        error = NotOneOf(value=named, allowed=(after.round,))
        faults.append(Fault(error, key="period" if named in period else "title"))
    return faults
