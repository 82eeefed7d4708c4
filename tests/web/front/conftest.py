"""The front of the application, in a loop of its own."""

from collections.abc import Iterator

import pytest
from makers.live import serving_front
from makers.meetings import AMeeting, an_open_meeting
from makers.rsgi import Asking, asking, no_other_loop

from ballot.usecases.hall import Hall
from ballot.web.front.application import Front
from ballot.web.proxy import Application


@pytest.fixture
def front(app: Application) -> Iterator[Asking]:
    """The front before that application, asked without a server."""
    with asking(Front(app)) as made:
        yield made


@pytest.fixture
def unserved(app: Application) -> Front:
    """The front before that application, which ``port`` serves."""
    return Front(app)


@pytest.fixture
def port(unserved: Front) -> Iterator[int]:
    """Where it answers, behind the product's own server."""
    with serving_front(unserved) as number:
        yield number


@pytest.fixture
def meeting(hall: Hall) -> AMeeting:
    """An open meeting on one person."""
    return an_open_meeting(hall, slips=30)


@pytest.fixture(autouse=True)
def alone() -> Iterator[None]:
    """The front has the only loop of this thread."""
    with no_other_loop():
        yield
