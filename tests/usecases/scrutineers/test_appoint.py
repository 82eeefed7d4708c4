"""Who helps in the hall: named by the organizer, come by a link that works once, with a PIN."""

from dataclasses import replace

import pytest
from makers.meetings import a_draft, a_plan
from people.ceremony import PIN, SCRUTINEERS, a_phone

from ballot.domain.access import CONSOLE, Role
from ballot.domain.errors import (
    BadgeHeld,
    BoxKeyMissing,
    Fault,
    InvitationInvalid,
    KeysNotConfirmed,
    Missing,
    NameBarred,
    NoBadge,
    PlaceTaken,
    PlaceUnknown,
    Refused,
    SlipsPrinted,
    TwiceTheSame,
    WeakPin,
)
from ballot.domain.meeting import Custody
from ballot.domain.meetings.plan import SubjectPlan
from ballot.storage import badges, meetings
from ballot.usecases.accounts import badge_secrets
from ballot.usecases.accounts.accept_invitation import accept_invitation
from ballot.usecases.accounts.find_badge import find_badge
from ballot.usecases.accounts.invite_administrator import invite_administrator
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.change_custody import change_custody
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.edit_meeting import edit_meeting
from ballot.usecases.meeting.freeze import freeze
from ballot.usecases.scrutineers import badge_links, claim_badge, see_scrutineers
from ballot.usecases.scrutineers.appoint import appoint


def test_a_link_makes_one_badge_and_no_second(hall: Hall) -> None:
    number = a_draft(hall).number
    appoint(hall, CONSOLE, number, SCRUTINEERS)
    link = badge_links.offer(hall, CONSOLE, number, 2)
    assert claim_badge.whose(hall, number, link).name == "丁某"
    badge = claim_badge.claim(hall, number, link, PIN)
    person = find_badge(hall, number, badge)
    assert person.badge is not None
    assert (person.name, person.badge.role, person.badge.position) == ("丁某", Role.SCRUTINEER, 2)
    with pytest.raises(InvitationInvalid):
        claim_badge.claim(hall, number, link, PIN)
    with pytest.raises(InvitationInvalid):
        claim_badge.whose(hall, number, link)
    with pytest.raises(NoBadge):
        find_badge(hall, number, link)


def test_secrets_are_stored_as_digests_alone(hall: Hall) -> None:
    number = a_draft(hall).number
    appoint(hall, CONSOLE, number, SCRUTINEERS)
    link = badge_links.offer(hall, CONSOLE, number, 1)
    badge = claim_badge.claim(hall, number, link, PIN)
    row = hall.database.read(lambda db: badges.of_meeting(db, number))[0]
    assert row.digest == badge_secrets.of_badge(badge)
    assert (row.pin_hash or "").startswith("$argon2id$")
    assert not any(secret in repr(row) for secret in (link, badge, PIN))


def test_a_link_shown_again_makes_the_earlier_one_void(hall: Hall) -> None:
    number = a_draft(hall).number
    appoint(hall, CONSOLE, number, SCRUTINEERS)
    first = badge_links.offer(hall, CONSOLE, number, 1)
    second = badge_links.offer(hall, CONSOLE, number, 1)
    with pytest.raises(InvitationInvalid):
        claim_badge.claim(hall, number, first, PIN)
    assert claim_badge.claim(hall, number, second, PIN)
    with pytest.raises(PlaceTaken):
        badge_links.offer(hall, CONSOLE, number, 1)


def test_a_link_is_of_its_meeting_alone(hall: Hall) -> None:
    mine, other = a_draft(hall).number, a_draft(hall).number
    appoint(hall, CONSOLE, mine, SCRUTINEERS)
    link = badge_links.offer(hall, CONSOLE, mine, 1)
    with pytest.raises(InvitationInvalid):
        claim_badge.claim(hall, other, link, PIN)
    badge = claim_badge.claim(hall, mine, link, PIN)
    with pytest.raises(NoBadge):
        find_badge(hall, other, badge)


def test_one_phone_has_one_place(hall: Hall) -> None:
    number, other = a_draft(hall).number, a_draft(hall).number
    for each in (number, other):
        appoint(hall, CONSOLE, each, SCRUTINEERS)
    held = a_phone(hall, number, 1).badge
    link = badge_links.offer(hall, CONSOLE, number, 2)
    with pytest.raises(BadgeHeld) as refused:
        claim_badge.claim(hall, number, link, PIN, held)
    assert refused.value.name == "刘某"
    elsewhere = badge_links.offer(hall, CONSOLE, other, 2)
    assert claim_badge.claim(hall, other, elsewhere, PIN, held)
    assert claim_badge.claim(hall, number, link, PIN)


@pytest.mark.parametrize(
    "pin", ["", "12345", "1234567", "123456", "987654", "000000", "abcdef", "12345६", " 582913"]
)
def test_a_weak_pin_leaves_the_link_unused(hall: Hall, pin: str) -> None:
    number = a_draft(hall, slips=0).number
    appoint(hall, CONSOLE, number, SCRUTINEERS)
    link = badge_links.offer(hall, CONSOLE, number, 1)
    with pytest.raises(WeakPin):
        claim_badge.claim(hall, number, link, pin)
    assert claim_badge.claim(hall, number, link, PIN)


