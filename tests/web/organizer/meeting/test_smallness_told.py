"""What a small hall means stands on the pages before anybody votes."""

import pytest
from makers.meetings import a_draft
from people.desk import a_desk

from ballot.usecases.hall import Hall
from ballot.web.proxy import Application


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """A sentence follows from one number."""
    return sqlite_url


@pytest.mark.parametrize(("eligible", "advised"), [(8, True), (12, False), (30, None)])
def test_a_small_hall_is_told_where_the_voters_are_entered_and_before_the_vote(
    hall: Hall, app: Application, eligible: int, advised: bool | None
) -> None:
    number = a_draft(hall, slips=eligible, eligible=eligible).number
    desk = a_desk(app, hall)
    for page in (f"/meetings/{number}/voters", f"/meetings/{number}"):
        desk.look(page)
        assert ("等于公开了个人的选择" in desk.page) == (advised is not None), page
        assert ("建议用纸质票" in desk.page) == bool(advised), page
