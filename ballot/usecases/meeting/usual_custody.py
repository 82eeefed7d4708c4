"""Who keeps the key of the box where nobody has said it yet: whom policy or unit asks for, else as
at the last vote of the office."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.meeting import Custody
from ballot.domain.scheme.scheme import Scheme
from ballot.storage import meetings, unit_tree
from ballot.storage.assessment.assessments import AssessmentRow
from ballot.storage.unit_tree import UnitRow
from ballot.usecases.accounts import units
from ballot.usecases.assessment.look_at_assessment import look_at_assessment
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.list_meetings import units_of
from ballot.usecases.verified import schemes


@dataclass(frozen=True, slots=True)
class UsualCustody:
    """What a new meeting begins with, and who asks for it; empty: nobody, it was so before."""

    custody: Custody
    who: str = ""


def usual_custody(hall: Hall, actor: Actor, assessment: int | None = None) -> UsualCustody:
    """Of the policy of the ``assessment`` and of the units from its own upwards, or from the
    actor's, whoever asks: for three 监票人 before the server. Where nobody asks, the custody of the
    last vote that was opened in the units that the actor sees; before any was, the server. Raises
    Refused where there is no such assessment, MayNot."""
    head = None if assessment is None else look_at_assessment(hall, actor, assessment)
    scheme = head.scheme if head else None

    def work(db: Session) -> UsualCustody:
        of = units.unit_of(db, actor) if head is None else head.unit
        found = asked(unit_tree.units(db), of, scheme)
        last = meetings.last_custody(db, units_of(db, actor))
        return found or UsualCustody(last or Custody.SERVER)

    return hall.database.read(work)


def asked(rows: Iterable[UnitRow], unit: int, scheme: Scheme | None) -> UsualCustody | None:
    """What policy or units ask for of a meeting of ``unit``; None where neither does."""
    above = unit_tree.asking(rows, unit)
    by_unit = UsualCustody(above.custody, above.name) if above and above.custody else None
    by_policy = UsualCustody(scheme.custody, scheme.title) if scheme and scheme.custody else None
    both = [each for each in (by_policy, by_unit) if each]
    return next((e for e in both if e.custody is Custody.SCRUTINEERS), both[0] if both else None)


def by_name(db: Session, kept: AssessmentRow, named: Mapping[str, int]) -> dict[str, Custody]:
    """What is asked for of the meetings of an assessment, by the name of the unit that holds them;
    empty: its own. Units of which nobody asks for anybody are left out."""
    rows, scheme = unit_tree.units(db), schemes.of_assessment(kept)
    found = {name: asked(rows, id, scheme) for name, id in {"": kept.unit, **named}.items()}
    return {name: each.custody for name, each in found.items() if each}
