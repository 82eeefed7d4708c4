"""The missing meetings of an assessment, started at once: nobody clicks 171 times."""

from dataclasses import replace
from pathlib import Path

import pytest
from makers.county import a_county, add_unit
from makers.meetings import a_plan
from makers.reviewed import CONSENT

from ballot import schemes
from ballot.domain.access import CONSOLE, Actor, Role
from ballot.domain.errors import (
    MayNot,
    Missing,
    NotAuthorised,
    NotOneOf,
    OutOfRange,
    Refused,
    TwiceTheSame,
    UnknownKey,
    WrongType,
)
from ballot.domain.meeting import Custody, State
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.storage import meetings, unit_tree
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.list_assessments import list_assessments
from ballot.usecases.assessment.look_at_assessment import look_at_assessment
from ballot.usecases.assessment.people.bring_in_people import add_people
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.cancel import cancel
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.edit_meeting import edit_meeting
from ballot.usecases.meeting.list_meetings import list_meetings
from ballot.usecases.meeting.meeting_rows import ITEM, row_of
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.meeting.start_from_file import preview_meetings, start_from_file
from ballot.usecases.meeting.start_meeting import Start, see_unmet, start_meeting
from ballot.usecases.review.authorise_assessment import authorise_assessment

TITLE = "2026年度第一书记考核"
KEYS = ("姓名", "单位", "村(社区)")


@pytest.fixture
def id(hall: Hall) -> int:
    made = create_assessment(hall, CONSOLE, AssessmentPlan(TITLE, "jiaozhou-village"))
    rows = tuple(each.row for each in a_county(6))
    add_people(hall, CONSOLE, made, PeopleFile("people.xlsx", tuple(rows[0]), rows))
    return made


def filled(hall: Hall, id: int, **cells: str) -> PeopleFile:
    """The empty form for those without a meeting, filled in; ``cells`` go into the first row."""
    usual = {"会议地点": "村委会", "应参加人数": "30"}
    rows = [row_of(gap) | usual for gap in see_unmet(hall, CONSOLE, id).gaps]
    if not rows[0][ITEM]:
        rows = [{name: text for name, text in row.items() if name != ITEM} for row in rows]
    rows[0] |= cells
    return PeopleFile("meetings.xlsx", tuple(rows[0]), tuple(rows))


def test_a_file_starts_a_meeting_for_everybody_who_has_none(hall: Hall, id: int) -> None:
    first = see_unmet(hall, CONSOLE, id).gaps[0].person
    alone = start_meeting(hall, CONSOLE, id, Start((first.id,), "大布村测评", "", 25))
    assert len(start_from_file(hall, CONSOLE, id, filled(hall, id)).numbers) == 5
    view = see_assessment(hall, CONSOLE, id)
    assert view.people[0].meetings == (alone,)
    assert all(len(each.meetings) == 1 for each in view.people)
    assert {each.state for each in view.meetings} == {State.DRAFT}
    assert see_unmet(hall, CONSOLE, id).gaps == ()
    assert len(list_assessments(hall, CONSOLE)) == 1
    meeting = see_meeting(hall, CONSOLE, view.people[1].meetings[0])
    assert (meeting.eligible, meeting.place) == (30, "村委会")
    assert meeting.title == f"{TITLE} {view.people[1].village}"
    assert [each.name for each in meeting.subjects] == [view.people[1].name]


@pytest.mark.parametrize(
    ("column", "text", "error"),
    [
        ("姓名", "没有此人", NotOneOf),
        ("会议名称", "", Missing),
        ("应参加人数", "", Missing),
        ("应参加人数", "三十", WrongType),
        ("应参加人数", "0", OutOfRange),
        ("应参加人数", "100001", OutOfRange),
    ],
)
def test_a_fault_names_row_and_column_and_keeps_no_other_row_out(
    hall: Hall, id: int, column: str, text: str, error: type[Exception]
) -> None:
    given = filled(hall, id, **{column: text})
    (fault,) = preview_meetings(hall, CONSOLE, id, given).faults
    assert (fault.row, fault.column, type(fault.error)) == (2, column, error)
    alone = replace(given, rows=given.rows[:1])
    with pytest.raises(Refused):
        start_from_file(hall, CONSOLE, id, alone)
    assert see_assessment(hall, CONSOLE, id).meetings == ()
    done = start_from_file(hall, CONSOLE, id, replace(given, rows=given.rows[:2]))
    assert (len(done.numbers), done.there, done.failed) == (1, 0, (2,))


