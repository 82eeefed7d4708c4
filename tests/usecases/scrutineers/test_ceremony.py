"""Three 监票人 make the key of a box: nobody else holds it, and whoever meddles is noticed."""

import os
from dataclasses import replace

import pytest
from makers.meetings import VERY
from people.ceremony import (
    PIN,
    SCRUTINEERS,
    a_draft_of_scrutineers,
    a_meeting_with_keys,
    an_open_meeting_of_scrutineers,
    make_keys,
)
from sqlalchemy import update

from ballot.box import elgamal, group, pickup, shares
from ballot.box.shares import Share
from ballot.domain.access import CONSOLE
from ballot.domain.errors import (
    KeysAreMade,
    KeysNotConfirmed,
    KeyStepWrong,
    MayNot,
    NoBadge,
    NotInState,
    PlainTransport,
    ProofRefused,
    Tampered,
    TwiceTheSame,
)
from ballot.domain.meeting import Custody, State, Transport
from ballot.storage import badges, meetings, tables
from ballot.usecases.accounts.read_journal import read_journal
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.freeze import freeze
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.meeting.rehearse import rehearse
from ballot.usecases.meeting.reset import reset
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.scrutineers import (
    badge_links,
    begin_key_anew,
    bring_public_half,
    claim_badge,
    compare_digits,
    confirm_share,
    see_scrutineers,
)
from ballot.usecases.verified import frozen_facts, key_making


def rows(hall: Hall, number: str) -> list[badges.BadgeRow]:
    return hall.database.read(lambda db: badges.of_meeting(db, number))


def test_three_shares_open_what_the_frozen_key_seals(hall: Hall) -> None:
    meeting = an_open_meeting_of_scrutineers(hall, slips=2)
    meeting.cast(VERY)
    row = hall.database.read(lambda db: meetings.get(db, meeting.number))
    facts = frozen_facts.of(hall, row)
    assert facts.custody is Custody.SCRUTINEERS
    assert len(facts.vks) == 3
    weights = shares.weights([1, 3])
    parts = [
        group.times(weight, group.read_scalar(meeting.shares[number - 1].secret))
        for number, weight in weights.items()
    ]
    assert group.base(group.plus(*parts)) == facts.pk


def test_nothing_is_frozen_before_all_three_have_confirmed(hall: Hall) -> None:
    meeting = a_draft_of_scrutineers(hall)
    with pytest.raises(KeysNotConfirmed) as nobody:
        freeze(hall, CONSOLE, meeting.number)
    assert nobody.value.confirmed == 0
    three = meeting.phones[:3]
    for phone in three:
        phone.bring()
    for phone in three:
        phone.compare()
    for phone in three[:2]:
        phone.recover()
        phone.confirm()
    with pytest.raises(KeysNotConfirmed) as two:
        open_voting(hall, CONSOLE, meeting.number)
    assert two.value.confirmed == 2
    assert "freeze" not in see_meeting(hall, CONSOLE, meeting.number).next


def test_the_third_yes_deals_and_a_confirmed_share_is_overwritten(hall: Hall) -> None:
    meeting = a_draft_of_scrutineers(hall)
    three = meeting.phones[:3]
    for phone in three:
        phone.bring()
    for phone in three[:2]:
        phone.compare()
    assert all(row.sealed_share is None for row in rows(hall, meeting.number))
    three[2].compare()
    sealed = [row.sealed_share for row in rows(hall, meeting.number)[:3]]
    assert all(each and len(each) == pickup.SIZE for each in sealed)
    for phone in three:
        phone.recover()
        phone.confirm()
    for row in rows(hall, meeting.number)[:3]:
        assert row.sealed_share == bytes(pickup.SIZE)
        assert row.confirmed
    seen = see_scrutineers.see_helpers(hall, three[0].actor, meeting.number)
    assert seen.whole
    assert seen.sealed is None


def test_a_share_is_given_to_its_own_phone_alone(hall: Hall) -> None:
    meeting = a_draft_of_scrutineers(hall)
    for phone in meeting.phones[:3]:
        phone.bring()
    for phone in meeting.phones[:3]:
        phone.compare()
    given = [
        see_scrutineers.see_helpers(hall, p.actor, meeting.number).sealed for p in meeting.phones
    ]
    assert given[:3] == [row.sealed_share for row in rows(hall, meeting.number)[:3]]
    assert given[3:] == [None, None]
    assert see_scrutineers.see_helpers(hall, CONSOLE, meeting.number).sealed is None
    with pytest.raises(ProofRefused):
        pickup.recover(b"r" * 16, 1, meeting.phones[1].page, given[0] or b"")


def test_one_who_sees_another_code_stops_the_making(hall: Hall) -> None:
    meeting = a_draft_of_scrutineers(hall)
    for phone in meeting.phones[:3]:
        phone.bring()
    meeting.phones[0].compare()
    meeting.phones[1].compare(same=False)
    seen = see_scrutineers.see_helpers(hall, CONSOLE, meeting.number)
    assert seen.publics == ()
    with pytest.raises(KeyStepWrong):
        meeting.phones[2].compare()
    make_keys(meeting)
    assert see_scrutineers.see_helpers(hall, CONSOLE, meeting.number).whole


