"""A hall on both databases, and its application."""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.import_plugin("makers.compiled")
