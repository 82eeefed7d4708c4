"""The page of the journal says whether the chain is whole, and where it breaks."""

import pytest
from makers.meetings import an_open_meeting
from people.desk import Desk, a_desk
from sqlalchemy import text

from ballot.domain import journal_line
from ballot.domain.access import CONSOLE
from ballot.domain.scoring.assessment import AssessmentPlan
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.remove_assessment import remove_assessment
from ballot.usecases.assessment.rename_assessment import rename_assessment
from ballot.usecases.hall import Hall
from ballot.web.proxy import Application

WHOLE = "链条完好"
BROKEN = "链条断了"


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
    assert "修改测评会" not in desk.page
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
