"""A hall, and a browser for whoever works in it."""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.import_plugin("makers.compiled")
    config.pluginmanager.import_plugin("people.chromium")