def test_a_page_that_came_anew_is_compared_by_all_again(hall: Hall) -> None:
    meeting = a_draft_of_scrutineers(hall)
    three = meeting.phones[:3]
    for phone in three:
        phone.bring()
    old = key_making.digest(see_scrutineers.see_helpers(hall, CONSOLE, meeting.number).publics)
    three[0].compare()
    three[1].compare()
    three[2].bring()
    with pytest.raises(KeyStepWrong):
        compare_digits.compare(hall, three[2].actor, meeting.number, old, same=True)
    three[2].compare()
    assert not see_scrutineers.see_helpers(hall, CONSOLE, meeting.number).dealt
    three[0].compare()
    three[1].compare()
    assert see_scrutineers.see_helpers(hall, CONSOLE, meeting.number).dealt


def test_a_page_key_exchanged_in_the_table_is_noticed_before_anything_is_dealt(hall: Hall) -> None:
    meeting = a_draft_of_scrutineers(hall)
    for phone in meeting.phones[:3]:
        phone.bring()
    meeting.phones[0].compare()
    thief = elgamal.make_key()[1]
    hall.database.write(lambda db: badges.change(db, meeting.number, 2, page_key=thief))
    for phone in meeting.phones[1:3]:
        with pytest.raises(Tampered):
            phone.compare()
    assert all(row.sealed_share is None for row in rows(hall, meeting.number))


def test_a_page_key_exchanged_in_table_and_journal_is_noticed_too(hall: Hall) -> None:
    meeting = a_draft_of_scrutineers(hall)
    for phone in meeting.phones[:3]:
        phone.bring()
    lines = read_journal(hall, CONSOLE, meeting.number)
    line = next(line for line in reversed(lines) if '"done":"page"' in line.detail)
    seen = see_scrutineers.see_helpers(hall, CONSOLE, meeting.number).publics
    thief = elgamal.make_key()[1]
    forged = line.detail.replace(seen[2].hex(), thief.hex())
    assert forged != line.detail
    c = tables.journal.c
    where = (c.chain == line.chain) & (c.sequence == line.sequence)
    hall.database.write(
        lambda db: (
            db.execute(update(tables.journal).where(where).values(detail=forged)),
            badges.change(db, meeting.number, 3, page_key=thief),
        )
    )
    with pytest.raises(Tampered):
        see_scrutineers.see_helpers(hall, CONSOLE, meeting.number)
    with pytest.raises(Tampered):
        meeting.phones[0].compare()


@pytest.mark.parametrize("column", ["pk", "vk", "confirmed"])
def test_a_key_exchanged_after_the_dealing_is_not_frozen(hall: Hall, column: str) -> None:
    meeting = a_draft_of_scrutineers(hall)
    make_keys(meeting)
    other = elgamal.make_key()[1]
    if column == "pk":
        change = update(tables.meeting).where(tables.meeting.c.number == meeting.number)
        hall.database.write(lambda db: db.execute(change.values(pk=other)))
    elif column == "vk":
        hall.database.write(lambda db: badges.change(db, meeting.number, 2, vk=other))
    else:
        begin_key_anew.begin_anew(hall, CONSOLE, meeting.number, "换一位")
        hall.database.write(lambda db: badges.change(db, meeting.number, 2, confirmed=True))
    with pytest.raises((Tampered, KeysNotConfirmed)):
        freeze(hall, CONSOLE, meeting.number)


def test_nobody_confirms_without_the_share(hall: Hall) -> None:
    meeting = a_draft_of_scrutineers(hall)
    three = meeting.phones[:3]
    for phone in three:
        phone.bring()
    with pytest.raises(KeyStepWrong):
        confirm_share.confirm(hall, three[0].actor, meeting.number, bytes(64))
    for phone in three:
        phone.compare()
    for phone in three:
        phone.recover()
    run = see_scrutineers.see_helpers(hall, CONSOLE, meeting.number).run
    right = shares.prove(run, Share(1, three[0].share), confirm_share.PURPOSE)
    wrong = (
        shares.prove(run, Share(2, three[1].share), confirm_share.PURPOSE),
        shares.prove(os.urandom(16), Share(1, three[0].share), confirm_share.PURPOSE),
        shares.prove(run, Share(1, three[0].share), b"open"),
        bytes(64),
        right[:-1],
    )
    for proof in wrong:
        with pytest.raises(ProofRefused):
            confirm_share.confirm(hall, three[0].actor, meeting.number, proof)
    confirm_share.confirm(hall, three[0].actor, meeting.number, right)
    confirm_share.confirm(hall, three[0].actor, meeting.number, right)
    assert see_scrutineers.see_helpers(hall, CONSOLE, meeting.number).confirmed == 1


def test_a_key_is_dealt_once(hall: Hall) -> None:
    meeting = a_meeting_with_keys(hall)
    pk = see_scrutineers.see_helpers(hall, CONSOLE, meeting.number).pk
    for phone in meeting.phones[:3]:
        with pytest.raises(KeyStepWrong):
            phone.compare()
        with pytest.raises(KeyStepWrong):
            phone.bring()
    assert see_scrutineers.see_helpers(hall, CONSOLE, meeting.number).pk == pk