def test_a_row_may_name_several_and_when_they_meet(hall: Hall, id: int) -> None:
    given = filled(hall, id, 会议时间="2026/12/20 19:30")
    first, second, *others = given.rows
    both = {name: f"{first[name]}、{second[name]}" for name in ("姓名", "单位", "村(社区)")}
    one = PeopleFile(given.file, given.heading, (first | both, *others))
    assert preview_meetings(hall, CONSOLE, id, one).faults == ()
    assert len(start_from_file(hall, CONSOLE, id, one).numbers) == 5
    view = see_assessment(hall, CONSOLE, id)
    assert view.people[0].meetings == view.people[1].meetings
    meeting = see_meeting(hall, CONSOLE, view.people[0].meetings[0])
    assert [each.name for each in meeting.subjects] == [first["姓名"], second["姓名"]]
    assert meeting.starts == "2026-12-20 19:30"


def test_a_row_of_several_is_faulted_in_its_cells(hall: Hall, id: int) -> None:
    given = filled(hall, id)
    first, second, *_others = given.rows

    def faults(*rows: dict[str, str]) -> list[tuple[int | None, str | None, str]]:
        found = preview_meetings(hall, CONSOLE, id, PeopleFile("m.csv", given.heading, rows)).faults
        return [(each.row, each.column, type(each.error).__name__) for each in found]

    both = {name: f"{first[name]}、{second[name]}" for name in ("姓名", "单位", "村(社区)")}
    assert faults(dict(first) | both, dict(second)) == [(3, "姓名", "TwiceTheSame")]
    twice = {name: f"{first[name]}、{first[name]}" for name in ("姓名", "单位", "村(社区)")}
    assert {each[1:] for each in faults(dict(first) | twice)} == {("姓名", "TwiceTheSame")}
    some = {"姓名": f"{first['姓名']}、无此人"}
    assert faults(dict(first) | some) == [(2, "姓名", "NotOneOf")]
    fewer = {"姓名": f"{first['姓名']}、{second['姓名']}、王某", "单位": "甲、乙"}
    assert faults(dict(first) | fewer) == [(2, "单位", "PartsDiffer")]
    assert faults(dict(first) | {"会议时间": "今晚"}) == [(2, "会议时间", "NotAMoment")]
    assert faults(dict(first) | {"会议时间": "2026-12-20"}) == [(2, "会议时间", "NotAMoment")]


def test_the_unit_of_a_person_stands_in_the_empty_form_where_it_may_organize(
    hall: Hall, id: int
) -> None:
    person = see_unmet(hall, CONSOLE, id).gaps[0].person
    assert "组织单位" not in row_of(see_unmet(hall, CONSOLE, id).gaps[0])
    add_unit(hall, CONSOLE, person.unit_name, hall.database.read(unit_tree.units)[0].id)
    assert row_of(see_unmet(hall, CONSOLE, id).gaps[0])["组织单位"] == person.unit_name
    start_from_file(hall, CONSOLE, id, filled(hall, id))
    made = see_assessment(hall, CONSOLE, id).people[0].meetings[0]
    of = {each.id: each.name for each in hall.database.read(unit_tree.units)}
    row = hall.database.read(lambda db: meetings.get(db, made))
    assert of[row.unit] == person.unit_name


def test_an_empty_row_starts_nothing_and_is_no_fault(hall: Hall, id: int) -> None:
    given = filled(hall, id)
    nothing = dict.fromkeys(given.heading, "")
    apart = PeopleFile(given.file, given.heading, (given.rows[0], nothing, *given.rows[1:]))
    assert preview_meetings(hall, CONSOLE, id, apart).faults == ()
    assert len(start_from_file(hall, CONSOLE, id, apart).numbers) == len(given.rows)


