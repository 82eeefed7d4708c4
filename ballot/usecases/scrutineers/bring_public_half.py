"""The page of a 监票人 brings the public half of its one-time key pair."""

from sqlalchemy.orm import Session

from ballot.box import group
from ballot.domain.access import Actor, Badge, Role
from ballot.domain.acts import Act
from ballot.domain.errors import KeyStepWrong, MayNot, TwiceTheSame
from ballot.domain.meeting import Custody
from ballot.storage import badges
from ballot.storage.meetings import MeetingRow
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.verified import key_making
from ballot.usecases.verified.key_making import PAGE


def bring(hall: Hall, actor: Actor, number: str, key: bytes) -> None:
    """Keep the page key, 32 bytes; one brought again stands in the place of the earlier one.

    Raises ProofRefused where it is no key, TwiceTheSame where another page has it, KeyStepWrong
    once the key of the box is dealt, NotInState, MayNot.
    """
    group.read_key(key)
    acts.carry_out(hall, lambda db: _bring(hall, db, actor, number, key))


def hold(db: Session, actor: Actor, number: str) -> tuple[MeetingRow, Badge]:
    """The meeting in which a 监票人 makes keys now, and his place. Raises MayNot, NotInState."""
    meeting = acts.hold_in_state(db, actor, number, Act.KEYS)
    badge = actor.badge
    if badge is None or badge.role is not Role.SCRUTINEER:
        raise MayNot(act=Act.KEYS)
    if meeting.custody is not Custody.SCRUTINEERS:
        raise KeyStepWrong
    return meeting, badge


def _bring(hall: Hall, db: Session, actor: Actor, number: str, key: bytes) -> None:
    meeting, badge = hold(db, actor, number)
    made = key_making.checked(hall, db, meeting)
    if made.keys is not None:
        raise KeyStepWrong
    if (badge.position, key) in made.pages:
        return
    if key in made.publics:
        raise TwiceTheSame(value=actor.name)
    badges.change(db, number, badge.position, page_key=key)
    told = {"place": badge.position, "key": key.hex()}
    key_making.write_down(hall, db, actor, meeting, PAGE, **told)