def faults(hall: Hall, number: str, *names: str) -> list[tuple[str | None, type[object]]]:
    with pytest.raises(Refused) as refused:
        appoint(hall, CONSOLE, number, names)
    found: list[Fault] = refused.value.faults
    return [(fault.key, type(fault.error)) for fault in found]


def test_whoever_is_assessed_or_organizes_helps_nobody_count(hall: Hall) -> None:
    number = a_draft(hall).number
    invited = invite_administrator(hall)
    accept_invitation(hall, invited, "王芳", "秋天的大布村真好看呀")
    assert faults(hall, number, "张某", "王芳", "刘某") == [
        ("names[1]", NameBarred),
        ("names[2]", NameBarred),
    ]
    assert faults(hall, number, "刘某", "", "刘某") == [
        ("names[2]", Missing),
        ("names[3]", TwiceTheSame),
    ]
    assert faults(hall, number, *SCRUTINEERS, "刘某") == [("names[4]", TwiceTheSame)]
    assert see_scrutineers.see_helpers(hall, CONSOLE, number).people == ()


@pytest.mark.parametrize("written", ["张 某", "张\u3000某", "张\u200b某", "\ufeff张某"])
def test_another_writing_of_a_name_passes_no_ban(hall: Hall, written: str) -> None:
    number = a_draft(hall).number
    accept_invitation(hall, invite_administrator(hall), "王芳", "秋天的大布村真好看呀")
    alike = written.replace("张", "王").replace("某", "芳")
    assert faults(hall, number, written, alike, "刘某") == [
        ("names[1]", NameBarred),
        ("names[2]", NameBarred),
    ]
    assert faults(hall, number, "刘某", "刘 某", "孙某") == [("names[2]", TwiceTheSame)]


def test_nobody_comes_onto_the_paper_who_helps_already(hall: Hall) -> None:
    number = a_draft(hall, slips=0).number
    appoint(hall, CONSOLE, number, SCRUTINEERS)
    judged = SubjectPlan(" ".join(SCRUTINEERS[1]))
    with pytest.raises(Refused) as refused:
        edit_meeting(hall, CONSOLE, number, replace(a_plan(), subjects=(judged,)))
    assert [(each.key, type(each.error)) for each in refused.value.faults] == [
        ("subjects", NameBarred)
    ]
    edit_meeting(hall, CONSOLE, number, replace(a_plan(), subjects=(SubjectPlan("张某某"),)))


def test_names_are_changed_until_a_phone_has_come(hall: Hall) -> None:
    number = a_draft(hall).number
    appoint(hall, CONSOLE, number, (*SCRUTINEERS, "马某"))
    a_phone(hall, number, 1)
    appoint(hall, CONSOLE, number, ("刘某", "于某", "韩某"))
    names = [each.name for each in see_scrutineers.see_helpers(hall, CONSOLE, number).people]
    assert names == ["刘某", "于某", "韩某"]
    assert see_scrutineers.see_helpers(hall, CONSOLE, number).people[0].phone
    with pytest.raises(PlaceTaken):
        appoint(hall, CONSOLE, number, ("孟某", "于某", "韩某"))
    with pytest.raises(PlaceUnknown):
        badge_links.offer(hall, CONSOLE, number, 4)
    with pytest.raises(Refused):
        badge_links.replace(hall, CONSOLE, number, 1, " ")
    with pytest.raises(Refused):
        badge_links.replace(hall, CONSOLE, number, 1, "换人", "于某")


def test_custody_is_raised_and_lowered_only_while_nothing_is_printed(hall: Hall) -> None:
    number = create_meeting(hall, CONSOLE, a_plan())
    before = hall.database.read(lambda db: meetings.get(db, number))
    change_custody(hall, CONSOLE, number, Custody.SCRUTINEERS)
    raised = hall.database.read(lambda db: meetings.get(db, number))
    assert (raised.custody, raised.pk, raised.run) == (Custody.SCRUTINEERS, None, before.run)
    with pytest.raises(BoxKeyMissing):
        hall.box_keys.get(before.run)
    change_custody(hall, CONSOLE, number, Custody.SERVER)
    lowered = hall.database.read(lambda db: meetings.get(db, number))
    assert lowered.run != before.run
    assert lowered.pk is not None
    assert hall.box_keys.get(lowered.run)
    change_custody(hall, CONSOLE, number, Custody.SERVER)
    assert hall.database.read(lambda db: meetings.get(db, number)).run == lowered.run
    assert hall.box_keys.get(lowered.run)


def test_custody_is_not_lowered_once_slips_are_printed(hall: Hall) -> None:
    meeting = a_draft(hall)
    change_custody(hall, CONSOLE, meeting.number, Custody.SCRUTINEERS)
    with pytest.raises(SlipsPrinted):
        change_custody(hall, CONSOLE, meeting.number, Custody.SERVER)
    with pytest.raises(KeysNotConfirmed):
        freeze(hall, CONSOLE, meeting.number)
