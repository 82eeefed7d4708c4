"""The front of the application, in a loop of its own."""

from collections.abc import Iterator

import pytest
from rsgi import Asking, asking
from web.conftest import app, app_on, client, hall

from ballot.web.front.front import Front
from ballot.web.proxy import Application

__all__ = ["app", "app_on", "client", "hall"]


@pytest.fixture
def front(app: Application) -> Iterator[Asking]:
    """The front before that application."""
    with asking(Front(app)) as made:
        yield made
