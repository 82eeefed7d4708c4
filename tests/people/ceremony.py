"""Meetings whose key three 监票人 hold, for whoever tests what comes after the ceremony.

The phones here are Python: they do what ``static/scrutineer/keys.js`` does in a browser.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from makers.meetings import AMeeting, a_plan

from ballot.box import elgamal, pickup, shares
from ballot.box.shares import NUMBERS, PublicKeys, Share
from ballot.domain.access import CONSOLE, Actor
from ballot.domain.errors import ConsentNeeded
from ballot.domain.meeting import Custody
from ballot.domain.meetings.plan import MeetingPlan
from ballot.usecases.accounts.find_badge import find_badge
from ballot.usecases.consents import agreed_exchanges, answer_consent
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.freeze import freeze
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.scrutineers import (
    badge_links,
    bring_public_half,
    claim_badge,
    compare_digits,
    confirm_share,
    see_scrutineers,
)
from ballot.usecases.scrutineers.appoint import appoint
from ballot.usecases.slips.confirm_batch import confirm_batch
from ballot.usecases.slips.issue_slips import issue_slips
from ballot.usecases.verified import key_making

T = TypeVar("T")

SCRUTINEERS = ("刘某", "丁某", "韩某")
TELLERS = ("马某", "曹某")
PIN = "582913"


@dataclass(slots=True)
class Phone:
    """The phone of a place: its badge, and what its page holds in memory."""

    hall: Hall
    number: str
    badge: str
    page: bytes = b""
    share: bytes = b""

    @property
    def actor(self) -> Actor:
        """Who holds it."""
        return find_badge(self.hall, self.number, self.badge)

    @property
    def place(self) -> int:
        """1, 2, 3 are 监票人."""
        worn = self.actor.badge
        assert worn is not None
        return worn.position

    def bring(self) -> None:
        """Make a one-time key pair and post its public half."""
        self.page, public = elgamal.make_key()
        bring_public_half.bring(self.hall, self.actor, self.number, public)

    def compare(self, *, same: bool = True) -> None:
        """Say whether the codes are the same."""
        seen = see_scrutineers.see_helpers(self.hall, self.actor, self.number)
        shown = key_making.digest(seen.publics)
        compare_digits.compare(self.hall, self.actor, self.number, shown, same=same)

    def recover(self) -> PublicKeys:
        """Take the share and see that it is behind its public half."""
        seen = see_scrutineers.see_helpers(self.hall, self.actor, self.number)
        assert seen.sealed is not None
        assert seen.pk is not None
        self.share = pickup.recover(seen.run, self.place, self.page, seen.sealed)
        keys = PublicKeys(seen.pk, seen.vks)
        shares.check_keys(keys)
        assert shares.find(keys, self.share).number == self.place
        return keys

    def confirm(self) -> None:
        """Prove to hold the share."""
        run = see_scrutineers.see_helpers(self.hall, self.actor, self.number).run
        held = Share(self.place, self.share)
        proof = shares.prove(run, held, confirm_share.PURPOSE)
        confirm_share.confirm(self.hall, self.actor, self.number, proof)


@dataclass(slots=True)
class WithScrutineers(AMeeting):
    """A meeting with its phones: three of 监票人, two of 计票人."""

    phones: list[Phone] = field(default_factory=list)

    @property
    def shares(self) -> tuple[Share, ...]:
        """The shares on the three key slips."""
        held = zip(NUMBERS, self.phones, strict=False)
        return tuple(Share(number, phone.share) for number, phone in held)

    def agreed(self, act: Callable[[], T], by: int = 1) -> T:
        """Do an act of the organizer, which a 监票人 is asked about and agrees to."""
        return agreed(self.phones[by - 1], act)


def agreed(phone: Phone, act: Callable[[], T]) -> T:
    """Do an act with the consent of this phone."""
    try:
        return act()
    except ConsentNeeded as needed:
        rows = answer_consent.waiting(phone.hall, phone.actor, phone.number)
        asked = next(row for row in rows if row.digest == needed.digest and not row.answer)
        who = phone.actor
        answer_consent.answer(phone.hall, who, phone.number, asked.id, PIN, agrees=True)
    return act()


def permit(meeting: WithScrutineers, most: int, *, by: int = 1) -> int:
    """A 监票人 agrees to so many exchanges, which a teller asked for; the id of the consent."""
    phone = meeting.phones[by - 1]
    id = agreed_exchanges.ask(meeting.hall, meeting.phones[3].actor, meeting.number, most)
    answer_consent.answer(meeting.hall, phone.actor, meeting.number, id, PIN, agrees=True)
    return id


def a_draft_of_scrutineers(
    hall: Hall,
    *,
    slips: int = 3,
    subjects: int = 1,
    eligible: int = 46,
    phones: bool = True,
    plan: MeetingPlan | None = None,
) -> WithScrutineers:
    """A draft with slips printed, whose helpers have their phones; no key yet."""
    plan = plan or a_plan(subjects=subjects, eligible=eligible, custody=Custody.SCRUTINEERS)
    number = create_meeting(hall, CONSOLE, plan)
    meeting = WithScrutineers(hall, number, [], subjects)
    if slips:
        for name in [each.name for each in see_meeting(hall, CONSOLE, number).classes] or [""]:
            issue = issue_slips(hall, CONSOLE, number, slips, name)
            confirm_batch(hall, CONSOLE, number, issue.batch)
            meeting.slips += issue.slips
    if not phones:
        return meeting
    appoint(hall, CONSOLE, number, (*SCRUTINEERS, *TELLERS))
    meeting.phones = [a_phone(hall, number, place) for place in range(1, 6)]
    return meeting


def a_phone(hall: Hall, number: str, place: int) -> Phone:
    """A phone that has opened the link of its place."""
    link = badge_links.offer(hall, CONSOLE, number, place)
    return Phone(hall, number, claim_badge.claim(hall, number, link, PIN))


def make_keys(meeting: WithScrutineers) -> None:
    """The whole ceremony on the three phones."""
    three = meeting.phones[: len(NUMBERS)]
    for phone in three:
        phone.bring()
    for phone in three:
        phone.compare()
    for phone in three:
        phone.recover()
        phone.confirm()


def a_meeting_with_keys(
    hall: Hall,
    *,
    slips: int = 3,
    subjects: int = 1,
    eligible: int = 46,
    plan: MeetingPlan | None = None,
) -> WithScrutineers:
    """A draft, printed, its key in three shares, each confirmed."""
    meeting = a_draft_of_scrutineers(
        hall, slips=slips, subjects=subjects, eligible=eligible, plan=plan
    )
    make_keys(meeting)
    return meeting


def an_open_meeting_of_scrutineers(
    hall: Hall, *, slips: int = 3, subjects: int = 1, eligible: int = 46
) -> WithScrutineers:
    """A meeting that votes, its key with the 监票人."""
    meeting = a_meeting_with_keys(hall, slips=slips, subjects=subjects, eligible=eligible)
    meeting.agreed(lambda: freeze(hall, CONSOLE, meeting.number))
    meeting.agreed(lambda: open_voting(hall, CONSOLE, meeting.number))
    return meeting
