"""How far the making of a key has come: as the journal tells it, and nothing else.

The columns of the phones repeat it for whoever reads the database. What decides is the chain of
the journal, so that a key exchanged in a table between two steps is noticed at the next one.
"""

import hashlib
import json
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from ballot.box import shares
from ballot.box.shares import NUMBERS, PublicKeys
from ballot.box.transcript import framed
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import KeysNotConfirmed, Tampered
from ballot.storage import badges
from ballot.storage.meetings import MeetingRow
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.verified import chain

PAGE, SAME, DEALT, CONFIRMED, ANEW = "page", "same", "dealt", "confirmed", "anew"
"""The steps in the journal, in their order; the last one begins from nothing."""


@dataclass(frozen=True, slots=True)
class Made:
    """What of a key there is: one-time page keys by place, who compared, the key, who holds it."""

    pages: tuple[tuple[int, bytes], ...] = ()
    same: frozenset[int] = frozenset()
    keys: PublicKeys | None = None
    confirmed: frozenset[int] = frozenset()

    @property
    def publics(self) -> tuple[bytes, ...]:
        """The page keys in the order of the places."""
        return tuple(key for _place, key in self.pages)

    @property
    def is_whole(self) -> bool:
        """Whether all three hold their shares."""
        return self.keys is not None and len(self.confirmed) == len(NUMBERS)


def of(hall: Hall, db: Session, meeting: MeetingRow) -> Made:
    """What has been made in the present run of the meeting. Raises Tampered("journal")."""
    made, run = Made(), meeting.run.hex()
    for line in chain.of_meeting(hall, db, meeting.number):
        told = json.loads(line.detail or "{}") if line.act == Act.KEYS else {}
        if told.get("run") == run:
            made = _after(made, told)
    return made


def checked(hall: Hall, db: Session, meeting: MeetingRow) -> Made:
    """The same, after the chain and the columns were held against it. Raises Tampered."""
    made = of(hall, db, meeting)
    rows = {row.position: row for row in badges.of_meeting(db, meeting.number)}
    found = tuple((place, rows[place].page_key) for place in sorted(rows) if rows[place].page_key)
    vks = tuple(rows[place].vk for place in sorted(rows) if rows[place].vk)
    whole = made.keys or PublicKeys(b"", ())
    if found != made.pages or vks != whole.vks or (meeting.pk or b"") != whole.pk:
        raise Tampered(what="keys")
    return made


def confirmed_keys(hall: Hall, db: Session, meeting: MeetingRow) -> PublicKeys:
    """The key whose three shares are confirmed. Raises KeysNotConfirmed, Tampered("keys")."""
    made = checked(hall, db, meeting)
    if made.keys is None or not made.is_whole:
        raise KeysNotConfirmed(confirmed=len(made.confirmed))
    shares.check_keys(made.keys)
    return made.keys


def write_down(
    hall: Hall, db: Session, actor: Actor, meeting: MeetingRow, done: str, **detail: object
) -> None:
    """Tell the journal of a step in the present run."""
    run = meeting.run.hex()
    acts.write_down(hall, db, actor, Act.KEYS, meeting.number, run=run, done=done, **detail)


def digest(publics: tuple[bytes, ...]) -> str:
    """What a page says that it compared: all page keys in the order of the places, in hex."""
    return hashlib.sha256(framed(b"pages-v1", *publics)).hexdigest()


def _after(made: Made, told: dict[str, Any]) -> Made:
    """One step further. A page that came anew has to be compared by all three again."""
    done, place = told["done"], told.get("place", 0)
    if done == PAGE:
        pages = dict(made.pages) | {place: bytes.fromhex(told["key"])}
        return Made(pages=tuple(sorted(pages.items())))
    if done == SAME:
        return replace(made, same=made.same | {place})
    if done == DEALT:
        vks = tuple(bytes.fromhex(vk) for vk in told["vks"])
        return replace(made, keys=PublicKeys(bytes.fromhex(told["pk"]), vks))
    if done == CONFIRMED:
        return replace(made, confirmed=made.confirmed | {place})
    return Made()
