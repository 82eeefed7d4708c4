"""What a voter does not need is not loaded before somebody needs it: a quarter of the start."""

import subprocess
import sys

DOCUMENTS = {"PIL", "docx", "docxtpl", "fontTools", "fpdf", "lxml", "qrcode", "xlsxwriter"}
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


def loaded(program: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", program + LOADED], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_a_server_that_has_printed_nothing_has_loaded_nothing_that_prints() -> None:
    assert not loaded("import ballot.app") & (DOCUMENTS | ELSEWHERE)


def test_the_control_what_prints_is_loaded_with_the_first_document() -> None:
    assert loaded(PRINTS) >= DOCUMENTS - {"qrcode"}
