"""Rounds of casts: how many a second, at what cost, and whether every one of them was counted.

After each round: counted = spent = acknowledged, and the tally is that of the presses which were
told that they had just been counted. A repeat presses another option: one that counts is seen.
"""

import random
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from load import Crowd, Phones, Visit
from processes import Served
from servers import OPTIONS, Meeting, Naive, Program, bare_disk

WARM_UP = 400
AT_ONCE = 32
REPEATS = 10
"""Every tenth slip is pressed a second time, half of them at the same moment."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What a run of casts yielded. ``generator_ms`` is what the load itself cost a pair."""

    pairs_s: float
    cpu_ms: float
    generator_ms: float

    def told(self, name: str) -> dict[str, float]:
        """As entries of a report."""
        return {
            f"{name}_pairs_s": self.pairs_s,
            f"{name}_cpu_ms": self.cpu_ms,
            f"{name}_generator_ms": self.generator_ms,
        }


def one_round(pairs: int) -> dict[str, float]:
    """Bare disk, naive reference, program without and with its stock, one after another."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        told = {"bare_commits_s": bare_disk(folder, pairs)}
        told |= _naive(folder, max(200, pairs // 4)).told("naive")
    for ready in (False, True):
        with tempfile.TemporaryDirectory() as name:
            told |= measured(Path(name), pairs, ready=ready)
    return rounded(told)


def measured(
    folder: Path,
    pairs: int,
    *,
    ready: bool,
    subjects: int = 1,
    settings: dict[str, str] | None = None,
    serve: dict[str, str] | None = None,
    phones: bool = False,
) -> dict[str, float]:
    """One run of the program: casts beside nothing else, the box opened and the tally compared.

    ``settings`` are of the program, ``serve`` more environment of the serving process alone;
    ``phones`` sends all over connections that stay. Cold: the vote is opened and begins at once.
    """
    name = "ready" if ready else "cold"
    program = Program(folder, **(settings or {}))
    try:
        program.start(**(serve or {}))
        warm, meeting = Meeting(program, WARM_UP, subjects), Meeting(program, pairs, subjects)
        tls = "BALLOT_TLS_CERT" in (settings or {})
        warm.open()
        press(_crowd(program, warm, phones, tls), _visits(warm.paths))
        meeting.open()
        stock = meeting.wait_for_stock() if ready else {}
        visits = repeated(_visits(meeting.paths))
        pace = paced(program.served, _crowd(program, meeting, phones, tls), visits)
        took = agree(name, meeting, visits)
    finally:
        program.served.stop()
    told = pace.told(name) | {f"{name}_count_s": took}
    return told | {f"{name}_stock_{key}": value for key, value in stock.items()}


def paced(served: Served, crowd: Crowd, visits: Sequence[Visit]) -> Pace:
    """All visits as fast as the door lets them in."""
    cpu, own, began = served.cpu(), time.process_time(), time.perf_counter()
    press(crowd, visits)
    took = time.perf_counter() - began
    spent, mine = served.cpu() - cpu, time.process_time() - own
    return Pace(len(visits) / took, 1000 * spent / len(visits), 1000 * mine / len(visits))


def press(crowd: Crowd, visits: Sequence[Visit], within: float = 0.0) -> None:
    """Everybody votes and reads that it counted; whoever does not ends the measurement."""
    try:
        crowd.vote(visits, within)
    finally:
        crowd.close()
    unconfirmed = [visit for visit in visits if not visit.confirmed]
    if unconfirmed:
        told = sorted({visit.told for visit in unconfirmed})
        raise SystemExit(
            f"{len(unconfirmed)} of {len(visits)} voters were not confirmed: {told[:5]}"
        )


def repeated(visits: Sequence[Visit]) -> list[Visit]:
    """Some slips pressed again with another option: beside the first press, or later."""
    coming: list[Visit] = []
    later: list[Visit] = []
    for place, visit in enumerate(visits):
        coming.append(visit)
        if place % (2 * REPEATS) == 0:
            coming.append(_again(visit))
        elif place % (2 * REPEATS) == REPEATS:
            later.append(_again(visit))
    for visit in later:
        first = next(at for at, each in enumerate(coming) if each.path == visit.path)
        earliest = min(first + 2 * AT_ONCE, len(coming))
        coming.insert(random.randint(earliest, len(coming)), visit)  # noqa: S311  no secret
    return coming


def agree(what: str, meeting: Meeting, visits: Sequence[Visit]) -> float:
    """Counted = spent = acknowledged, or the measurement is worth nothing. Seconds it took."""
    counted = [visit for visit in visits if visit.told == "counted"]
    if len({visit.path for visit in counted}) != len(counted):
        raise SystemExit(f"{what}: a slip was told twice that it had just been counted")
    expected = dict.fromkeys(OPTIONS, 0)
    for visit in counted:
        expected[OPTIONS[visit.option - 1]] += 1
    counts, returned, took = meeting.count()
    if returned != len(counted) or any(each != expected for each in counts):
        raise SystemExit(f"{what}: {counts} counted, {returned} spent, {expected} acknowledged")
    return took


def rounded(told: dict[str, float]) -> dict[str, float]:
    """Three places are enough."""
    return {key: round(value, 3) for key, value in told.items()}


def say(text: str) -> None:
    """One line of progress."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def _naive(folder: Path, pairs: int) -> Pace:
    """Nobody checks its count: read first, write later is not exactly once."""
    naive = Naive(folder, WARM_UP + pairs)
    try:
        for paths in (naive.paths[:WARM_UP], naive.paths[WARM_UP:]):
            crowd = Crowd(naive.served.port, naive.form, AT_ONCE)
            visits = repeated(_visits(paths))
            pace = paced(naive.served, crowd, visits)
    finally:
        naive.served.stop()
    return pace


def _crowd(program: Program, meeting: Meeting, phones: bool, tls: bool) -> Crowd:
    if phones:
        return Phones(program.port, meeting.form, AT_ONCE, tls)
    return Crowd(program.port, meeting.form, AT_ONCE)


def _visits(paths: Sequence[str]) -> list[Visit]:
    return [Visit(path, 1 + place % 4) for place, path in enumerate(paths)]


def _again(visit: Visit) -> Visit:
    return Visit(visit.path, 1 + visit.option % 4)
