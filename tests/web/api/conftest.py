"""The application in a hall, and the evaluation system with a key of an organizer."""

import pytest
from people.programs import Program, a_program

from ballot.usecases.hall import Hall
from ballot.web.proxy import Application


@pytest.fixture
def program(app: Application, hall: Hall) -> Program:
    """An organizer of the topmost unit."""
    return a_program(app, hall)
