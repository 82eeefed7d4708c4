"""A later program: this one with one more migration, a column and a table beyond the newest.

It lies in a folder of its own, which a process finds before the installed one.
"""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from people.console import Answer

import ballot
from ballot.storage import version

PROGRAM = Path(ballot.__file__).parent
NEXT = f"{int(version.HEAD) + 1:04d}"
BLOW = "BLOW_AMID_UPGRADE"
"""What a process finds in its surroundings where its upgrade shall go wrong."""
KILLED, RAISED = "killed", "raised"

CARRIED_OUT = f"""
import io, json, os, sys
from contextlib import redirect_stderr, redirect_stdout
from ballot.cli import main

answers = []
for words in json.load(sys.stdin):
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(words)
    os.environ["{BLOW}"] = ""
    answers.append((code, out.getvalue(), err.getvalue()))
print(json.dumps(answers))
"""

MIGRATION = f'''"""Something about a unit."""

import os
import signal

import sqlalchemy as sa
from alembic import op

revision = "{NEXT}"
down_revision = "{version.HEAD}"


def upgrade() -> None:
    """To the table of units half of the others refer; SQLite makes it anew."""
    always = "always" if op.get_bind().dialect.name == "sqlite" else "auto"
    with op.batch_alter_table("unit", recreate=always) as batch:
        batch.add_column(sa.Column("note", sa.Text(), nullable=False, server_default="none yet"))
    blow = os.environ.get("{BLOW}")
    if blow == "{KILLED}":
        os.kill(os.getpid(), signal.SIGKILL)
    if blow == "{RAISED}":
        raise LookupError("something of this machine")
    op.create_table(
        "remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remark")),
    )
'''
TABLES = """

unit.append_column(Column("note", Text, nullable=False, server_default="none yet"))
remark = Table("remark", metadata, serial(), text("why"))
"""


def make(folder: Path) -> Path:
    """The folder in which the later program lies, to be named by ``PYTHONPATH``."""
    for found in PROGRAM.rglob("*"):
        target = folder / "ballot" / found.relative_to(PROGRAM)
        if found.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.symlink_to(found)
    _alter(folder / "ballot/storage/version.py", _with_next_head)
    _alter(folder / "ballot/storage/tables/people.py", lambda said: said + TABLES)
    planted = folder / f"ballot/storage/migrations/versions/{NEXT}_something_about_a_unit.py"
    planted.write_text(MIGRATION, encoding="utf-8")
    return folder


def _with_next_head(said: str) -> str:
    return re.sub(r'^HEAD = ".*"$', f'HEAD = "{NEXT}"', said, flags=re.MULTILINE)


def _alter(path: Path, change: Callable[[str], str]) -> None:
    """Put an altered file in the place of the link; what was compiled of the other goes."""
    said = path.read_text(encoding="utf-8")
    path.unlink()
    path.write_text(change(said), encoding="utf-8")
    for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*"):
        compiled.unlink()


@dataclass(frozen=True, slots=True)
class Later:
    """The later program at a machine: a folder with the settings of its house."""

    program: Path
    folder: Path

    def run(self, *commands: Sequence[str], blow: str = "") -> list[Answer]:
        """Commands in one process, as each starts anew; ``blow`` falls in the first of them.

        No answer where the process was killed.
        """
        found = subprocess.run(
            [sys.executable, "-c", CARRIED_OUT],
            env={**os.environ, "PYTHONPATH": str(self.program), BLOW: blow},
            cwd=self.folder,
            input=json.dumps(commands),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        if found.returncode == -signal.SIGKILL:
            return []
        assert found.returncode == 0, found
        return [Answer(*each) for each in json.loads(found.stdout)]
