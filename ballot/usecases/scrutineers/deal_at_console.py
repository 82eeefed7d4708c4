"""The key of a box dealt at the console, where phones cannot make it: one 监票人 after another."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from ballot.box import shares
from ballot.box.shares import NUMBERS, PublicKeys, Share
from ballot.domain.access import CONSOLE
from ballot.domain.acts import Act
from ballot.domain.errors import KeysAreMade, KeyStepWrong, PlaceUnknown
from ballot.domain.meeting import Custody
from ballot.storage import badges, meetings
from ballot.storage.meetings import MeetingRow
from ballot.usecases import acts
from ballot.usecases.accounts import badge_pins
from ballot.usecases.hall import Hall
from ballot.usecases.scrutineers import begin_key_anew
from ballot.usecases.verified import key_making
from ballot.usecases.verified.key_making import CONFIRMED, DEALT


@dataclass(frozen=True, slots=True)
class Dealing:
    """A key that was drawn and is nowhere but in this process, until all three have their slips.

    ``names`` are those of the three, ``without_pin`` the places that have no PIN yet.
    """

    run: bytes
    keys: PublicKeys
    shares: tuple[Share, ...] = field(repr=False)
    names: tuple[str, ...]
    without_pin: tuple[int, ...]


def begin(hall: Hall, number: str) -> Dealing:
    """Draw a key. Nothing is stored yet, so that whoever breaks off leaves nothing behind.

    Raises PlaceUnknown before three are named, KeysAreMade, KeyStepWrong, NotInState.
    """
    return hall.database.read(lambda db: _begin(hall, db, number))


def finish(hall: Hall, number: str, dealing: Dealing, pins: Mapping[int, str]) -> None:
    """Store the public half: all three have copied their slips and chosen their PINs.

    Raises WeakPin, KeyStepWrong where the meeting went on meanwhile, NotInState.
    """
    stored = {place: badge_pins.hashed(pin) for place, pin in pins.items()}
    acts.carry_out(hall, lambda db: _finish(hall, db, number, dealing, stored))


def _require(hall: Hall, db: Session, meeting: MeetingRow) -> None:
    acts.require_state(meeting, Act.KEYS)
    if meeting.custody is not Custody.SCRUTINEERS:
        raise KeyStepWrong
    if key_making.of(hall, db, meeting).keys is not None:
        raise KeysAreMade


def _begin(hall: Hall, db: Session, number: str) -> Dealing:
    meeting = acts.find(db, CONSOLE, number, Act.KEYS)
    _require(hall, db, meeting)
    rows = {row.position: row for row in badges.of_meeting(db, number)}
    for place in NUMBERS:
        if place not in rows:
            raise PlaceUnknown(place=place)
    keys, split = shares.split()
    return Dealing(
        run=meeting.run,
        keys=keys,
        shares=split,
        names=tuple(rows[place].name for place in NUMBERS),
        without_pin=tuple(place for place in NUMBERS if rows[place].pin_hash is None),
    )


def _finish(
    hall: Hall, db: Session, number: str, dealing: Dealing, stored: Mapping[int, str]
) -> None:
    meeting = acts.hold(db, CONSOLE, number, Act.KEYS)
    _require(hall, db, meeting)
    if meeting.run != dealing.run:
        raise KeyStepWrong
    begin_key_anew.forget(hall, db, CONSOLE, meeting, console=True)
    keys = dealing.keys
    meetings.change(db, number, Act.KEYS, pk=keys.pk)
    told = {"pk": keys.pk.hex(), "vks": [vk.hex() for vk in keys.vks], "console": True}
    key_making.write_down(hall, db, CONSOLE, meeting, DEALT, **told)
    for place, vk in zip(NUMBERS, keys.vks, strict=True):
        pin = {"pin_hash": stored[place], "digest": None} if place in stored else {}
        badges.change(db, number, place, vk=vk, confirmed=True, **pin)
        key_making.write_down(hall, db, CONSOLE, meeting, CONFIRMED, place=place)