def test_two_pages_never_have_one_key(hall: Hall) -> None:
    meeting = a_draft_of_scrutineers(hall)
    key = elgamal.make_key()[1]
    bring_public_half.bring(hall, meeting.phones[0].actor, meeting.number, key)
    with pytest.raises(TwiceTheSame):
        bring_public_half.bring(hall, meeting.phones[1].actor, meeting.number, key)
    with pytest.raises(ProofRefused):
        bring_public_half.bring(hall, meeting.phones[1].actor, meeting.number, bytes(32))


def test_tellers_and_organizers_make_no_key(hall: Hall) -> None:
    meeting = a_draft_of_scrutineers(hall)
    key = elgamal.make_key()[1]
    for actor in (meeting.phones[3].actor, CONSOLE):
        with pytest.raises(MayNot):
            bring_public_half.bring(hall, actor, meeting.number, key)
    with pytest.raises(MayNot):
        begin_key_anew.begin_anew(hall, meeting.phones[0].actor, meeting.number, "再来")


def test_a_rehearsal_and_its_reset_throw_keys_away(hall: Hall) -> None:
    meeting = a_meeting_with_keys(hall)
    rehearse(hall, CONSOLE, meeting.number)
    assert not any(row.confirmed or row.vk for row in rows(hall, meeting.number))
    with pytest.raises(NotInState):
        meeting.phones[0].bring()
    row = hall.database.read(lambda db: meetings.get(db, meeting.number))
    assert frozen_facts.of(hall, row).custody is Custody.SERVER
    reset(hall, CONSOLE, meeting.number)
    with pytest.raises(KeysNotConfirmed):
        freeze(hall, CONSOLE, meeting.number)
    assert len(meeting.phones[0].actor.name) == 2
    make_keys(meeting)
    assert see_scrutineers.see_helpers(hall, CONSOLE, meeting.number).whole
    lines = read_journal(hall, CONSOLE, meeting.number)
    assert any('"keys_thrown_away":3' in line.detail for line in lines)


def test_a_lost_phone_is_replaced_with_a_reason_until_the_keys_are_made(hall: Hall) -> None:
    meeting = a_draft_of_scrutineers(hall)
    for phone in meeting.phones[:2]:
        phone.bring()
    link = badge_links.replace(hall, CONSOLE, meeting.number, 2, "手机没电")
    with pytest.raises(NoBadge):
        assert meeting.phones[1].actor
    seen = see_scrutineers.see_helpers(hall, CONSOLE, meeting.number)
    assert seen.publics == ()
    meeting.phones[1].badge = claim_badge.claim(hall, meeting.number, link, PIN)
    make_keys(meeting)
    with pytest.raises(KeysAreMade):
        badge_links.replace(hall, CONSOLE, meeting.number, 2, "手机没电")
    begin_key_anew.begin_anew(hall, CONSOLE, meeting.number, "监票人临时离场")
    link = badge_links.replace(hall, CONSOLE, meeting.number, 2, "换人", "于某")
    meeting.phones[1].badge = claim_badge.claim(hall, meeting.number, link, PIN)
    make_keys(meeting)
    assert meeting.phones[1].actor.name == "于某"
    told = read_journal(hall, CONSOLE, meeting.number)
    assert any("监票人临时离场" in line.detail for line in told)
    assert any("手机没电" in line.detail and "replaced" in line.detail for line in told)


def test_keys_stay_where_they_are_once_frozen(hall: Hall) -> None:
    meeting = a_meeting_with_keys(hall)
    meeting.agreed(lambda: freeze(hall, CONSOLE, meeting.number))
    with pytest.raises(NotInState):
        begin_key_anew.begin_anew(hall, CONSOLE, meeting.number, "再来")
    with pytest.raises(KeysAreMade):
        badge_links.replace(hall, CONSOLE, meeting.number, 1, "手机丢了")
    link = badge_links.replace(hall, CONSOLE, meeting.number, 4, "手机丢了")
    assert claim_badge.claim(hall, meeting.number, link, PIN)


def test_keys_of_scrutineers_do_not_open_the_vote_over_a_plain_network(hall: Hall) -> None:
    meeting = a_meeting_with_keys(hall)
    meeting.agreed(lambda: freeze(hall, CONSOLE, meeting.number))
    plain = replace(hall, transport=Transport.PLAIN)
    with pytest.raises(PlainTransport):
        open_voting(plain, CONSOLE, meeting.number)
    assert see_meeting(hall, CONSOLE, meeting.number).state is State.FROZEN


def test_the_places_are_shown_as_they_come(hall: Hall) -> None:
    meeting = a_draft_of_scrutineers(hall)
    people = see_scrutineers.see_helpers(hall, CONSOLE, meeting.number).people
    assert [each.name for each in people[:3]] == list(SCRUTINEERS)
    assert all(each.phone and not each.page for each in people)
    meeting.phones[0].bring()
    assert see_scrutineers.see_helpers(hall, CONSOLE, meeting.number).people[0].page
