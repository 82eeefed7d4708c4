"""A second round takes people, phones, PINs and kiosks along, and nothing that opens or votes."""

from datetime import timedelta

import pytest
from makers.meetings import VERY
from makers.meetings_of_scrutineers import (
    HOLDERS,
    a_closed_meeting_of_scrutineers,
    an_open_meeting_of_scrutineers,
    close_and_settle,
)

from ballot.domain.access import CONSOLE, Actor
from ballot.domain.errors import (
    BadgeHeld,
    InvitationInvalid,
    KioskNotPaired,
    NoBadge,
    QuorumMissed,
    Tampered,
    WrongPin,
)
from ballot.storage import badges, meetings, slips
from ballot.storage.badges import BadgeRow
from ballot.usecases.accounts import badge_pins, badge_secrets
from ballot.usecases.accounts.find_badge import find_badge
from ballot.usecases.hall import Hall
from ballot.usecases.kiosk import pair_kiosk
from ballot.usecases.kiosk.see_kiosks import find_kiosk, see_kiosks
from ballot.usecases.meeting.round_two import round_two
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.scrutineers import badge_links, claim_badge
from ballot.usecases.scrutineers.appoint import appoint
from ballot.usecases.scrutineers.see_scrutineers import see_helpers
from ballot.usecases.verified import badge_holders

TELLERS = ("钱计", "孙计")
PIN = "240817"


def rows(hall: Hall, number: str) -> list[BadgeRow]:
    return hall.database.read(lambda db: badges.of_meeting(db, number))


def ended(hall: Hall, number: str) -> str:
    with pytest.raises(QuorumMissed):
        open_box(hall, CONSOLE, number)
    return round_two(hall, CONSOLE, number)


def test_people_phones_pins_and_kiosks_come_along(hall: Hall) -> None:
    made = an_open_meeting_of_scrutineers(hall, slips=9, eligible=9)
    first = made.number
    appoint(hall, CONSOLE, first, (*HOLDERS, *TELLERS))
    links = [badge_links.offer(hall, CONSOLE, first, place) for place in (4, 5)]
    teller = claim_badge.claim(hall, first, links[0], PIN)
    offers = [pair_kiosk.offer(hall, CONSOLE, first, name) for name in ("门口", "没来")]
    kiosk = pair_kiosk.claim(hall, first, offers[0].code)
    made.meeting.cast_all([VERY] * 3)
    close_and_settle(hall, made)
    assert find_kiosk(hall, first, kiosk).second is None
    second = ended(hall, first)
    people = see_helpers(hall, CONSOLE, second).people
    assert [each.name for each in people] == [*HOLDERS, *TELLERS]
    assert [each.phone for each in people][3:] == [True, False]
    for place, secret in enumerate((*made.badges, teller), start=1):
        actor = find_badge(hall, second, secret)
        assert actor.badge is not None
        assert (actor.name, actor.badge.position) == ([*HOLDERS, *TELLERS][place - 1], place)
        badge_holders.require(hall, actor)
        with pytest.raises(BadgeHeld):
            claim_badge.whose(hall, second, links[1], secret)
    badge_pins.require(hall, second, 4, PIN)
    with pytest.raises(WrongPin):
        badge_pins.require(hall, second, 4, "240818")
    assert [each.name for each in see_kiosks(hall, CONSOLE, second)] == ["门口"]
    assert find_kiosk(hall, first, kiosk).second == second
    assert find_kiosk(hall, second, kiosk).kiosk.paired
    with pytest.raises(InvitationInvalid):
        claim_badge.whose(hall, second, links[1])


def test_what_opens_or_votes_is_new(hall: Hall) -> None:
    made = a_closed_meeting_of_scrutineers(hall, [VERY] * 3, slips=9, eligible=9)
    second = ended(hall, made.number)
    old, new = (
        hall.database.read(lambda db, n=n: meetings.get(db, n)) for n in (made.number, second)
    )
    assert old.run != new.run
    assert new.pk is None
    assert new.frozen is None
    assert hall.database.read(lambda db: slips.printed_counts(db, second)) == {}
    for before, after in zip(rows(hall, made.number), rows(hall, second), strict=True):
        assert before.digest != after.digest
        assert (before.vk, after.vk) != (None, None)
        assert (after.page_key, after.vk, after.sealed_share, after.confirmed) == (
            None,
            None,
            None,
            False,
        )


def test_the_digest_of_a_phone_that_the_database_tells_is_no_badge(hall: Hall) -> None:
    made = a_closed_meeting_of_scrutineers(hall, [VERY] * 3, slips=9, eligible=9)
    second = ended(hall, made.number)
    for row in (*rows(hall, made.number), *rows(hall, second)):
        for text in ((row.digest or b"").hex(), (row.digest or b"").decode("latin-1")):
            for number in (made.number, second):
                with pytest.raises(NoBadge):
                    find_badge(hall, number, text)
    with pytest.raises(KioskNotPaired):
        find_kiosk(hall, second, made.badges[0])


def test_a_phone_that_somebody_wrote_into_the_first_round_does_not_come_along(hall: Hall) -> None:
    made = a_closed_meeting_of_scrutineers(hall, [VERY] * 3, slips=9, eligible=9)
    with pytest.raises(QuorumMissed):
        open_box(hall, CONSOLE, made.number)
    forged = badge_secrets.of_badge("forged")
    hall.database.write(lambda db: badges.change(db, made.number, 2, digest=forged))
    with pytest.raises(Tampered) as tampered:
        round_two(hall, CONSOLE, made.number)
    assert tampered.value.what == "phone"
    again = badge_secrets.of_badge(made.badges[1])
    hall.database.write(lambda db: badges.change(db, made.number, 2, digest=again))
    assert round_two(hall, CONSOLE, made.number)


def test_wrong_tries_at_a_pin_stay_counted(hall: Hall) -> None:
    made = a_closed_meeting_of_scrutineers(hall, [VERY] * 3, slips=9, eligible=9)
    until = hall.clock() + timedelta(minutes=9)
    tried = {"tries": 7, "wait_until": until}
    hall.database.write(lambda db: badges.change(db, made.number, 1, **tried))
    second = ended(hall, made.number)
    assert [each.tries for each in rows(hall, second)] == [7, 0, 0]
    assert rows(hall, second)[0].wait_until == rows(hall, made.number)[0].wait_until


def test_a_phone_that_is_replaced_in_the_second_round_is_a_stranger_there(hall: Hall) -> None:
    made = a_closed_meeting_of_scrutineers(hall, [VERY] * 3, slips=9, eligible=9)
    second = ended(hall, made.number)
    badge_links.replace(hall, CONSOLE, second, 1, "手机没电了")
    with pytest.raises(NoBadge):
        find_badge(hall, second, made.badges[0])
    worn: Actor = find_badge(hall, made.number, made.badges[0])
    assert worn.name == HOLDERS[0]
