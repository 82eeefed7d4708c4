"""A new meeting begins with the custody of the last vote, and leaves no key where three keep it."""

import json
from pathlib import Path

import pytest
from makers.county import a_county, add_unit
from makers.meetings import a_draft, an_open_meeting
from people.ceremony import an_open_meeting_of_scrutineers

from ballot import schemes
from ballot.domain.access import CONSOLE, Actor, Role
from ballot.domain.errors import BoxKeyMissing
from ballot.domain.meeting import Custody
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.storage import journal, meetings, unit_tree
from ballot.usecases.accounts.change_unit import change_unit
from ballot.usecases.accounts.units import top_unit
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.people.bring_in_people import add_people
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.list_meetings import list_meetings
from ballot.usecases.meeting.meeting_rows import KEEPER, row_of
from ballot.usecases.meeting.start_from_file import preview_meetings, start_from_file
from ballot.usecases.meeting.start_meeting import see_unmet
from ballot.usecases.meeting.usual_custody import UsualCustody, usual_custody


def test_the_last_vote_of_the_office_is_what_counts(hall: Hall) -> None:
    unit = hall.database.write(top_unit)
    stranger = Actor(7, "赵某", ((add_unit(hall, CONSOLE, "里岔镇", unit), Role.ORGANIZER),))
    a_draft(hall)
    assert usual_custody(hall, CONSOLE).custody is Custody.SERVER
    an_open_meeting_of_scrutineers(hall)
    assert usual_custody(hall, CONSOLE).custody is Custody.SCRUTINEERS
    assert usual_custody(hall, stranger).custody is Custody.SERVER, "another office's vote"
    an_open_meeting(hall)
    assert usual_custody(hall, CONSOLE).custody is Custody.SERVER


def test_the_empty_form_says_so_and_no_key_of_three_lies_on_the_server(hall: Hall) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan("考核", "jiaozhou-village"))
    rows = tuple(each.row for each in a_county(2))
    add_people(hall, CONSOLE, id, PeopleFile("people.xlsx", tuple(rows[0]), rows))
    first, second = see_unmet(hall, CONSOLE, id).gaps
    form = [row_of(first, Custody.SCRUTINEERS), row_of(second) | {KEEPER: ""}]
    assert form[0][KEEPER] == "监票人"
    assert KEEPER not in row_of(second)
    lines = tuple(
        {name: text for name, text in row.items() if text or name != "测评项目"}
        | {"应参加人数": "30"}
        for row in form
    )
    file = PeopleFile("m.csv", tuple(lines[0]), lines)
    assert len(start_from_file(hall, CONSOLE, id, file).numbers) == 2
    made = [
        hall.database.read(lambda db, at=one.number: meetings.get(db, at))
        for one in list_meetings(hall, CONSOLE)
    ]
    kept, plain = made
    assert (kept.custody, kept.pk) == (Custody.SCRUTINEERS, None)
    with pytest.raises(BoxKeyMissing):
        hall.box_keys.get(kept.run)
    assert plain.custody is Custody.SERVER
    assert hall.box_keys.get(plain.run), "the control"


def test_a_unit_asks_for_its_own_and_for_those_below(hall: Hall) -> None:
    county = hall.database.write(top_unit)
    town = add_unit(hall, CONSOLE, "里岔镇", county)
    townsman = Actor(7, "赵某", ((town, Role.ORGANIZER),))
    an_open_meeting(hall)
    assert usual_custody(hall, townsman) == UsualCustody(Custody.SERVER)
    change_unit(hall, CONSOLE, county, name="某县", custody=Custody.SCRUTINEERS)
    assert usual_custody(hall, townsman) == UsualCustody(Custody.SCRUTINEERS, "某县")
    change_unit(hall, CONSOLE, town, name="里岔镇", custody=Custody.SERVER)
    assert usual_custody(hall, townsman) == UsualCustody(Custody.SERVER, "里岔镇")
    assert usual_custody(hall, CONSOLE) == UsualCustody(Custody.SCRUTINEERS, "某县")
    told = [
        each for each in hall.database.read(journal.all_lines) if "custody_after" in each.detail
    ]
    assert [json.loads(each.detail)["custody_after"] for each in told] == ["scrutineers", "server"]


def test_a_policy_that_asks_for_three_wins_over_a_unit_that_asks_for_the_server(
    hall: Hall, tmp_path: Path
) -> None:
    path = tmp_path / "ours.toml"
    text = schemes.text_of("jiaozhou-village").replace('"jiaozhou-village"', '"ours"', 1)
    path.write_text(
        text.replace("format = 1\n", 'format = 1\ncustody = "scrutineers"\n', 1), "utf-8"
    )
    id = create_assessment(hall, CONSOLE, AssessmentPlan("考核", str(path)))
    (county,) = hall.database.read(unit_tree.units)
    change_unit(hall, CONSOLE, county.id, name=county.name, custody=Custody.SERVER)
    asked = usual_custody(hall, CONSOLE, id)
    assert (asked.custody, bool(asked.who)) == (Custody.SCRUTINEERS, True)
    rows = tuple(each.row for each in a_county(2))
    add_people(hall, CONSOLE, id, PeopleFile("people.xlsx", tuple(rows[0]), rows))
    gaps = see_unmet(hall, CONSOLE, id).gaps
    lines = [{**row_of(gap), "应参加人数": "30"} for gap in gaps]
    lines = [{name: text for name, text in row.items() if text} for row in lines]
    lines[0] = lines[0] | {KEEPER: "服务器"}
    lines[1] = lines[1] | {KEEPER: ""}
    file = PeopleFile("m.csv", tuple(lines[0]), tuple(lines))
    assert preview_meetings(hall, CONSOLE, id, file).left_to_server == 0
    start_from_file(hall, CONSOLE, id, file)
    kept = {each.custody for each in list_meetings(hall, CONSOLE)}
    assert kept == {Custody.SERVER, Custody.SCRUTINEERS}, "an empty cell is what is asked for"
