"""A slip of a rehearsal says so in every state, whatever has become of the rehearsal."""

import pytest
from flask.testing import FlaskClient
from makers.life.rehearsals import a_rehearsal, a_tried_meeting
from makers.meetings import VERY, AMeeting, a_closed_meeting

from ballot.domain.access import CONSOLE
from ballot.slips.tokens import Minted
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.reset import reset
from ballot.web.proxy import Application
from ballot.web.voter.page_style import STATE_BYTES

SAYS = {"zh-CN": "演练：这次投的不算数", "en": "Rehearsal"}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a page says does not depend on the database."""
    return sqlite_url


@pytest.fixture
def phone(app: Application) -> FlaskClient:
    return app.test_client(use_cookies=False)


def told(phone: FlaskClient, meeting: AMeeting, slip: Minted, language: str = "zh-CN") -> bytes:
    path = f"/v/{meeting.number}/{slip.token.text}"
    return phone.get(path, headers={"Accept-Language": language}).data


@pytest.mark.parametrize("language", SAYS)
@pytest.mark.parametrize("place", [0, 3])
def test_closed_opened_and_missed(
    hall: Hall, phone: FlaskClient, place: int, language: str
) -> None:
    closed = a_rehearsal(hall, [VERY] * 3)
    close_voting(hall, CONSOLE, closed.number)
    for meeting in (closed, a_tried_meeting(hall, [VERY] * 3), a_tried_meeting(hall, [VERY])):
        page = told(phone, meeting, meeting.slips[place], language)
        assert SAYS[language].encode() in page
        assert len(page) == STATE_BYTES


def test_of_a_vote_and_after_the_reset_nothing_of_it_is_said(
    hall: Hall, phone: FlaskClient
) -> None:
    vote = a_closed_meeting(hall, [VERY] * 3, slips=4, eligible=4)
    tried = a_tried_meeting(hall, [VERY] * 3)
    reset(hall, CONSOLE, tried.number, agreed=True)
    for meeting in (vote, tried):
        for slip in (meeting.slips[0], meeting.slips[3]):
            assert "演练" not in told(phone, meeting, slip).decode()
