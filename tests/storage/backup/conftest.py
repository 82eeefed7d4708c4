"""A backup is taken in a hall on both databases."""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.import_plugin("makers.halls")
