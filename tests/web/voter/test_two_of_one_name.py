"""Two of one name are told apart wherever a meeting names them, from the phone to the result."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from makers.meetings import VERY, AMeeting, a_plan
from people.desk import a_desk
from people.phone import Phone
from people.programs import a_program
from printing.reading import in_word

from ballot.domain.access import CONSOLE
from ballot.domain.meetings.plan import SubjectPlan
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.slips.confirm_batch import confirm_batch
from ballot.usecases.slips.issue_slips import issue_slips
from ballot.web.proxy import Application

VILLAGES = ("东村", "西村")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Who is who is one frozen text on both kinds."""
    return sqlite_url


def an_open_meeting(hall: Hall) -> AMeeting:
    """A vote about two 王伟 of one unit."""
    subjects = tuple(SubjectPlan("王伟", "某局", village) for village in VILLAGES)
    number = create_meeting(hall, CONSOLE, replace(a_plan(eligible=3), subjects=subjects))
    issue = issue_slips(hall, CONSOLE, number, 3)
    confirm_batch(hall, CONSOLE, number, issue.batch)
    open_voting(hall, CONSOLE, number)
    return AMeeting(hall, number, issue.slips, 2)


def test_two_of_one_name_are_told_apart_wherever_a_meeting_names_them(
    app: Application, hall: Hall, client: FlaskClient
) -> None:
    meeting = an_open_meeting(hall)
    at, desk = f"/meetings/{meeting.number}", a_desk(app, hall)
    told = {"phone": Phone(client).scan(meeting).text, "page": desk.look(at).text}
    for paper in ("ballot", "notice", "script"):
        told[paper] = in_word(desk.client.get(f"{at}/print/{paper}.docx").data)
    meeting.cast_all((VERY,) * 3)
    close_voting(hall, CONSOLE, meeting.number)
    open_box(hall, CONSOLE, meeting.number)
    told["result"] = desk.look(f"{at}/result").text
    told["report"] = in_word(desk.client.get(f"{at}/print/report.docx").data)
    for kind in ("csv", "json"):
        told[kind] = desk.client.get(f"{at}/result.{kind}").data.decode("utf-8-sig")
    told["interface"] = a_program(app, hall).get(f"{at}/result").text
    lacking = {way for way, text in told.items() if not all(each in text for each in VILLAGES)}
    assert lacking == set(), {way: told[way] for way in lacking}
