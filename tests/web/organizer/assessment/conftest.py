"""The pages of an assessment, by an organizer who has signed in."""

import pytest
from makers.county import a_county
from makers.reviewed import TITLE
from people.desk import Desk, a_desk

from ballot.domain.access import CONSOLE
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.people.bring_in_people import add_people
from ballot.usecases.hall import Hall
from ballot.web.proxy import Application


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The pages ask the database nothing that the kinds could answer differently."""
    return sqlite_url


@pytest.fixture
def desk(app: Application, hall: Hall) -> Desk:
    """The organizer has signed in."""
    return a_desk(app, hall)


@pytest.fixture
def id(hall: Hall, desk: Desk) -> int:
    """An assessment of four people with scores, and the page that shows it."""
    made = create_assessment(hall, CONSOLE, AssessmentPlan(TITLE, "jiaozhou-village", "2026年度"))
    rows = tuple(each.row for each in a_county(4))
    add_people(hall, CONSOLE, made, PeopleFile("people.xlsx", tuple(rows[0]), rows))
    desk.look(f"/assessments/{made}")
    return made
