"""Cards for people: a sheet a person, folded to A5. In front what his part does, behind it what
helps when something goes wrong.

A card bears the numbers of its meeting and no secret: no link, no digits of a phone, no password.
It names nobody.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from ballot.printing.forms import template
from ballot.printing.leaf import Leaf


class CardRole(StrEnum):
    """Whose card it is; the value is the name of its template too."""

    ORGANIZER = "organizer"
    SCRUTINEER = "scrutineer"
    TELLER = "teller"
    DOOR = "door"


PATHS: Mapping[CardRole, str] = {
    CardRole.ORGANIZER: "/meetings/{number}",
    CardRole.SCRUTINEER: "/s/{number}/",
    CardRole.TELLER: "/s/{number}/",
    CardRole.DOOR: "/d/{number}/",
}
"""The page that somebody of this part keeps open; who is not known there is told so."""
SCRUTINEERS, TELLERS = 3, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class HallCards:
    """What the cards of a meeting depend on.

    ``url`` is where the program is reached; ``required``: so many must come, and so many ballots
    come back. ``exchanges``: slips become paper. ``roster``: the door keeps it, at so many
    tablets (``doors``), else it has sheets to sign. ``network``: the screen says how to join it.
    """

    title: str
    number: str
    url: str
    eligible: int
    required: int
    slips: int
    custody: str
    round: int = 1
    held: str = ""
    place: str = ""
    sealed: bool = False
    kiosks: int = 0
    kiosk_place: str = ""
    exchanges: bool = True
    roster: bool = False
    doors: int = 0
    network: bool = False

    @property
    def by_scrutineers(self) -> bool:
        """Whether three 监票人 hold the keys of the box."""
        return self.custody == "scrutineers"

    @property
    def site(self) -> str:
        """The address as one types it."""
        return self.url.partition("://")[2]


class Card(NamedTuple):
    """One sheet; ``address`` is empty where this part has no page."""

    role: CardRole
    address: str

    @property
    def short(self) -> str:
        """The address as one types it."""
        return self.address.partition("://")[2].rstrip("/")


def leaf(cards: HallCards) -> Leaf:
    """As many sheets as there are people: one press prints what a hall needs."""
    return template.leaf("cards", c=cards, cards=tuple(_cards(cards)))


def _cards(cards: HallCards) -> Iterator[Card]:
    for role, copies in _copies(cards).items():
        path = PATHS[role].format(number=cards.number)
        has_page = role is not CardRole.DOOR or cards.roster
        yield from [Card(role, f"{cards.url}{path}" if has_page else "")] * copies


def _copies(cards: HallCards) -> Mapping[CardRole, int]:
    return {
        CardRole.ORGANIZER: 1,
        CardRole.SCRUTINEER: SCRUTINEERS,
        CardRole.TELLER: TELLERS if cards.exchanges else 0,
        CardRole.DOOR: max(1, cards.doors),
    }
