"""A command starts at once: it loads what it needs and nothing else."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from makers.served import House, a_house

HEAVY = {"alembic", "docx", "docxtpl", "fpdf", "fontTools", "granian", "mako", "rich", "xlsxwriter"}
"""What prints, serves, draws on terminals or makes tables: not for a command that looks at one."""

SAY_WHAT_IS_LOADED = """
import json, sys
from ballot.__main__ import main
try:
    main()
except SystemExit:
    pass
json.dump(sorted({name.partition(".")[0] for name in sys.modules}), sys.stderr)
"""


@pytest.fixture
def house(tmp_path: Path) -> House:
    made = a_house(tmp_path)
    made.run("db", "upgrade")
    return made


@pytest.mark.parametrize("words", [("meeting", "list"), ("schemes", "list"), ("box", "show", "1")])
def test_a_command_loads_nothing_that_it_does_not_use(house: House, words: tuple[str, ...]) -> None:
    loaded = loaded_by(house, *words)
    assert "ballot" in loaded
    assert loaded & HEAVY == set()


@pytest.mark.parametrize("words", [("--help",), (), ("wrong",)])
def test_the_page_of_all_commands_loads_none_of_them(house: House, words: tuple[str, ...]) -> None:
    loaded = loaded_by(house, *words)
    assert "ballot" in loaded
    assert loaded & (HEAVY | {"sqlalchemy", "rbcl", "cryptography"}) == set()


def test_the_control_what_is_loaded_is_seen(house: House) -> None:
    assert {"sqlalchemy", "rbcl"} <= loaded_by(house, "meeting", "list")


def loaded_by(house: House, *words: str) -> set[str]:
    """The packages that a command has loaded when it is done."""
    done = subprocess.run(
        [sys.executable, "-c", SAY_WHAT_IS_LOADED, *words],
        env=house.env,
        cwd=house.folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(done.stderr.splitlines()[-1]))
