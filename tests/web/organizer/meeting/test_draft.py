"""A new meeting and the pages of its draft: each saved by itself, each fault beside its field."""

import io
import re
from pathlib import Path

import pytest
from makers import meeting_files
from people.desk import Desk, a_desk

from ballot import schemes
from ballot.domain.access import CONSOLE
from ballot.domain.meeting import Custody
from ballot.intake import meeting_file
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.list_meetings import list_meetings
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.web.proxy import Application

FILE = meeting_files.ONE


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The pages of a draft ask the database nothing that the kinds could answer differently."""
    return sqlite_url


@pytest.fixture
def desk(app: Application, hall: Hall) -> Desk:
    """The organizer has signed in."""
    return a_desk(app, hall)


def fault_beside(page: str, field: str) -> str:
    """What stands beside a field, which must point to it for those who listen."""
    drawn = re.search(rf'<[^>]*\bid="{re.escape(field)}"[^>]*>', page)
    assert drawn
    assert 'aria-invalid="true"' in drawn[0]
    assert f"{field}-error" in drawn[0]
    said = re.search(rf'id="{re.escape(field)}-error">([^<]*)<', page)
    assert said
    return said[1]


def test_a_meeting_begins_with_a_name_people_and_a_number(desk: Desk, hall: Hall) -> None:
    number = desk.new_meeting(place="村委会会议室")
    meeting = see_meeting(hall, CONSOLE, number)
    assert [each.name for each in meeting.subjects] == ["张某", "李某"]
    assert (meeting.eligible, meeting.place) == (46, "村委会会议室")
    assert "至少收回 31 张" in desk.page


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("title", "", "请写会议名称"),
        ("names", "  \n ", "请写被测评人的姓名"),
        ("names", "张某\n李某\n张某", "重复"),
        ("eligible", "", "请写应参加人数"),
        ("eligible", "0", "1 到 100000"),
        ("eligible", "四十六", "请写整数"),
        ("eligible", "-5", "请写整数"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_made(
    desk: Desk, hall: Hall, field: str, typed: str, said: str
) -> None:
    desk.look("/meetings/new")
    plan = {"title": "测评", "names": "张某", "eligible": "46", "scheme": "jiaozhou-village"}
    assert desk.send("/meetings/new", **(plan | {field: typed})).status_code == 422
    assert said in fault_beside(desk.page, field)
    assert list_meetings(hall, CONSOLE) == []


def test_a_meeting_file_is_a_meeting(desk: Desk, hall: Hall) -> None:
    desk.look("/meetings/new")
    desk.send("/meetings/file", file=(io.BytesIO(FILE.encode()), "大布村.toml"))
    (line,) = list_meetings(hall, CONSOLE)
    meeting = see_meeting(hall, CONSOLE, line.number)
    assert meeting.eligible == 46
    assert meeting.subjects[0].objective_score == "112"


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (FILE.replace('"112"', '"很高"').encode(), "subjects[1].objective_score"),
        (FILE.replace("镇街", "乡里").encode(), "单位类别"),
        (FILE.encode("gb18030"), "大布村.toml"),
        (FILE.replace('title = "', 'title = "\\u0000').encode(), "title"),
        (b"title = " + b"[" * 20_000, "大布村.toml"),
        (b"", "title"),
    ],
)
def test_a_wrong_meeting_file_says_where_and_makes_nothing(
    desk: Desk, hall: Hall, file: bytes, said: str
) -> None:
    desk.look("/meetings/new")
    answer = desk.send("/meetings/file", file=(io.BytesIO(file), "大布村.toml"))
    assert answer.status_code == 422
    assert said in fault_beside(desk.page, "file")
    assert list_meetings(hall, CONSOLE) == []


def test_no_scheme_is_read_from_this_machine_for_somebody_afar(
    desk: Desk, hall: Hall, tmp_path: Path
) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(schemes.text_of("jiaozhou-village"), encoding="utf-8")
    text = f'scheme = "{path}"\n' + re.sub("^scheme = .*$", "", FILE, flags=re.MULTILINE)
    assert create_meeting(hall, CONSOLE, meeting_file.read(text, "")), "the control"
    desk.look("/meetings/new")
    answer = desk.send("/meetings/file", file=(io.BytesIO(text.encode()), "大布村.toml"))
    assert answer.status_code == 422
    assert "没有考核办法" in fault_beside(desk.page, "file")
    assert len(list_meetings(hall, CONSOLE)) == 1


def test_what_no_keyboard_writes_is_no_part_of_a_name(desk: Desk, hall: Hall) -> None:
    number = desk.new_meeting(title="测评\0会\x1b")
    assert see_meeting(hall, CONSOLE, number).title == "测评 会"


def test_no_file_at_all_is_told_so(desk: Desk) -> None:
    desk.look("/meetings/new")
    assert desk.send("/meetings/file").status_code == 422
    assert "请先选一个会议文件" in fault_beside(desk.page, "file")


def a_person(place: int, name: str, **other: str) -> dict[str, str]:
    """The fields of one block of the page of people."""
    fields = {"person": name, "unit": "", "village": "", "objective_score": ""} | other
    fields |= {f"group{column}": other.get(f"group{column}", "") for column in range(3)}
    return {f"people-{place}-{name}": value for name, value in fields.items()}


def test_scores_units_and_groups_are_told_person_by_person(desk: Desk, hall: Hall) -> None:
    number = desk.new_meeting()
    first = a_person(0, "张某", unit="市教育局", objective_score="112", group0="市直")
    desk.look(f"/meetings/{number}/people")
    desk.send(f"/meetings/{number}/people", **first, **a_person(1, ""), then="save")
    (subject,) = see_meeting(hall, CONSOLE, number).subjects
    assert (subject.unit, subject.objective_score) == ("市教育局", "112")
    assert subject.groups == {"单位类别": "市直"}


def test_a_score_that_is_no_number_is_told_beside_it(desk: Desk, hall: Hall) -> None:
    number = desk.new_meeting()
    desk.look(f"/meetings/{number}/people")
    people = a_person(0, "") | a_person(1, "李某", objective_score="一百")
    desk.send(f"/meetings/{number}/people", **people, then="save")
    assert "不是数" in fault_beside(desk.page, "people-1-objective_score")
    assert len(see_meeting(hall, CONSOLE, number).subjects) == 2


def test_more_blocks_come_without_losing_what_was_typed(desk: Desk) -> None:
    number = desk.new_meeting()
    desk.look(f"/meetings/{number}/people")
    people = a_person(0, "张某", unit="市教育局") | a_person(1, "李某")
    desk.send(f"/meetings/{number}/people", **people, then="more")
    assert "市教育局" in desk.page
    assert 'id="people-3-person"' in desk.page


def test_the_eligible_are_told_by_category_or_as_one_number(desk: Desk, hall: Hall) -> None:
    number = desk.new_meeting()
    desk.look(f"/meetings/{number}/voters")
    parts = {"parts-0-persons": "7", "parts-1-persons": "25", "parts-2-persons": "14"}
    desk.send(f"/meetings/{number}/voters", **parts, eligible="99")
    meeting = see_meeting(hall, CONSOLE, number)
    assert meeting.eligible == 46
    assert dict(meeting.eligible_parts) == {"村“两委”成员": 7, "党员": 25, "村民代表": 14}
    desk.send(f"/meetings/{number}/voters", eligible="30")
    assert see_meeting(hall, CONSOLE, number).eligible == 30


def test_nobody_entitled_is_refused_beside_the_field(desk: Desk, hall: Hall) -> None:
    number = desk.new_meeting()
    desk.look(f"/meetings/{number}/voters")
    desk.send(f"/meetings/{number}/voters", eligible="")
    assert fault_beside(desk.page, "eligible")
    assert see_meeting(hall, CONSOLE, number).eligible == 46


def test_the_paper_reads_as_the_voters_will_read_it(desk: Desk) -> None:
    number = desk.new_meeting()
    desk.look(f"/meetings/{number}/paper")
    places = [desk.page.index(f"<li>{each}</li>") for each in ("很满意", "满意", "基本满意")]
    assert places == sorted(places)
    assert "文件未规定，采用默认" in desk.page


def test_another_meeting_after_the_pattern_of_an_earlier_one(desk: Desk, hall: Hall) -> None:
    number = desk.new_meeting(place="村委会会议室")
    desk.look(f"/meetings/{number}/people")
    people = a_person(0, "张某", unit="市教育局", objective_score="112") | a_person(1, "李某")
    desk.send(f"/meetings/{number}/people", **people, then="save")
    desk.look(f"/meetings/new?like={number}")
    assert "村委会会议室" in desk.page
    plan = {"title": "另一场", "names": "张某\n赵某", "eligible": "46"}
    answer = desk.send(f"/meetings/new?like={number}", **plan, scheme="jiaozhou-village")
    other = see_meeting(hall, CONSOLE, answer.request.path.rpartition("/")[2])
    assert [each.unit for each in other.subjects] == ["市教育局", ""]
    assert other.subjects[0].objective_score is None


def test_name_and_place_can_be_mended_until_the_freeze(desk: Desk, hall: Hall) -> None:
    number = desk.new_meeting()
    desk.look(f"/meetings/{number}/basics")
    desk.send(f"/meetings/{number}/basics", title="改过的名称", place="小学礼堂")
    assert see_meeting(hall, CONSOLE, number).title == "改过的名称"
    desk.print_slips(number, 3)
    desk.press(number, "freeze")
    desk.send(f"/meetings/{number}/basics", title="又改", place="")
    assert see_meeting(hall, CONSOLE, number).title == "改过的名称"
    assert "现在不能“修改测评会”" in desk.page


def test_a_meeting_says_which_of_several_items_it_fills(desk: Desk, hall: Hall) -> None:
    number = desk.new_meeting(scheme="lijun", place="会议室")
    assert "还没有写填哪一项" in desk.page
    address = f"/meetings/{number}/basics"
    desk.look(address)
    desk.send(address, title="互评会", place="会议室", item="")
    assert "请选这场会填哪一项" in fault_beside(desk.page, "item")
    desk.send(address, title="互评会", place="会议室", item="同级互评")
    assert see_meeting(hall, CONSOLE, number).item == "同级互评"
    assert "还没有写填哪一项" not in desk.page


def test_no_item_is_asked_for_where_there_is_nothing_to_choose(desk: Desk) -> None:
    number = desk.new_meeting()
    desk.look(f"/meetings/{number}/basics")
    assert 'name="item"' not in desk.page


def test_who_keeps_the_key_is_asked_first_and_the_informal_way_is_no_green_tick(
    desk: Desk, hall: Hall
) -> None:
    desk.look("/meetings/new")
    assert 0 < desk.page.index("票箱密钥由谁保管") < desk.page.index("会议名称")
    informal, formal = desk.new_meeting(), desk.new_meeting(custody="scrutineers")
    kept = {number: see_meeting(hall, CONSOLE, number).custody for number in (informal, formal)}
    assert kept == {informal: Custody.SERVER, formal: Custody.SCRUTINEERS}
    desk.look(f"/meetings/{informal}")
    order = [desk.page.index(f">{each}") for each in ("票箱密钥由谁保管", "票面", "测评票")]
    assert order == sorted(order)
    assert re.search(r'<li class="mind">.*?票箱密钥由谁保管', desk.page, re.DOTALL)
    desk.look(f"/meetings/{formal}")
    assert 'class="mind"' not in desk.page
    desk.look(f"/meetings/new?like={formal}")
    assert re.search(r'value="scrutineers" checked', desk.page)
    assert desk.send("/meetings/new", custody="nobody").status_code == 422
