"""What is stored is stored in both databases."""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.import_plugin("makers.databases")
