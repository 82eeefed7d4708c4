"""How many people an assessment has: by it a page knows what takes long."""

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.storage.assessment import signs
from ballot.usecases.assessment.find_assessment import find
from ballot.usecases.hall import Hall


def count_people(hall: Hall, actor: Actor, assessment: int) -> int:
    """Everybody in it. Raises Refused where there is none of this id, MayNot."""
    return hall.database.read(
        lambda db: signs.count_people(db, find(db, actor, assessment, Act.SEE).id)
    )
