"""Every form that makes something new makes it once: back, and press again."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from makers import meeting_files
from makers.county import a_county
from makers.life import rosters
from makers.meetings import a_draft, an_open_meeting
from makers.meetings_of_scrutineers import HOLDERS
from makers.reviewed import a_jiaozhou, an_assessment_by
from people.ceremony import a_meeting_with_keys
from people.desk import Desk, Form, hidden_in, marked, written

from ballot import schemes
from ballot.domain.access import CONSOLE
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.jobs import carried_file
from ballot.usecases.accounts.list_people import list_people
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.people import person_texts
from ballot.usecases.assessment.people.bring_in_people import add_people
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.hall import Hall
from ballot.usecases.scrutineers.appoint import appoint
from ballot.web.proxy import Application


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """A key is claimed alike on both kinds (``test_two_devices``)."""
    return sqlite_url


def plain(page: str, **fields: Any) -> Callable[[Hall], Form]:
    """A form that needs nothing to be there."""
    return lambda _hall: Form(page, fields, {})


def beside(page: str, make: Callable[[Hall], Any], **fields: Any) -> Callable[[Hall], Form]:
    """A form of a meeting that ``make`` makes."""
    return lambda hall: Form(f"/meetings/{make(hall).number}/{page}", fields, {})


def with_unit(page: str, **fields: Any) -> Callable[[Hall], Form]:
    """A form that names a unit; the topmost is there."""
    return lambda hall: Form(page, fields | {"unit": list_people(hall, CONSOLE).units[0].id}, {})


def of_file(hall: Hall) -> Form:
    """Scores that were previewed; the preview is a page that was sent, hence the empty page."""
    id = a_jiaozhou(hall, [{"姓名": "甲某"}])
    one = see_assessment(hall, CONSOLE, id).people[0]
    row = {"姓名": one.name, "单位": one.unit, "村(社区)": one.village, "办实事奖分": "12"}
    given = PeopleFile("scores.csv", tuple(row), (row,))
    rows = {"rows": carried_file.pack(given)}
    return Form("", rows, {}, f"/assessments/{id}/import/scores/save")


def of_start(hall: Hall) -> Form:
    """A meeting for one person."""
    id = create_assessment(hall, CONSOLE, AssessmentPlan("考核", "jiaozhou-village"))
    row = a_county(1)[0].row
    add_people(hall, CONSOLE, id, PeopleFile("p.csv", tuple(row), (row,)))
    person = see_assessment(hall, CONSOLE, id).people[0].id
    at = f"/assessments/{id}/meetings/new?person={person}"
    return Form(at, {"title": "大布村测评", "eligible": "30"}, {})


def of_new_person(hall: Hall) -> Form:
    """Somebody who is on no list."""
    id = a_jiaozhou(hall, [{"姓名": "甲某"}])
    row, columns = a_county(1)[0].row, person_texts.columns_of(schemes.find("jiaozhou-village"))
    fields = {f"column{at}": row[each.name] for at, each in enumerate(columns)}
    return Form(f"/assessments/{id}/people/new", fields, {})


def of_flags(hall: Hall) -> Form:
    """A flag of a person."""
    id = a_jiaozhou(hall, [{"姓名": "甲某"}])
    at = f"/assessments/{id}/people/{see_assessment(hall, CONSOLE, id).people[0].id}/flags"
    return Form(at, {"kind": "直接不称职情形", "ground": "引发集体访"}, {})


def of_claim(hall: Hall) -> Form:
    """An appeal."""
    id = an_assessment_by(hall, "dongtai", [{"姓名": "甲某", "加减分": "-3"}])
    person = see_assessment(hall, CONSOLE, id).people[0].id
    told = {"person": person, "item": "加减分", "appellant": "某镇", "claim": "事由不实"}
    fields = {f"appeal-{name}": text for name, text in told.items()}
    return Form(f"/assessments/{id}/appeals", fields, {}, f"/assessments/{id}/appeals/appeal")


def of_complaint(hall: Hall) -> Form:
    """A complaint of the hall."""
    at = f"/meetings/{an_open_meeting(hall).number}/ledger"
    return Form(at, {"reason": "票显示已投过"}, {}, f"{at}/complaints")


def of_upload(_hall: Hall) -> Form:
    """A meeting by its file."""
    return Form("/meetings/new", {"file": meeting_files.ONE}, {}, "/meetings/file")


def of_many_slips(hall: Hall) -> Form:
    """The slips of two meetings in one file."""
    numbers = [a_draft(hall, slips=0).number for _ in range(2)]
    page = f"/meetings/bulk?do=slips&m={numbers[0]}&m={numbers[1]}"
    return Form(page, {"spare": "0", "m": numbers}, {}, "/meetings/bulk/slips")


def of_helper(hall: Hall) -> Form:
    """Another phone for a 监票人."""
    number = a_draft(hall).number
    appoint(hall, CONSOLE, number, HOLDERS)
    at = f"/meetings/{number}/helpers/1/replace"
    return Form(at, {"name": HOLDERS[0], "reason": "换手机"}, {})


def with_roster(hall: Hall) -> str:
    """The roster of a draft."""
    number = a_draft(hall, slips=0).number
    rosters.a_roster(hall, number, rosters.people(3))
    return f"/meetings/{number}/roster"


def of_voter(hall: Hall) -> Form:
    """Somebody who was left out of the roster."""
    return Form(with_roster(hall), {"name": "漏了的"}, {})


def of_roster(hall: Hall) -> Form:
    """A roster that was previewed."""
    given = rosters.a_file(rosters.rows_of(("王某",), ("李某",)))
    return Form("", {"rows": carried_file.pack(given)}, {}, f"{with_roster(hall)}/import/save")


def of_door(hall: Hall) -> Form:
    """A tablet at the door."""
    at = with_roster(hall)
    return Form(at, {}, {}, f"{at}/doors")


ONCE: dict[str, Callable[[Hall], Form]] = {
    "new": plain(
        "/meetings/new", title="测评", names="张某", eligible="46", scheme="jiaozhou-village"
    ),
    "upload": of_upload,
    "new_assessment": plain("/assessments/new/jiaozhou-village", title="考核", period="2026"),
    "start_one": of_start,
    "new_person": of_new_person,
    "save_file": of_file,
    "accounts": with_unit("/accounts", name="李某", role="organizer"),
    "keys": with_unit("/accounts/keys", name="考核系统", role="organizer"),
    "kiosks": beside("kiosks", an_open_meeting, name="东门"),
    "slips": beside("slips", a_draft, count="3"),
    "bulk_slips": of_many_slips,
    "replace_helper": of_helper,
    "keys_anew": beside("keys/anew", a_meeting_with_keys, reason="密钥条丢了"),
    "complaint": of_complaint,
    "flags": of_flags,
    "take_claim": of_claim,
    "roster": of_voter,
    "roster_saved": of_roster,
    "door_added": of_door,
}


def test_every_form_that_makes_something_new_is_tried_here(app: Application) -> None:
    assert {name for name, kind in marked(app).items() if kind == "once"} == set(ONCE)


@pytest.mark.parametrize("name", ONCE)
def test_who_goes_back_and_presses_again_makes_no_second_one(
    desk: Desk, hall: Hall, name: str
) -> None:
    form = ONCE[name](hall)
    desk.look(form.page or "/meetings/")
    once = {"once": "a key of a page"}
    if form.page:
        once = hidden_in(desk.page, form.to, form.page)
    before = written(hall)
    made = desk.send(form.to, **with_file(form.first | once))
    assert made.status_code == 200, desk.page
    after = written(hall)
    assert after > before, desk.page
    desk.send(form.to, **with_file(form.first | once))
    assert "没有做第二次" in desk.page
    assert written(hall) == after
    control = desk.send(form.to, **with_file(form.first))
    assert "没有做第二次" not in desk.page
    assert (written(hall) > after) == (control.status_code == 200), "the control is done again"


def with_file(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields; a file is opened anew for every sending."""
    if "file" not in fields:
        return fields
    return fields | {"file": (BytesIO(fields["file"].encode()), "大布村.toml")}