def test_nobody_gets_two_meetings(hall: Hall, id: int) -> None:
    given = filled(hall, id)
    twice = PeopleFile(given.file, given.heading, (*given.rows, given.rows[0]))
    (fault,) = preview_meetings(hall, CONSOLE, id, twice).faults
    assert (fault.row, type(fault.error)) == (8, TwiceTheSame)
    start_from_file(hall, CONSOLE, id, given)
    again = preview_meetings(hall, CONSOLE, id, given)
    assert (again.faults, again.there) == ((), tuple(range(2, 8)))
    assert start_from_file(hall, CONSOLE, id, given).numbers == ()
    both = given.rows[0] | {name: f"{given.rows[0][name]}、{given.rows[1][name]}" for name in KEYS}
    (fault, other) = preview_meetings(hall, CONSOLE, id, replace(given, rows=(both,))).faults
    assert {type(each.error) for each in (fault, other)} == {TwiceTheSame}
    assert len(list_meetings(hall, CONSOLE)) == 6


def test_the_heading_is_refused_before_the_rows(hall: Hall, id: int) -> None:
    rows = ({"姓名": "甲某", "人数": "30"},)
    heading = ("姓名", "人数", "姓名")
    faults = preview_meetings(hall, CONSOLE, id, PeopleFile("m.csv", heading, rows)).faults
    assert [(each.row, each.column, type(each.error)) for each in faults] == [
        (1, "会议名称", Missing),
        (1, "应参加人数", Missing),
        (1, "人数", UnknownKey),
        (1, "姓名", TwiceTheSame),
    ]


def test_a_meeting_needs_somebody_of_the_assessment(hall: Hall, id: int) -> None:
    for chosen in ((), (404,)):
        with pytest.raises(Refused) as refused:
            start_meeting(hall, CONSOLE, id, Start(chosen, "测评", "", 25))
        assert refused.value.faults[0].key == "subjects"


def test_the_meetings_belong_to_the_unit_of_the_assessment(hall: Hall, id: int) -> None:
    (county,) = hall.database.read(unit_tree.units)
    town = add_unit(hall, CONSOLE, "里岔镇", county.id)
    plan = AssessmentPlan("里岔镇考核", "jiaozhou-village", unit="里岔镇")
    made = create_assessment(hall, CONSOLE, plan)
    rows = tuple(each.row for each in a_county(1))
    add_people(hall, CONSOLE, made, PeopleFile("people.xlsx", tuple(rows[0]), rows))
    organizer = Actor(id=7, name="县里", roles=((county.id, Role.ORGANIZER),))
    assert len(start_from_file(hall, organizer, made, filled(hall, made)).numbers) == 1
    townsman = Actor(id=8, name="镇里", roles=((town, Role.OBSERVER),))
    assert [each.assessment for each in list_meetings(hall, townsman)] == ["里岔镇考核"]
    assert len(list_assessments(hall, CONSOLE)) == 2


def test_an_observer_starts_none(hall: Hall, id: int) -> None:
    (unit,) = hall.database.read(unit_tree.units)
    observer = Actor(id=7, name="看", roles=((unit.id, Role.OBSERVER),))
    with pytest.raises(MayNot):
        start_from_file(hall, observer, id, filled(hall, id))
    assert see_assessment(hall, observer, id).meetings == ()


def test_an_assessment_names_the_one_before(hall: Hall, id: int) -> None:
    plan = AssessmentPlan("2027年度第一书记考核", "jiaozhou-village", previous=id)
    later = create_assessment(hall, CONSOLE, plan)
    assert look_at_assessment(hall, CONSOLE, later).previous == (id, TITLE)
    with pytest.raises(Refused):
        create_assessment(hall, CONSOLE, AssessmentPlan("第三次", "jiaozhou-village", previous=404))
    assert len(list_assessments(hall, CONSOLE)) == 2


