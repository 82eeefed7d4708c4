"""Forms on two devices."""

import pytest
from people.desk import Desk, a_desk, another_desk

from ballot.usecases.hall import Hall
from ballot.web.proxy import Application


@pytest.fixture
def desk(app: Application, hall: Hall) -> Desk:
    """The organizer at the desk."""
    return a_desk(app, hall)


@pytest.fixture
def phone(app: Application, desk: Desk) -> Desk:
    """The same account on another device."""
    return another_desk(app)
