"""The examples of docs/api.md run as they stand, against a live server."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from makers.live import serving
from makers.meetings import THE_HALL, a_hall
from makers.settings import settings
from people.programs import API, a_program

from ballot.app import create_app
from ballot.domain.paper import Ballot
from ballot.slips.tokens import Token
from ballot.storage.database import Database
from ballot.usecases.casting.cast_ballot import cast_ballot
from ballot.usecases.hall import Hall

DOCS = Path(__file__).parents[3] / "docs" / "api.md"
BLOCK = re.compile(r"```bash\n(.*?)```", re.DOTALL)
KEEP = "declare -p NUMBER ID > state 2>/dev/null || declare -p NUMBER > state"


def run(block: str, folder: Path, **more: str) -> str:
    """One block in a shell that knows what the blocks before it noted."""
    (folder / "state").touch()
    script = f"set -eo pipefail\nsource ./state\n{block}\n{KEEP}\n"
    words = ["bash", "-c", script]
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    variables = os.environ | {"PATH": path, "BALLOT_LANG": "zh", **more}
    done = subprocess.run(
        words, cwd=folder, env=variables, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, (block, done.stdout, done.stderr)
    return done.stdout


def vote(hall: Hall, folder: Path) -> None:
    number = json.loads((folder / "meeting.json").read_text())["number"]
    slips = json.loads((folder / "slips.json").read_text())["slips"]
    for slip, answer in zip(slips, THE_HALL, strict=False):
        cast_ballot(hall, number, Token(slip["url"].rsplit("/", 1)[-1]), Ballot((answer,)))


def test_the_examples_run_as_they_stand(sqlite_url: str, tmp_path: Path) -> None:
    database = Database.connect(sqlite_url)
    hall = a_hall(database, tmp_path)
    app = create_app(settings(tmp_path, database), hall)
    key = a_program(app, hall).key
    assert key is not None
    blocks = BLOCK.findall(DOCS.read_text(encoding="utf-8"))
    assert len(blocks) == 4
    with serving(app) as url:
        for place, block in enumerate(blocks):
            said = run(block, tmp_path, API=url + API, KEY=key)
            if place == 0:
                vote(hall, tmp_path)
            if place == 1:
                assert "97.55" in said, "what the verifier reckons itself"
    database.dispose()


def test_the_control_an_example_that_fails_is_seen(tmp_path: Path) -> None:
    with pytest.raises(AssertionError):
        run("NUMBER=1; curl -sf http://127.0.0.1:9/", tmp_path)
