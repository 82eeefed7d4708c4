"""So many voters within one second: milliseconds from arrival to confirmation."""

import tempfile
from pathlib import Path
from statistics import median, quantiles

from casting import WARM_UP, agree, press, rounded, say
from load import Crowd, Visit
from servers import Meeting, Program

VOTERS = (300, 1000, 3000)


def measure(
    rounds: int, sizes: tuple[int, ...] = VOTERS, warm_up: int = WARM_UP
) -> dict[str, float]:
    """Medians over the rounds of p50 and p99, stock ready, nobody refused."""
    told: dict[str, float] = {}
    for voters in sizes:
        found = []
        for number in range(rounds):
            found.append(burst(voters, warm_up))
            say(f"burst of {voters}, round {number + 1}: {found[-1]}")
        for key in ("p50_ms", "p99_ms"):
            told[f"burst_{voters}_{key}"] = median(each[key] for each in found)
    return rounded(told)


def burst(voters: int, warm_up: int) -> dict[str, float]:
    """One burst on a fresh database; the box is opened and the tally compared."""
    with tempfile.TemporaryDirectory() as name:
        program = Program(Path(name))
        try:
            program.start()
            meeting = Meeting(program, voters)
            meeting.open()
            if warm_up:
                warm = Meeting(program, warm_up)
                warm.open()
                press(Crowd(program.port, warm.form), _visits(warm), 2)
            meeting.wait_for_stock()
            visits = _visits(meeting)
            press(Crowd(program.port, meeting.form), visits, 1)
            agree("burst", meeting, visits)
        finally:
            program.served.stop()
    waits = [1000 * visit.latency for visit in visits]
    return {"p50_ms": round(median(waits), 1), "p99_ms": round(quantiles(waits, n=100)[98], 1)}


def _visits(meeting: Meeting) -> list[Visit]:
    return [Visit(path, 1 + place % 4) for place, path in enumerate(meeting.paths)]
