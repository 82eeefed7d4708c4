"""How soon it answers, what it holds in memory, and what a short command costs."""

import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from casting import rounded, say
from servers import Meeting, Program

STOCK = 4000
"""Slips of the meeting whose stock lies ready while the memory is measured."""


def measure(rounds: int, slips: int = STOCK) -> dict[str, float]:
    """Medians over the rounds."""
    found = []
    for number in range(rounds):
        found.append(_one(slips))
        say(f"start and memory, round {number + 1}: {found[-1]}")
    return rounded({key: median(each[key] for each in found) for key in found[0]})


def _one(slips: int) -> dict[str, float]:
    """Start to the first page of a voter; memory at rest; processor seconds of commands."""
    with tempfile.TemporaryDirectory() as name:
        program = Program(Path(name))
        meeting = Meeting(program, slips)
        meeting.open()
        told = {"start_s": program.start_and_ask(meeting.paths[0])}
        try:
            stock = meeting.wait_for_stock()
            told |= {f"stock_{slips}_{key}": value for key, value in stock.items()}
            told["memory_mb"] = program.served.memory()
            told["help_cpu_s"] = _cpu_of(program, "--help")
            told["list_cpu_s"] = _cpu_of(program, "meeting", "list")
        finally:
            program.served.stop()
    return rounded(told)


def _cpu_of(program: Program, *words: str) -> float:
    """Processor seconds of one command, the second time it is run."""
    for _each in range(2):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [sys.executable, "-m", "ballot", *words],
            cwd=program.folder,
            env=program.env,
            stdout=subprocess.DEVNULL,
            check=True,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
