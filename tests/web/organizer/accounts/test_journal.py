"""The page of the journal says whether the chain is whole, and where it breaks."""

import csv
import io
import os
import re
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from makers.county import add_unit
from makers.meetings import a_plan, an_open_meeting
from people.desk import Desk, a_desk
from sqlalchemy import insert, text

from ballot.domain import journal_line
from ballot.domain.access import CONSOLE, Actor, Role
from ballot.domain.errors import MayNot
from ballot.domain.scoring.assessment import AssessmentPlan
from ballot.storage import tables, unit_tree
from ballot.usecases.accounts.units import top_unit
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.remove_assessment import remove_assessment
from ballot.usecases.assessment.rename_assessment import rename_assessment
from ballot.usecases.desk import find_lines
from ballot.usecases.desk.find_lines import LineSearch
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.cancel import cancel
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.web.proxy import Application

WHOLE = "链条完好"
BROKEN = "链条断了"
MANY = 100_000 if os.environ.get("BALLOT_TEST_SCALE") == "full" else 3_000


@pytest.fixture
def desk(app: Application, hall: Hall) -> Desk:
    """The organizer, who is administrator too, has signed in."""
    return a_desk(app, hall)


def test_a_whole_chain_is_said_to_be_whole(desk: Desk, hall: Hall) -> None:
    number = an_open_meeting(hall).number
    for page in ("/journal", f"/journal?meeting={number}"):
        desk.look(page)
        assert WHOLE in desk.page
        assert BROKEN not in desk.page


def test_a_change_of_an_assessment_is_told_as_one(desk: Desk, hall: Hall) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan("甲考核", "jiaozhou-village"))
    rename_assessment(hall, CONSOLE, id, title="乙考核", period="")
    desk.look("/journal")
    assert "修改考核" in desk.page
    assert f'<a href="/assessments/{id}">乙考核</a>' in desk.page
    assert "</strong> 修改测评会" not in desk.page
    remove_assessment(hall, CONSOLE, id)
    desk.look("/journal")
    assert f"/assessments/{id}" not in desk.page


@pytest.mark.parametrize(
    ("attack", "place"),
    [
        ("UPDATE journal SET actor = '某' WHERE sequence = 3 AND chain = :chain", 3),
        ("UPDATE journal SET detail = '{}' WHERE sequence = 2 AND chain = :chain", 2),
        ("DELETE FROM journal WHERE sequence = 4 AND chain = :chain", 4),
        ("DELETE FROM journal WHERE sequence > 4 AND chain = :chain", 5),
    ],
)
def test_the_place_where_it_breaks_is_named(
    desk: Desk, hall: Hall, attack: str, place: int
) -> None:
    number = an_open_meeting(hall).number
    chain = {"chain": journal_line.of_meeting(number)}
    hall.database.write(lambda db: db.execute(text(attack), chain))
    desk.look("/journal")
    assert BROKEN in desk.page
    assert f"会议 {number} 的第 {place} 条" in desk.page
    assert WHOLE not in desk.page


def many(hall: Hall, number: str, count: int) -> None:
    """So many lines more in the chain of a meeting, as no key would tag them."""
    facts = {"at": hall.clock(), "actor": "API 县考核系统", "act": "see", "detail": '{"n":"某"}'}
    facts |= {"tag": bytes(32), "head": bytes(32), "chain": journal_line.of_meeting(number)}
    rows = [facts | {"sequence": 1_000 + at} for at in range(count)]
    hall.database.write(lambda db: db.execute(insert(tables.journal), rows))


def test_a_line_is_found_by_meeting_act_person_day_and_word(desk: Desk, hall: Hall) -> None:
    first, second = an_open_meeting(hall).number, an_open_meeting(hall).number
    cancel(hall, CONSOLE, second, "大雨,改到下周")
    day = hall.local(hall.clock()).date().isoformat()

    def lines(asked: str) -> list[str]:
        assert desk.look(f"/journal?{asked}").status_code == 200
        return re.findall(r"<li><time.*?</li>", desk.page, re.DOTALL)

    every = len(lines(""))
    assert len(lines("q=大雨")) == len(lines(f"act=cancel&meeting={second}")) == 1
    assert len(lines(f"meeting={first}")) + len(lines(f"meeting={second}")) < every
    assert len(lines("who=console")) + len(lines("who=person")) == every
    assert lines("who=program") == lines("q=没有这个人") == lines("until=2020-01-01") == []
    assert len(lines(f"since={day}&until={day}")) == every
    for first, last in (("0001-01-01", "9999-12-31"), ("1000-02-03", "5000-06-07")):
        assert len(lines(f"since={first}&until={last}")) == every
    assert lines("since=9999-12-31") == lines("until=0001-01-01") == []
    assert len(lines("act=nothing&since=x&page=x&who=nobody")) == every
    assert desk.look("/journal?meeting=999999").status_code == 404


def test_the_page_of_a_long_journal_is_short_and_checks_when_asked(
    desk: Desk, hall: Hall, record_property: Callable[[str, object], None]
) -> None:
    """Its CPU time is reported, and judged by whoever reads it: at most 200 ms are wanted."""
    number = an_open_meeting(hall).number
    many(hall, number, MANY)
    began = time.process_time()
    desk.look("/journal")
    record_property("ms", round((time.process_time() - began) * 1000))
    assert WHOLE not in desk.page
    assert BROKEN not in desk.page
    assert len(desk.page.encode()) <= 60_000
    assert "下一页" in desk.page
    desk.look("/journal?check=1&who=program&page=2")
    assert BROKEN in desk.page


def test_what_was_looked_for_is_taken_along_as_a_table(desk: Desk, hall: Hall) -> None:
    number = an_open_meeting(hall).number
    cancel(hall, CONSOLE, number, "=1+1 大雨")
    answer = desk.client.get("/journal.csv?q=大雨")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert [len(row) for row in rows] == [6, 6]
    assert rows[1][2:4] == ["取消测评会", number]
    assert '"reason":"=1+1 大雨"' in rows[1][5]


def test_who_reads_for_one_unit_finds_the_lines_of_its_meetings_alone(
    desk: Desk, hall: Hall, app: Application
) -> None:
    county = hall.database.write(top_unit)
    for name in ("东镇", "西镇"):
        add_unit(hall, CONSOLE, name, county)
    mine, other = (
        create_meeting(hall, CONSOLE, replace(a_plan(title=f"{name}测评"), unit=name))
        for name in ("东镇", "西镇")
    )
    units = {each.name: each.id for each in hall.database.read(unit_tree.units)}
    officer = Actor(1, "王某", ((units["东镇"], Role.ORGANIZER),))
    found = find_lines.find_lines(hall, officer, LineSearch())
    assert {line.meeting for line in found.lines} == {mine}
    with pytest.raises(MayNot):
        find_lines.find_lines(hall, officer, LineSearch(meeting=other))
    nobody = Actor(2, "李某", ((units["东镇"], Role.OBSERVER),))
    with pytest.raises(MayNot):
        find_lines.find_lines(hall, nobody, LineSearch())
