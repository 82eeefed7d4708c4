"""The slips are settled before the opening: what nobody used is void, and 收回 is frozen."""

from sqlalchemy.orm import Session

from ballot.domain.errors import Tampered
from ballot.storage import slips, turnout
from ballot.usecases.inspection import Inspected


def settle(db: Session, number: str, box: Inspected) -> str:
    """Void what nobody used and freeze 收回; the slip-state root, hex. Raises Tampered("slips")."""
    if tuple(turnout.by_class(db, number)) != box.returned:
        raise Tampered(what="slips")
    slips.void_unused(db, number)
    turnout.freeze(db, number, box.returned)
    return slips.state_root(db, number).hex()
