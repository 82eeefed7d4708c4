"""A 监票人 says whether all three phones show the same six digits; at the third yes it is dealt."""

from sqlalchemy.orm import Session

from ballot.box import shares
from ballot.box.shares import NUMBERS
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import KeyStepWrong
from ballot.storage import badges, meetings
from ballot.storage.meetings import MeetingRow
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.scrutineers import begin_key_anew
from ballot.usecases.scrutineers.bring_public_half import hold
from ballot.usecases.verified import key_making
from ballot.usecases.verified.key_making import DEALT, SAME, Made


def compare(hall: Hall, actor: Actor, number: str, seen: str, *, same: bool) -> None:
    """Say yes or no to the code of the keys whose digest is ``seen``.

    A no begins the ceremony anew. At the third yes the key of the box is drawn, shared, sealed to
    the three pages and forgotten, in this call. Raises KeyStepWrong where other keys are there by
    now, Tampered("keys") where somebody else exchanged one.
    """
    acts.carry_out(hall, lambda db: _compare(hall, db, actor, number, seen, same))


def _compare(hall: Hall, db: Session, actor: Actor, number: str, seen: str, same: bool) -> None:
    meeting, badge = hold(db, actor, number)
    made = key_making.checked(hall, db, meeting)
    is_this = len(made.pages) == len(NUMBERS) and key_making.digest(made.publics) == seen
    if made.keys is not None or not is_this:
        raise KeyStepWrong
    if not same:
        begin_key_anew.forget(hall, db, actor, meeting, differ=badge.position)
        return
    told = {"place": badge.position, "keys": seen}
    key_making.write_down(hall, db, actor, meeting, SAME, **told)
    if made.same | {badge.position} == set(NUMBERS):
        _deal(hall, db, actor, meeting, made)


def _deal(hall: Hall, db: Session, actor: Actor, meeting: MeetingRow, made: Made) -> None:
    """Nothing secret leaves ``shares.deal`` but sealed to the page that it is for."""
    dealt = shares.deal(meeting.run, made.publics)
    meetings.change(db, meeting.number, Act.KEYS, pk=dealt.keys.pk)
    for place, vk, sealed in zip(NUMBERS, dealt.keys.vks, dealt.sealed, strict=True):
        badges.change(db, meeting.number, place, vk=vk, sealed_share=sealed)
    told = {"pk": dealt.keys.pk.hex(), "vks": [vk.hex() for vk in dealt.keys.vks]}
    key_making.write_down(hall, db, actor, meeting, DEALT, **told)
