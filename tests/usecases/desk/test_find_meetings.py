"""One meeting among many is found, and what a list costs does not grow with the meetings."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from makers.county import add_unit
from makers.meetings import GOOD, VERY, a_closed_meeting, a_draft, a_plan, an_open_meeting
from sqlalchemy import event, insert, select, update

from ballot.domain.access import CONSOLE, Actor, Role
from ballot.domain.errors import QuorumMissed
from ballot.domain.meeting import State
from ballot.domain.meetings.plan import SubjectPlan
from ballot.storage import tables, unit_tree
from ballot.usecases.accounts.units import top_unit
from ballot.usecases.desk import find_meetings, progress
from ballot.usecases.desk.find_meetings import A_PAGE, Group, MeetingsFound, Search
from ballot.usecases.hall import Hall
from ballot.usecases.ledger.settling import settle_slips
from ballot.usecases.meeting.cancel import cancel
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result.watch_turnout import watch_turnout

EVERY = Search()


def find(hall: Hall, search: Search = EVERY, actor: Actor = CONSOLE) -> MeetingsFound:
    return find_meetings.find_meetings(hall, actor, search)


def numbers(desk: MeetingsFound) -> list[str]:
    return [each.line.number for each in desk.listed]


def of_each_group(hall: Hall) -> dict[Group, str]:
    """A meeting of each group."""
    many = [VERY] * 40
    closed = {name: a_closed_meeting(hall, many).number for name in ("waits", "settled", "opened")}
    few = a_closed_meeting(hall, [GOOD] * 3)
    settle_slips(hall, CONSOLE, closed["settled"])
    open_box(hall, CONSOLE, closed["opened"])
    with pytest.raises(QuorumMissed):
        open_box(hall, CONSOLE, few.number)
    gone = a_draft(hall).number
    cancel(hall, CONSOLE, gone, "改期")
    return {
        Group.VOTING: an_open_meeting(hall).number,
        Group.COUNTING: closed["waits"],
        Group.TO_OPEN: closed["settled"],
        Group.MISSED: few.number,
        Group.PREPARING: a_draft(hall).number,
        Group.DECIDED: closed["opened"],
        Group.ENDED: gone,
    }


def test_each_stands_in_its_group_and_those_that_vote_come_first(hall: Hall) -> None:
    made = of_each_group(hall)
    seen = find(hall)
    assert dict(seen.counts) == dict.fromkeys(Group, 1)
    assert {each.group: each.line.number for each in seen.listed} == made
    pressing = (Group.COUNTING, Group.TO_OPEN, Group.MISSED)
    assert seen.listed[0].group is Group.VOTING
    assert {each.group for each in seen.listed[1:4]} == set(pressing)
    for group, number in made.items():
        assert numbers(find(hall, Search(group=group))) == [number]
        assert find(hall, Search(group=group)).counts == seen.counts, "the counters stay"


def test_a_list_tells_the_turnout_that_the_meetings_own_page_tells(hall: Hall) -> None:
    made = of_each_group(hall)
    small = an_open_meeting(hall, slips=12, eligible=12)
    small.cast_all([VERY] * 9)
    told = {each.line.number: each.progress.turnout for each in find(hall).listed}
    counted = [made[group] for group in (Group.VOTING, Group.COUNTING, Group.TO_OPEN, Group.MISSED)]
    for number in (*counted, small.number):
        assert told[number] == watch_turnout(hall, CONSOLE, number)
    hidden = told[small.number]
    assert hidden is not None
    assert (hidden.hidden, hidden.met, hidden.returned) == (True, True, None)
    assert told[made[Group.DECIDED]] is None


def test_words_find_title_place_number_person_village_and_assessment(hall: Hall) -> None:
    plan = a_plan(title="半年测评会", assessment=None)
    subject = SubjectPlan("阿依古丽·买买提", "某局", "哈拉玉宫村")
    wanted = create_meeting(hall, CONSOLE, replace(plan, place="老村部", subjects=(subject,)))
    other = create_meeting(hall, CONSOLE, a_plan(title="年度测评 100% 到会"))
    words = ("半年", "老村部", wanted[:5], wanted, "阿依古丽", "哈拉玉宫村", "半年 古丽")
    for said in words:
        assert numbers(find(hall, Search(words=said))) == [wanted], said
    assert numbers(find(hall, Search(words="100%"))) == [other]
    for nobody in ("半年 老王", "%", "_年度测评", wanted[1:], "年\0度", "' OR 1=1 --"):
        assert wanted not in numbers(find(hall, Search(words=nobody))), nobody
    assert set(numbers(find(hall, Search(words="测评")))) == {wanted, other}, "the control"


def test_units_and_assessments_narrow_and_show_nobody_elses(hall: Hall) -> None:
    county = hall.database.write(top_unit)
    for name in ("东镇", "西镇"):
        add_unit(hall, CONSOLE, name, county)
    units = {each.name: each.id for each in hall.database.read(unit_tree.units)}
    made = {
        name: create_meeting(hall, CONSOLE, replace(a_plan(title=f"{name}测评"), unit=name))
        for name in ("东镇", "西镇")
    }
    officer = Actor(1, "王某", ((units["东镇"], Role.ORGANIZER),))
    assert numbers(find(hall, actor=officer)) == [made["东镇"]]
    assert find(hall, actor=officer).units == ((units["东镇"], "东镇"),)
    for search in (Search(unit=units["西镇"]), Search(words="西镇"), Search(unit=county)):
        assert made["西镇"] not in numbers(find(hall, search, officer))
    assert set(numbers(find(hall, Search(unit=county)))) == set(made.values())
    assert numbers(find(hall, Search(unit=units["西镇"]))) == [made["西镇"]]
    strange = (Search(unit=10**30), Search(unit=-5), Search(assessment=10**30))
    assert [find(hall, each).listed for each in strange] == [()] * 3


def test_an_assessment_of_several_meetings_can_be_chosen(hall: Hall) -> None:
    title = "2026年度考核"
    first = create_meeting(hall, CONSOLE, a_plan(title="甲场", assessment=title))
    alone = find(hall).assessments
    second = create_meeting(hall, CONSOLE, a_plan(title="乙场", assessment=title))
    create_meeting(hall, CONSOLE, a_plan(title="丙场"))
    ((id, said),) = find(hall).assessments
    assert (alone, said) == ((), title)
    assert set(numbers(find(hall, Search(assessment=id)))) == {first, second}


def test_a_page_beyond_the_last_is_the_last_and_every_meeting_is_on_one(hall: Hall) -> None:
    for at in range(A_PAGE + 3):
        create_meeting(hall, CONSOLE, a_plan(title=f"第{at}场"))
    pages = [find(hall, Search(page=page)) for page in (1, 2)]
    listed = [each for page in pages for each in numbers(page)]
    assert (len(listed), len(set(listed)), pages[0].pages) == (A_PAGE + 3,) * 2 + (2,)
    for beyond in (3, 10**30):
        assert numbers(find(hall, Search(page=beyond))) == numbers(pages[1])
    assert numbers(find(hall, Search(page=-1))) == numbers(pages[0])
    assert find(hall, Search(words="没有")).listed == ()


def test_todays_stand_behind_those_that_vote_by_the_hour(hall: Hall) -> None:
    def planned(starts: str, title: str = "测评") -> str:
        return create_meeting(hall, CONSOLE, replace(a_plan(title=title), starts=starts))

    today = hall.now().date().isoformat()
    live, waits = an_open_meeting(hall).number, a_closed_meeting(hall, [VERY] * 40).number
    late, early = planned(f"{today} 19:30"), planned(f"{today} 09:00")
    tomorrow, gone = planned("2099-01-01 08:00"), planned(f"{today} 08:00")
    cancel(hall, CONSOLE, gone, "改期")
    newest = a_draft(hall).number
    assert numbers(find(hall)) == [live, early, late, waits, newest, gone, tomorrow]
    assert find(hall).listed[1].line.starts == f"{today} 09:00"


def test_facts_that_were_altered_are_told_of_one_and_the_others_are_shown(hall: Hall) -> None:
    altered, whole = an_open_meeting(hall).number, an_open_meeting(hall).number
    statement = update(tables.meeting).where(tables.meeting.c.number == altered)
    hall.database.write(lambda db: db.execute(statement.values(frozen_tag=bytes(32))))
    told = {each.line.number: each.progress for each in find(hall).listed}
    assert (told[altered].tampered, told[altered].turnout) == (True, None)
    assert (told[whole].tampered, told[whole].turnout is None) == (False, False)


def test_statements_do_not_grow_with_the_meetings(hall: Hall) -> None:
    of_each_group(hall)
    few = statements(hall)
    copied(hall, 200)
    assert find(hall).total == 7 + 200
    assert statements(hall) <= few + 1
    assert few <= 20


def statements(hall: Hall) -> int:
    seen: Counter[str] = Counter()

    def count(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        seen[statement] += 1

    event.listen(hall.database.engine, "before_cursor_execute", count)
    try:
        find(hall, Search(words="测评"))
    finally:
        event.remove(hall.database.engine, "before_cursor_execute", count)
    return seen.total()


def copied(hall: Hall, count: int) -> None:
    """So many meetings more, each a copy of one that votes, under other numbers."""
    meeting = tables.meeting
    where = select(meeting).where(meeting.c.state == State.OPEN)
    row = dict(hall.database.read(lambda db: db.execute(where).mappings().first()))
    taken = set(hall.database.read(lambda db: db.scalars(select(meeting.c.number)).all()))
    free = (str(each) for each in range(100_000, 1_000_000) if str(each) not in taken)
    rows = [row | {"number": next(free)} for _ in range(count)]
    hall.database.write(lambda db: db.execute(insert(meeting), rows))


@pytest.mark.parametrize("state", State)
def test_every_state_has_its_group(state: State) -> None:
    assert find_meetings.group_of((state, False)) in Group
    counts = state in progress.HAVE_COUNTS
    assert counts == (
        find_meetings.group_of((state, False))
        in set(Group) - {Group.PREPARING, Group.DECIDED, Group.ENDED}
    )
