"""批准: the consent that a policy demands before anything is assessed, with its date and number."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import Fault, Missing, Refused
from ballot.domain.review.steps import Kind
from ballot.usecases import acts
from ballot.usecases.assessment import reviewing
from ballot.usecases.hall import Hall


@dataclass(frozen=True, slots=True)
class Consent:
    """Who consented, on which day (``2026-12-20``), by which document."""

    held_by: str
    held_on: str
    document: str


def authorise_assessment(hall: Hall, actor: Actor, assessment: int, consent: Consent) -> None:
    """Fill in the consent; the last one counts. Raises Refused (something is missing), MayNot."""

    def work(db: Session) -> None:
        desk = reviewing.hold(hall, db, actor, assessment, Act.REVIEW)
        reviewing.require_open(desk)
        given = {name: getattr(consent, name) for name in Consent.__slots__}
        missing = [
            Fault(error=Missing(), key=key) for key, text in given.items() if not text.strip()
        ]
        if missing:
            raise Refused(missing)
        day = reviewing.read_day(hall, consent.held_on, "held_on")
        said = given | {"held_on": day.isoformat()}
        reviewing.write(hall, db, actor, desk, reviewing.entry(desk, Kind.AUTHORISED, **said))

    acts.carry_out(hall, work)
