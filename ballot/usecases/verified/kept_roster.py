"""The roster of a meeting as it is kept, and what follows from it under the meeting's scheme."""

from sqlalchemy.orm import Session

from ballot.domain.roster.entries import RosterRules
from ballot.domain.roster.voter import Parts, eligible_parts
from ballot.domain.scheme import wording
from ballot.domain.scheme.scheme import Scheme
from ballot.storage import subjects
from ballot.storage.hall import roster


def rules(db: Session, number: str, scheme: Scheme) -> RosterRules:
    """Which categories a roster may name: those of the scheme in the wording of the villages, and
    where voters come in classes any beside the one class of each."""
    classes = tuple(each.name for each in scheme.classes)
    villages = {each.village for each in subjects.subjects(db, number)}
    allowed = () if classes else wording.categories(scheme, sorted(villages))
    return RosterRules(allowed, classes)


def parts(db: Session, number: str, scheme: Scheme) -> Parts:
    """应参加 by category as the roster has it; empty where the meeting has no roster."""
    voters = [each.voter for each in roster.of_meeting(db, number)]
    found = rules(db, number, scheme)
    return eligible_parts(voters, found.classes or found.allowed)
