"""The roster comes in, decides 应参加, is corrected, goes along into round 2 and is forgotten."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from makers.life import rosters
from makers.life.rosters import COMMITTEE, DELEGATES, PARTY, a_file, rows_of
from makers.meetings import VERY, AMeeting, Clock, a_draft, a_hall, a_plan

from ballot.domain.access import CONSOLE
from ballot.domain.errors import (
    EitherPerson,
    EligibleOfRoster,
    HasCome,
    NoRoster,
    NotInState,
    NotOnRoster,
    PerhapsOnePerson,
    QuorumMissed,
    Refused,
    RosterInUse,
)
from ballot.domain.roster.entries import CATEGORY
from ballot.domain.scheme.scheme import NAME, UNIT
from ballot.storage import subjects
from ballot.storage.database import Database
from ballot.storage.hall import roster
from ballot.usecases.accounts.read_journal import read_journal
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.correct_eligible import correct_eligible
from ballot.usecases.meeting.edit_meeting import edit_meeting
from ballot.usecases.meeting.freeze import freeze
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.meeting.round_two import round_two
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.roster import bring_in_roster, change_roster
from ballot.usecases.roster.check_in import check_in
from ballot.usecases.roster.forget_rosters import forget_rosters
from ballot.usecases.roster.see_roster import RosterView, see_roster
from ballot.usecases.traces.erase import erase


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def hall(database: Database, tmp_path: Path, clock: Clock) -> Hall:
    return a_hall(database, tmp_path, clock=clock)


def seen(hall: Hall, meeting: AMeeting) -> RosterView:
    return see_roster(hall, CONSOLE, meeting.number)


def parts(hall: Hall, number: str) -> list[tuple[str, int]]:
    rows = hall.database.read(lambda db: subjects.eligible_parts(db, number))
    return [(each.category, each.persons) for each in rows]


def with_roster(hall: Hall, people: int = 12, *, slips: int = 12) -> AMeeting:
    meeting = a_draft(hall, slips=slips, eligible=99)
    rosters.a_roster(hall, meeting.number, rosters.people(people))
    return meeting


def test_a_township_of_233_rows_is_210_people_once_somebody_has_said_so(hall: Hall) -> None:
    meeting, given = a_draft(hall), a_file(rosters.of_township())
    looked = bring_in_roster.preview(hall, CONSOLE, meeting.number, given)
    assert (len(looked.entries), len(looked.doubles), looked.persons) == (233, 23, 210)
    assert not looked.faults
    with pytest.raises(Refused) as refused:
        bring_in_roster.keep(hall, CONSOLE, meeting.number, given, None)
    assert [type(each.error) for each in refused.value.faults] == [PerhapsOnePerson] * 23
    assert not seen(hall, meeting).people
    ones = {each.row for each in looked.doubles}
    assert bring_in_roster.keep(hall, CONSOLE, meeting.number, given, ones) == 210
    view = seen(hall, meeting)
    assert (view.attendance.persons, view.attendance.required) == (210, 140)
    assert parts(hall, meeting.number) == [(COMMITTEE, 7), (PARTY, 83), (DELEGATES, 120)]
    freeze(hall, CONSOLE, meeting.number)
    assert "王伟" not in str([line.detail for line in read_journal(hall, CONSOLE)])


def test_two_people_of_one_name_stay_two_when_somebody_says_so(hall: Hall) -> None:
    meeting = a_draft(hall)
    given = a_file(
        rows_of(("张伟", "一组", PARTY), ("张伟", "一组", DELEGATES), ("李某", "", PARTY))
    )
    assert bring_in_roster.keep(hall, CONSOLE, meeting.number, given, ()) == 3
    assert bring_in_roster.keep(hall, CONSOLE, meeting.number, given, {2}) == 2


def test_a_file_with_faults_changes_nothing(hall: Hall) -> None:
    meeting = with_roster(hall, 5)
    given = a_file(rows_of(("", "", PARTY), ("李某", "", "路人"), ("王某", "", PARTY)))
    looked = bring_in_roster.preview(hall, CONSOLE, meeting.number, given)
    assert [(each.row, each.column) for each in looked.faults] == [(2, NAME), (3, CATEGORY)]
    with pytest.raises(Refused):
        bring_in_roster.keep(hall, CONSOLE, meeting.number, given, ())
    assert len(seen(hall, meeting).people) == 5
    either = a_file(rows_of(("张伟", "一组"), ("张伟", "二组"), ("张伟",)))
    (fault,) = bring_in_roster.preview(hall, CONSOLE, meeting.number, either).faults
    assert isinstance(fault.error, EitherPerson)
    assert bring_in_roster.preview(hall, CONSOLE, meeting.number, a_file(())).faults


def test_whoever_is_judged_is_named_before_the_roster_is_saved(hall: Hall) -> None:
    meeting = a_draft(hall)
    given = a_file(rows_of(("张 某",), ("李某",)))
    assert bring_in_roster.preview(hall, CONSOLE, meeting.number, given).judged == ("张某",)


def test_the_typed_number_gives_way_and_a_contradiction_is_refused(hall: Hall) -> None:
    meeting = with_roster(hall, 12)
    number = meeting.number
    assert parts(hall, number) == [("", 12)]
    with pytest.raises(Refused) as refused:
        edit_meeting(hall, CONSOLE, number, a_plan(eligible=46))
    (fault,) = refused.value.faults
    assert isinstance(fault.error, EligibleOfRoster)
    assert (fault.key, fault.error.given, fault.error.persons) == ("eligible", 46, 12)
    edit_meeting(hall, CONSOLE, number, a_plan(eligible=12, title="改过名"))
    hall.database.write(
        lambda db: subjects.put_eligible(db, number, [subjects.EligibleRow("", 13)])
    )
    with pytest.raises(EligibleOfRoster):
        freeze(hall, CONSOLE, number)
    change_roster.add_voter(hall, CONSOLE, number, {NAME: "后来的"})
    freeze(hall, CONSOLE, number)
    with pytest.raises(EligibleOfRoster):
        correct_eligible(hall, CONSOLE, number, (("", 14),), "补一人")
    with pytest.raises(NotInState):
        bring_in_roster.keep(hall, CONSOLE, number, a_file(rows_of(("李某",))), ())
    with pytest.raises(NotInState):
        change_roster.delete_roster(hall, CONSOLE, number)


def test_somebody_is_added_or_taken_off_after_the_freeze_with_a_reason(hall: Hall) -> None:
    meeting = with_roster(hall, 12)
    number = meeting.number
    open_voting(hall, CONSOLE, number)
    with pytest.raises(Refused):
        change_roster.add_voter(hall, CONSOLE, number, {NAME: "漏了的"})
    change_roster.add_voter(hall, CONSOLE, number, {NAME: "漏了的", UNIT: "一组"}, "名册漏了")
    assert parts(hall, number) == [("", 13)]
    last = seen(hall, meeting).people[-1]
    check_in(hall, CONSOLE, number, last.position)
    with pytest.raises(HasCome):
        change_roster.remove_voter(hall, CONSOLE, number, last.position, "写错了")
    check_in(hall, CONSOLE, number, last.position, come=False)
    change_roster.remove_voter(hall, CONSOLE, number, last.position, "写错了")
    assert parts(hall, number) == [("", 12)]
    with pytest.raises(NotOnRoster):
        change_roster.remove_voter(hall, CONSOLE, number, last.position, "写错了")
    lines = [line for line in read_journal(hall, CONSOLE) if line.act == "correct_eligible"]
    assert [json.loads(line.detail)["by_class"] for line in lines] == [[13], [12]]
    assert "漏了的" not in str(lines)


def test_the_last_one_stays_and_a_deleted_roster_leaves_the_number(hall: Hall) -> None:
    meeting = with_roster(hall, 1)
    number = meeting.number
    with pytest.raises(Refused):
        change_roster.remove_voter(hall, CONSOLE, number, 0)
    with pytest.raises(Refused):
        change_roster.add_voter(hall, CONSOLE, number, {NAME: ""})
    assert change_roster.delete_roster(hall, CONSOLE, number) == 1
    assert parts(hall, number) == [("", 1)]
    with pytest.raises(NoRoster):
        change_roster.delete_roster(hall, CONSOLE, number)
    with pytest.raises(NoRoster):
        change_roster.remove_voter(hall, CONSOLE, number, 0)
    edit_meeting(hall, CONSOLE, number, a_plan(eligible=46))


def test_no_roster_takes_the_place_of_one_by_which_somebody_has_come(hall: Hall) -> None:
    meeting = with_roster(hall, 3)
    check_in(hall, CONSOLE, meeting.number, 0)
    with pytest.raises(RosterInUse):
        bring_in_roster.preview(hall, CONSOLE, meeting.number, a_file(rows_of(("李某",))))
    with pytest.raises(RosterInUse):
        bring_in_roster.keep(hall, CONSOLE, meeting.number, a_file(rows_of(("李某",))), ())


def test_the_second_round_has_the_roster_and_everybody_is_checked_in_anew(hall: Hall) -> None:
    meeting = with_roster(hall, 12)
    open_voting(hall, CONSOLE, meeting.number)
    for place in range(9):
        check_in(hall, CONSOLE, meeting.number, place)
    meeting.cast(VERY)
    close_voting(hall, CONSOLE, meeting.number)
    with pytest.raises(QuorumMissed):
        open_box(hall, CONSOLE, meeting.number)
    second = see_roster(hall, CONSOLE, round_two(hall, CONSOLE, meeting.number))
    first = seen(hall, meeting)
    assert [each.voter for each in second.people] == [each.voter for each in first.people]
    assert (first.attendance.come, second.attendance.come) == (9, 0)
    check_in(hall, CONSOLE, second.number, 11)
    assert seen(hall, meeting).attendance.come == 9


def test_the_roster_goes_with_the_time_for_objections_and_no_name_is_told(
    hall: Hall, clock: Clock
) -> None:
    meeting, other = with_roster(hall, 12), with_roster(hall, 3, slips=3)
    open_voting(hall, CONSOLE, meeting.number)
    meeting.cast_all([VERY] * 9)
    close_voting(hall, CONSOLE, meeting.number)
    open_box(hall, CONSOLE, meeting.number)
    forget_rosters(hall)
    assert len(seen(hall, meeting).people) == 12
    clock.now += timedelta(days=60)
    forget_rosters(hall)
    forget_rosters(hall)
    assert not seen(hall, meeting).people
    assert len(seen(hall, other).people) == 3, "a draft keeps its own"
    (line,) = [line for line in read_journal(hall, CONSOLE) if line.act == "erase"]
    assert (line.actor, json.loads(line.detail)) == ("housekeeping", {"roster": 12})
    erase(hall, CONSOLE, meeting.number)


def test_erasing_ciphertexts_takes_the_roster_along(hall: Hall, clock: Clock) -> None:
    meeting = with_roster(hall, 12)
    open_voting(hall, CONSOLE, meeting.number)
    meeting.cast_all([VERY] * 9)
    close_voting(hall, CONSOLE, meeting.number)
    open_box(hall, CONSOLE, meeting.number)
    clock.now += timedelta(days=60)
    erase(hall, CONSOLE, meeting.number)
    assert hall.database.read(lambda db: roster.count(db, meeting.number)) == 0
    assert hall.database.read(lambda db: roster.marks(db, meeting.number)) is None
