"""Who has come is a mark: set by two tablets at once it counts once, and it tells no order."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from makers.life import rosters
from makers.meetings import GOOD, VERY, AMeeting, a_draft

from ballot.domain.access import CONSOLE, Actor
from ballot.domain.errors import (
    DoorLinkUsed,
    DoorUnknown,
    MayNot,
    NoRoster,
    NotInState,
    NotOnRoster,
    QuorumMissed,
    SeveralOnRoster,
    Tampered,
    TooManyDoors,
)
from ballot.domain.ledger.ledger_told import Figure
from ballot.storage import journal
from ballot.storage.hall import roster
from ballot.usecases.accounts.find_badge import find_badge
from ballot.usecases.accounts.read_journal import read_journal
from ballot.usecases.hall import Hall
from ballot.usecases.ledger.count_hall import count_hall
from ballot.usecases.ledger.see_ledger import see_ledger
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.meeting.rehearse import rehearse
from ballot.usecases.meeting.reset import reset
from ballot.usecases.meeting.round_two import round_two
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result.see_result import see_result
from ballot.usecases.roster import bring_in_roster, doors
from ballot.usecases.roster.check_in import check_in
from ballot.usecases.roster.find_voter import find_voter, place_of
from ballot.usecases.roster.see_roster import see_attendance, see_roster


def with_roster(hall: Hall, people: int = 12, *, slips: int = 12) -> AMeeting:
    meeting = a_draft(hall, slips=slips, eligible=99)
    rosters.a_roster(hall, meeting.number, rosters.people(people))
    return meeting


def a_door(hall: Hall, number: str) -> Actor:
    link = doors.offer(hall, CONSOLE, number)
    return doors.find_door(hall, number, doors.claim(hall, number, link))


def come(hall: Hall, number: str) -> list[int]:
    return [each.position for each in see_roster(hall, CONSOLE, number).people if each.has_come]


def test_two_tablets_at_once_never_count_twice(hall: Hall) -> None:
    number = with_roster(hall, 40).number
    tablets = [a_door(hall, number), a_door(hall, number)]
    with ThreadPoolExecutor(4) as pool:
        sent = [(tablet, place) for place in range(30) for tablet in tablets]
        list(pool.map(lambda one: check_in(hall, one[0], number, one[1]), sent))
    assert come(hall, number) == list(range(30))
    assert see_attendance(hall, CONSOLE, number).short == 0
    check_in(hall, tablets[0], number, 3, come=False)
    check_in(hall, tablets[1], number, 3, come=False)
    assert len(come(hall, number)) == 29


def test_nothing_of_a_check_in_is_in_the_journal_or_in_the_version(hall: Hall) -> None:
    number = with_roster(hall).number
    version = see_meeting(hall, CONSOLE, number).version
    before = len(read_journal(hall, CONSOLE))
    for place in (4, 2, 9):
        check_in(hall, CONSOLE, number, place)
    assert len(read_journal(hall, CONSOLE)) == before
    assert see_meeting(hall, CONSOLE, number).version == version
    assert hall.database.read(lambda db: journal.end(db, number)) is not None


def test_the_marks_are_of_one_length_and_read_by_nobody_without_the_keys(hall: Hall) -> None:
    number = with_roster(hall, 40).number

    def kept() -> bytes:
        return hall.database.read(lambda db: roster.marks(db, number)) or b""

    seen = [kept()]
    for place in range(40):
        check_in(hall, CONSOLE, number, place)
        seen.append(kept())
    assert len({len(each) for each in seen}) == 1
    for one, other in pairwise(seen):
        differing = sum(a != b for a, b in zip(one, other, strict=True))
        assert differing > 40, "one mark was set, and all of it is another"
    other = with_roster(hall, 40).number
    hall.database.write(lambda db: roster.put_marks(db, other, seen[-1]))
    with pytest.raises(Tampered):
        see_attendance(hall, CONSOLE, other)


def test_a_door_checks_in_and_does_nothing_else(hall: Hall) -> None:
    meeting = with_roster(hall)
    number, other = meeting.number, with_roster(hall).number
    link = doors.offer(hall, CONSOLE, number)
    doors.require_waiting(hall, number, link)
    with pytest.raises(DoorLinkUsed):
        doors.require_waiting(hall, other, link)
    secret = doors.claim(hall, number, link)
    with pytest.raises(DoorLinkUsed):
        doors.claim(hall, number, link)
    door = doors.find_door(hall, number, secret)
    check_in(hall, door, number, 0)
    with pytest.raises(MayNot):
        check_in(hall, door, other, 0)
    with pytest.raises(MayNot):
        see_roster(hall, door, number)
    with pytest.raises(DoorUnknown):
        doors.find_door(hall, other, secret)
    with pytest.raises(Exception, match="NoBadge"):
        find_badge(hall, number, secret)
    assert [each.paired for each in doors.see_doors(hall, CONSOLE, number)] == [True]
    doors.retire(hall, CONSOLE, number, 1)
    with pytest.raises(DoorUnknown):
        doors.find_door(hall, number, secret)
    with pytest.raises(DoorUnknown):
        doors.retire(hall, CONSOLE, number, 1)
    for _ in range(doors.MOST):
        doors.offer(hall, CONSOLE, number)
    with pytest.raises(TooManyDoors):
        doors.offer(hall, CONSOLE, number)
    with pytest.raises(NoRoster):
        doors.offer(hall, CONSOLE, a_draft(hall, slips=0).number)


def test_people_are_found_by_name_and_by_every_reading(hall: Hall) -> None:
    number = a_draft(hall, slips=0).number
    given = rosters.a_file(rosters.rows_of(("曾伟", "一组"), ("单小明", "一组"), ("曾伟", "二组")))
    bring_in_roster.keep(hall, CONSOLE, number, given, ())

    def found(asked: str) -> list[str]:
        return [each.voter.name for each in find_voter(hall, CONSOLE, number, asked).found]

    assert found("zw") == found("cw") == found("曾") == ["曾伟", "曾伟"]
    assert found("sxm") == found("dxm") == found("小明") == ["单小明"]
    assert found("") == found("李") == []
    assert place_of(hall, number, "单小明") == 1
    assert place_of(hall, number, "曾伟", "二组") == 2
    with pytest.raises(SeveralOnRoster) as several:
        place_of(hall, number, "曾伟")
    assert several.value.names == ("一组", "二组")
    with pytest.raises(NotOnRoster):
        place_of(hall, number, "李某")
    with pytest.raises(NoRoster):
        place_of(hall, a_draft(hall, slips=0).number, "李某")


def test_a_long_list_is_cut_and_the_stamp_changes_with_every_arrival(hall: Hall) -> None:
    number = with_roster(hall, 60).number
    looked = find_voter(hall, CONSOLE, number, "王")
    assert looked.is_open
    everybody = find_voter(hall, CONSOLE, number, "f")
    assert (len(everybody.found), everybody.more) == (12, 8)
    check_in(hall, CONSOLE, number, 5)
    assert find_voter(hall, CONSOLE, number).stamp != looked.stamp
    check_in(hall, CONSOLE, number, 5, come=False)
    assert find_voter(hall, CONSOLE, number).stamp == looked.stamp
    with pytest.raises(NotOnRoster):
        check_in(hall, CONSOLE, number, 60)
    with pytest.raises(NoRoster):
        check_in(hall, CONSOLE, a_draft(hall, slips=0).number, 0)


def test_whoever_came_is_present_and_has_a_slip_once_the_vote_is_closed(hall: Hall) -> None:
    meeting = with_roster(hall, 12)
    number = meeting.number
    open_voting(hall, CONSOLE, number)
    for place in range(10):
        check_in(hall, CONSOLE, number, place)
    meeting.cast_all([VERY] * 8 + [GOOD] * 2)
    close_voting(hall, CONSOLE, number)
    figures = see_ledger(hall, CONSOLE, number).figures
    assert figures == {Figure.PRESENT: 10, Figure.HANDED_OUT: 10}
    with pytest.raises(NotInState):
        check_in(hall, CONSOLE, number, 10)
    open_box(hall, CONSOLE, number)
    facts = see_result(hall, number).facts
    assert (facts.eligible, facts.handed_out) == (12, 10)


def test_what_somebody_counted_himself_stays_as_he_said_it(hall: Hall) -> None:
    meeting = with_roster(hall, 12)
    number = meeting.number
    open_voting(hall, CONSOLE, number)
    for place in range(10):
        check_in(hall, CONSOLE, number, place)
    count_hall(hall, CONSOLE, number, {Figure.HANDED_OUT: 9})
    close_voting(hall, CONSOLE, number)
    figures = see_ledger(hall, CONSOLE, number).figures
    assert figures == {Figure.PRESENT: 10, Figure.HANDED_OUT: 9}


def test_more_people_than_slips_are_present_and_no_figure_of_slips(hall: Hall) -> None:
    meeting = with_roster(hall, 12, slips=3)
    open_voting(hall, CONSOLE, meeting.number)
    for place in range(9):
        check_in(hall, CONSOLE, meeting.number, place)
    close_voting(hall, CONSOLE, meeting.number)
    assert see_ledger(hall, CONSOLE, meeting.number).figures == {Figure.PRESENT: 9}


def test_a_rehearsal_ends_with_nobody_there(hall: Hall) -> None:
    number = with_roster(hall, 12).number
    rehearse(hall, CONSOLE, number)
    check_in(hall, CONSOLE, number, 0)
    assert see_attendance(hall, CONSOLE, number).short == 7
    reset(hall, CONSOLE, number)
    attendance = see_attendance(hall, CONSOLE, number)
    assert (attendance.come, attendance.is_used, attendance.short) == (0, False, 0)


def test_a_tablet_goes_on_in_the_second_round_until_it_is_sent_away(hall: Hall) -> None:
    meeting = with_roster(hall, 12)
    number = meeting.number
    secret = doors.claim(hall, number, doors.offer(hall, CONSOLE, number))
    doors.offer(hall, CONSOLE, number)
    open_voting(hall, CONSOLE, number)
    close_voting(hall, CONSOLE, number)
    with pytest.raises(QuorumMissed):
        open_box(hall, CONSOLE, number)
    assert doors.second_round(hall, number) is None
    second = round_two(hall, CONSOLE, number)
    assert doors.second_round(hall, number) == second
    check_in(hall, doors.find_door(hall, second, secret), second, 0)
    assert [each.paired for each in doors.see_doors(hall, CONSOLE, second)] == [True]
    doors.retire(hall, CONSOLE, second, 1)
    with pytest.raises(DoorUnknown):
        doors.find_door(hall, second, secret)