def test_where_two_bodies_judge_the_same_people_each_gets_a_meeting(hall: Hall) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan("干部考核", "lijun"))
    row = {"姓名": "甲某"}
    add_people(hall, CONSOLE, id, PeopleFile("people.csv", tuple(row), (row,)))
    gaps = see_unmet(hall, CONSOLE, id).gaps
    assert [each.item for each in gaps] == ["下级测评", "同级互评"]
    (fault,) = preview_meetings(hall, CONSOLE, id, filled(hall, id, 测评项目="")).faults
    assert (fault.row, fault.column, type(fault.error)) == (2, "测评项目", Missing)
    assert len(start_from_file(hall, CONSOLE, id, filled(hall, id)).numbers) == 2
    meetings = see_assessment(hall, CONSOLE, id).meetings
    assert {each.item for each in meetings} == {"下级测评", "同级互评"}


def test_a_cancelled_meeting_leaves_room_for_another(hall: Hall, id: int) -> None:
    first = see_unmet(hall, CONSOLE, id).gaps[0].person
    number = start_meeting(hall, CONSOLE, id, Start((first.id,), "测评", "", 25))
    assert first not in [each.person for each in see_unmet(hall, CONSOLE, id).gaps]
    cancel(hall, CONSOLE, number, "改期")
    assert first in [each.person for each in see_unmet(hall, CONSOLE, id).gaps]


def test_the_scheme_is_the_copy_of_the_assessment(hall: Hall, tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(schemes.text_of("dongtai").replace('"dongtai"', '"ours"'), encoding="utf-8")
    id = create_assessment(hall, CONSOLE, AssessmentPlan("本地办法", str(path)))
    row = {"姓名": "甲某"}
    add_people(hall, CONSOLE, id, PeopleFile("people.csv", tuple(row), (row,)))
    authorise_assessment(hall, CONSOLE, id, CONSENT)
    path.unlink()
    assert len(start_from_file(hall, CONSOLE, id, filled(hall, id)).numbers) == 1


def test_no_meeting_is_begun_before_the_consent_that_the_policy_demands(hall: Hall) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan("三季度动态考绩", "dongtai"))
    add_people(hall, CONSOLE, id, PeopleFile("p.csv", ("姓名",), ({"姓名": "甲某"},)))
    person = see_assessment(hall, CONSOLE, id).people[0].id
    start = Start((person,), "动态考绩 甲某", "", 30)
    with pytest.raises(NotAuthorised):
        start_meeting(hall, CONSOLE, id, start)
    named = a_plan(scheme="dongtai", assessment="三季度动态考绩")
    for plan in (named, a_plan(scheme="dongtai")):
        with pytest.raises(NotAuthorised):
            create_meeting(hall, CONSOLE, plan)
    assert see_assessment(hall, CONSOLE, id).meetings == ()
    assert len(list_assessments(hall, CONSOLE)) == 1
    authorise_assessment(hall, CONSOLE, id, CONSENT)
    start_meeting(hall, CONSOLE, id, start)
    create_meeting(hall, CONSOLE, named)


def test_no_draft_is_made_one_of_a_policy_without_its_consent(hall: Hall) -> None:
    number = create_meeting(hall, CONSOLE, a_plan())
    with pytest.raises(NotAuthorised):
        edit_meeting(hall, CONSOLE, number, a_plan(scheme="dongtai"))


def test_a_row_says_who_keeps_the_key_and_an_empty_cell_is_the_server(hall: Hall, id: int) -> None:
    given = filled(hall, id, 密钥保管="监票人")
    rows = (given.rows[0], *(row | {"密钥保管": ""} for row in given.rows[1:]))
    asked = PeopleFile(given.file, given.heading, rows)
    wrong = PeopleFile(
        given.file, given.heading, (given.rows[0] | {"密钥保管": "村会计"}, *rows[1:])
    )
    (fault,) = preview_meetings(hall, CONSOLE, id, wrong).faults
    assert (fault.row, fault.column, type(fault.error)) == (2, "密钥保管", NotOneOf)
    start_from_file(hall, CONSOLE, id, asked)
    kept = [line.custody for line in list_meetings(hall, CONSOLE)]
    assert kept.count(Custody.SCRUTINEERS) == 1
    assert kept.count(Custody.SERVER) == len(rows) - 1
