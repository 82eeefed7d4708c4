"""People of the hall who count: tellers, 监票人, and the totals of a pile of papers."""

from collections.abc import Sequence

from makers.meetings import AMeeting
from sqlalchemy.orm import Session

from ballot.domain.access import CONSOLE, Actor, Badge, Role
from ballot.domain.ledger.paper_count import CellTotal
from ballot.storage import badges
from ballot.storage.badges import BadgeRow
from ballot.usecases.hall import Hall
from ballot.usecases.ledger.enter_paper import PaperEntered, enter_paper
from ballot.usecases.scrutineers import badge_links, claim_badge
from ballot.usecases.slips.exchange_slip import exchange_slip

PIN = "482913"


def a_teller(number: str, place: int) -> Actor:
    """The teller 1 or 2 of a meeting, by the badge of his phone."""
    badge = Badge(meeting=number, role=Role.TELLER, position=3 + place)
    return Actor(id=None, name=f"计票{place}", badge=badge)


def a_scrutineer(number: str, place: int) -> Actor:
    """The 监票人 1, 2 or 3 of a meeting, by the badge of his phone."""
    badge = Badge(meeting=number, role=Role.SCRUTINEER, position=place)
    return Actor(id=None, name=f"监票{place}", badge=badge)


def a_phone_of(hall: Hall, person: Actor) -> str:
    """The secret of the badge that this person's phone got by the link of his place."""
    badge = person.badge
    assert badge is not None
    number, place = badge.meeting, badge.position

    def name(db: Session) -> None:
        if badges.at_position(db, number, place) is None:
            row = BadgeRow(meeting=number, position=place, role=badge.role, name=person.name)
            badges.add(db, [row])

    hall.database.write(name)
    link = badge_links.offer(hall, CONSOLE, number, place)
    return claim_badge.claim(hall, number, link, PIN)


def papers(
    *counts: int, blank: int = 0, invalid: int = 0, subjects: int = 1
) -> tuple[CellTotal, ...]:
    """Papers of the usual question that were marked alike for every subject."""
    sheets = sum(counts) + blank + invalid
    return tuple(CellTotal(each, 0, 0, counts, blank, invalid, sheets) for each in range(subjects))


def exchange(hall: Hall, meeting: AMeeting, slips: int, by: Actor) -> None:
    """Exchange the next unused slips for paper."""
    for _ in range(slips):
        exchange_slip(hall, by, meeting.number, meeting.slips[meeting.spent].token)
        meeting.spent += 1


def both_enter(hall: Hall, number: str, totals: Sequence[CellTotal]) -> PaperEntered:
    """Both tellers hand in the same."""
    enter_paper(hall, a_teller(number, 1), number, totals)
    return enter_paper(hall, a_teller(number, 2), number, totals)
