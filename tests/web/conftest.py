"""A hall with its application, and a browser without JavaScript that keeps no cookies."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from makers.settings import AppOn, settings

from ballot.app import create_app
from ballot.domain.meeting import Transport
from ballot.usecases.hall import Hall
from ballot.web.proxy import Application


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.import_plugin("makers.compiled")


@pytest.fixture
def app(hall: Hall, tmp_path: Path) -> Application:
    """The application in that hall, on this machine alone."""
    return create_app(settings(tmp_path, hall.database), hall)


@pytest.fixture
def client(app: Application) -> FlaskClient:
    """A browser that keeps no cookie."""
    return app.test_client(use_cookies=False)


@pytest.fixture
def app_client(app: Application) -> FlaskClient:
    """A browser that keeps its cookies, as an organizer's does."""
    return app.test_client()


@pytest.fixture
def app_on(hall: Hall, tmp_path: Path) -> AppOn:
    """Makes the application as another transport would have it."""
    urls = {
        Transport.LOCAL: {},
        Transport.HTTPS: {"BALLOT_PUBLIC_URL": "https://ballot.example"},
        Transport.PLAIN: {"BALLOT_HOST": "192.168.1.5"},
    }

    def make(transport: Transport) -> Application:
        config = settings(tmp_path, hall.database, **urls[transport])
        assert config.transport is transport
        return create_app(config, replace(hall, transport=transport))

    return make
