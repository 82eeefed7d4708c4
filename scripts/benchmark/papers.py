"""Counting, paper and ranking: what stands beside the casts in the table."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

import ranking as ranked
from casting import rounded, say
from makers.meetings import a_hall, an_open_meeting
from servers import Meeting, Program

from ballot.domain.access import CONSOLE
from ballot.storage import migrate
from ballot.storage.database import Database
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.opening.open_box import open_box

MEASURED = """
import resource, subprocess, sys, time
began = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
took = time.perf_counter() - began
print(took, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
"""


def sheets(slips: int) -> dict[str, float]:
    """Slips as PDF by the command: seconds and the most memory; bytes of a voter's page."""
    with tempfile.TemporaryDirectory() as name:
        program = Program(Path(name))
        meeting = Meeting(program, 1)
        took, memory = _print(program, meeting.number, slips)
        pages = {f"page_{n}_bytes": float(_page(program, n)) for n in (1, 10)}
    told = {f"pdf_{slips}_s": took, f"pdf_{slips}_mb": memory, **pages}
    say(f"paper: {rounded(told)}")
    return rounded(told)


def tally(ballots: int) -> dict[str, float]:
    """Close, open and count in one process: seconds, ballots of one subject."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "data").mkdir(mode=0o700)
        url = f"sqlite:///{folder / 'data' / 'ballot.sqlite3'}"
        migrate.upgrade(url)
        hall = a_hall(Database.connect(url), folder)
        meeting = an_open_meeting(hall, slips=ballots, eligible=ballots)
        meeting.cast_all(place % 4 for place in range(ballots))
        began = time.perf_counter()
        close_voting(hall, CONSOLE, meeting.number)
        open_box(hall, CONSOLE, meeting.number)
        took = time.perf_counter() - began
        hall.database.dispose()
    say(f"close, open and tally of {ballots}: {took:.2f} s")
    return rounded({f"tally_{ballots}_s": took})


def ranking(people: int) -> dict[str, float]:
    """Rank people with grades and reasons: processor seconds."""
    told = ranked.measure(ranked.a_county(Random(1), people))  # noqa: S311  always the same county
    say(f"ranking of {people}: {rounded(told)}")
    return rounded({f"ranking_{people}_s": told["ranked_s"]})


def _print(program: Program, number: str, slips: int) -> tuple[float, float]:
    words = ["slips", "print", number, "--count", str(slips), "--out", "slips.pdf"]
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, sys.executable, "-m", "ballot", *words],
        cwd=program.folder,
        env=program.env,
        capture_output=True,
        text=True,
        check=True,
    )
    took, memory = done.stdout.split()
    return float(took), float(memory)


def _page(program: Program, subjects: int) -> int:
    """Bytes of the first page of a voter."""
    meeting = Meeting(program, 1, subjects)
    meeting.open()
    try:
        program.start_and_ask(meeting.paths[0])
        return len(program.ask(meeting.paths[0]))
    finally:
        program.served.stop()
