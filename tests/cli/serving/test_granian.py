"""What the parent of the workers takes from the inside of granian, held to one version.

Before the version is raised: read its ``server/common.py`` and ``server/mp.py`` for what these
names do, then run ``test_staying_up``, ``test_restart`` and ``test_deadlines``.
"""

import tomllib
from importlib.metadata import version
from inspect import signature
from pathlib import Path

import pytest
from granian.server import MPServer

from ballot.cli.serving.server import Server

OVERRIDDEN = (
    "signal_handler_interrupt",
    "signal_handler_reload",
    "_init_shared_socket",
    "_drop_shared_socket",
    "_spawn_workers",
    "_serve_loop",
    "_stop_workers",
)
PROJECT = Path(__file__).parents[3] / "pyproject.toml"


def test_granian_is_held_to_the_version_whose_inside_we_know() -> None:
    wanted = tomllib.loads(PROJECT.read_text())["project"]["dependencies"]
    assert [each for each in wanted if each.startswith("granian")] == ["granian>=2.8,<2.9"]
    assert version("granian").startswith("2.8.")


@pytest.mark.parametrize("name", OVERRIDDEN)
def test_what_is_overridden_is_there_and_is_called_alike(name: str) -> None:
    theirs, ours = getattr(MPServer, name), getattr(Server, name)
    assert ours is not theirs
    assert len(signature(ours).parameters) == len(signature(theirs).parameters)


def test_nothing_else_of_the_inside_is_overridden() -> None:
    inner = {name for name in vars(Server) if hasattr(MPServer, name) and not name.startswith("__")}
    assert inner == set(OVERRIDDEN)
