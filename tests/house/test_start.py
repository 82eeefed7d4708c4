"""What a voter does not need is not loaded before somebody needs it: a quarter of the start."""

import os
import subprocess
import sys
from pathlib import Path

DOCUMENTS = {
    "PIL",
    "docx",
    "docxtpl",
    "fontTools",
    "fpdf",
    "lxml",
    "qrcode",
    "uharfbuzz",
    "xlsxwriter",
}
ELSEWHERE = {"alembic", "psycopg"}
"""The migrations of tables that are there already; the driver of a database that is not ours."""
LOADED = "\nimport sys\nprint(*{name.partition('.')[0] for name in sys.modules})"
PRINTS = """
from datetime import datetime
from ballot.printing import leaf, printers
one = leaf.Leaf(title="单", blocks=(leaf.Line("单"),))
for kind in printers.KINDS:
    printers.render(one, kind, datetime(2026, 12, 20))
"""
PAGES = {"flask", "flask_login", "flask_wtf", "marshmallow", "werkzeug", "wtforms"}
EVERY_COMMAND = """
from importlib import import_module
from pkgutil import walk_packages
from ballot import cli
names = [each.name for each in walk_packages(cli.__path__, "ballot.cli.")]
assert len(names) > 30
for name in names:
    import_module(name)
"""
LIST = """
from ballot import cli
assert cli.main(["meeting", "list"]) == 0
"""
SERVES = """
from ballot.cli.serving import worker
worker.load()
"""
PARENT = """
from ballot import cli
from ballot.cli import serve
"""


def loaded(program: str, folder: Path | None = None) -> set[str]:
    here = {"BALLOT_DATA": f"{folder}/data", "BALLOT_KEYS": f"{folder}/keys"} if folder else {}
    done = subprocess.run(
        [sys.executable, "-c", program + LOADED],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | here,
    )
    return set(done.stdout.split())


def test_a_server_that_has_printed_nothing_has_loaded_nothing_that_prints() -> None:
    assert not loaded("import ballot.app") & (DOCUMENTS | ELSEWHERE)


def test_the_control_what_prints_is_loaded_with_the_first_document() -> None:
    assert loaded(PRINTS) >= DOCUMENTS - {"qrcode", "uharfbuzz"}


def test_the_code_of_no_command_loads_the_pages() -> None:
    assert not loaded(EVERY_COMMAND) & PAGES


def test_a_command_that_is_carried_out_loads_no_pages(tmp_path: Path) -> None:
    assert not loaded(LIST, tmp_path) & PAGES


def test_the_parent_of_a_worker_holds_neither_pages_nor_database() -> None:
    assert not loaded(PARENT) & (PAGES | {"sqlalchemy"})


def test_the_control_a_server_loads_the_pages() -> None:
    assert loaded(SERVES) >= PAGES | {"sqlalchemy"}
