"""A hall on both databases, for whose voters there is a stock."""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.import_plugin("makers.halls")
