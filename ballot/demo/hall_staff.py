"""监票人 and 计票人 of the example. Their phones are played here, by the use cases of real ones.

A phone makes what ``static/scrutineer/keys.js`` makes in a browser. Badges, PINs and shares live
in the memory of this process alone and go with it.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from ballot.box import elgamal, pickup, published, shares
from ballot.box.shares import NUMBERS, PublicKeys, Share
from ballot.domain.access import CONSOLE, Actor
from ballot.domain.errors import ConsentNeeded, Tampered
from ballot.domain.meetings.result import Way
from ballot.usecases.accounts.find_badge import find_badge
from ballot.usecases.consents import answer_consent
from ballot.usecases.hall import Hall
from ballot.usecases.opening.publish_list import publish_list
from ballot.usecases.opening.send_partials import send_partials
from ballot.usecases.scrutineers import (
    badge_links,
    bring_public_half,
    claim_badge,
    compare_digits,
    confirm_share,
    see_scrutineers,
)
from ballot.usecases.scrutineers.appoint import appoint
from ballot.usecases.verified import key_making

T = TypeVar("T")

SCRUTINEERS = ("刘德明", "丁玉兰", "韩守信")
TELLERS = ("马金花", "曹长河")


@dataclass(slots=True)
class Phone:
    """The phone of a place of the hall; ``share`` is empty before the key is made."""

    hall: Hall
    number: str
    place: int
    pin: str = field(repr=False)
    badge: str = field(repr=False)
    page: bytes = field(default=b"", repr=False)
    share: bytes = field(default=b"", repr=False)

    @property
    def actor(self) -> Actor:
        """Who holds it."""
        return find_badge(self.hall, self.number, self.badge)

    def bring(self) -> None:
        """Make a one-time key pair and post its public half."""
        self.page, public = elgamal.make_key()
        bring_public_half.bring(self.hall, self.actor, self.number, public)

    def compare(self) -> None:
        """Say that the six digits are the same as on the others."""
        seen = see_scrutineers.see_helpers(self.hall, self.actor, self.number)
        digest = key_making.digest(seen.publics)
        compare_digits.compare(self.hall, self.actor, self.number, digest, same=True)

    def take_share(self) -> None:
        """Take the share, see that it belongs to the key, and prove to hold it."""
        seen = see_scrutineers.see_helpers(self.hall, self.actor, self.number)
        if seen.sealed is None or seen.pk is None:
            raise Tampered(what="keys")
        self.share = pickup.recover(seen.run, self.place, self.page, seen.sealed)
        keys = PublicKeys(seen.pk, seen.vks)
        shares.check_keys(keys)
        proof = shares.prove(seen.run, shares.find(keys, self.share), confirm_share.PURPOSE)
        confirm_share.confirm(self.hall, self.actor, self.number, proof)

    def agree(self, act: Callable[[], T]) -> T:
        """Do an act of the organizer about which a 监票人 is asked."""
        try:
            return act()
        except ConsentNeeded as needed:
            rows = answer_consent.waiting(self.hall, self.actor, self.number)
            asked = next(row for row in rows if row.digest == needed.digest and not row.answer)
            self.answer(asked.id)
        return act()

    def answer(self, id: int) -> None:
        """Agree to what waits for an answer."""
        who = self.actor
        answer_consent.answer(self.hall, who, self.number, id, self.pin, agrees=True)

    def use_key(self) -> None:
        """Work on the list of the closed box and send what the share makes of it."""
        given = publish_list(self.hall, self.actor, self.number)
        listed = published.from_json("".join(given.pieces))
        share = Share(self.place, self.share)
        sent = published.partials(listed, share, given.close_value, listed.minimum)
        send_partials(self.hall, self.actor, self.number, sent, Way.PAGE)


def come(hall: Hall, number: str) -> list[Phone]:
    """Three 监票人 and two 计票人 are named, scan the code of their place and choose a PIN."""
    names = (*SCRUTINEERS, *TELLERS)
    appoint(hall, CONSOLE, number, names)
    return [_come(hall, number, place) for place in range(1, len(names) + 1)]


def make_key(phones: list[Phone]) -> None:
    """The whole ceremony of the three."""
    three = phones[: len(NUMBERS)]
    for phone in three:
        phone.bring()
    for phone in three:
        phone.compare()
    for phone in three:
        phone.take_share()


def _come(hall: Hall, number: str, place: int) -> Phone:
    link, pin = badge_links.offer(hall, CONSOLE, number, place), _pin()
    return Phone(hall, number, place, pin, claim_badge.claim(hall, number, link, pin))


def _pin() -> str:
    """Six digits that are no run: the last is the first again."""
    digits = "".join(random.SystemRandom().sample("0123456789", 5))
    return digits + digits[0]
