"""The protocol: interleaved rounds, medians of ratios, and after each round an honest count."""

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median, quantiles

import opening
from load import Crowd, Form, Voter
from servers import Naive, Program, Served, bare_disk

WARM_UP = 400
AT_ONCE = 32
BURSTS = ((300, 50), (1000, 250), (3000, 1500))
"""Voters in one second, and the gate of p99 in milliseconds."""


def main() -> None:
    """Measure, print the table, write the JSON."""
    chosen = _arguments()
    by_keys = opening.measure()
    tell_opening(by_keys)
    if chosen.opening:
        return
    rounds = []
    for number in range(chosen.rounds):
        rounds.append(one_round(chosen.pairs))
        say(f"round {number + 1}: {rounds[-1]}")
    report = {"rounds": rounds, "bursts": [burst(voters) for voters, _gate in BURSTS]}
    report |= {"summary": summary(rounds), "opening": by_keys}
    table(report)
    Path(chosen.json).write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")


def one_round(pairs: int) -> dict[str, float]:
    """Bare disk, naive reference, program: one after another on the same machine."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bare = bare_disk(folder, pairs)
        naive = Naive(folder, WARM_UP + pairs)
        try:
            # Nobody checks its count: read first, write later is not exactly once.
            slow = sustained(naive.served, naive.paths, naive.form)
        finally:
            naive.served.stop()
        program = Program(folder, WARM_UP + pairs)
        try:
            rest = program.served.memory()
            fast = sustained(program.served, program.paths, program.form)
            counts, opening = program.count()
            agree("program", counts["很满意"], WARM_UP + pairs)
        finally:
            program.served.stop()
    told = {"bare": bare, "opening_s": opening, "rest_mb": rest, "start_s": program.cold_start}
    told |= {f"naive_{key}": value for key, value in slow.items()}
    told |= {f"program_{key}": value for key, value in fast.items()}
    return {key: round(value, 2) for key, value in told.items()}


def sustained(served: Served, paths: Sequence[str], form: Form) -> dict[str, float]:
    """Pairs a second with a door that lets 32 in at once; every tenth form is sent again."""
    crowd = Crowd("127.0.0.1", served.port, AT_ONCE)
    all_confirmed(crowd.vote(paths[:WARM_UP], 0, form))
    measured = list(paths[WARM_UP:])
    coming = measured + random.sample(measured, len(measured) // 10)
    cpu, began = served.cpu(), time.perf_counter()
    all_confirmed(crowd.vote(coming, 0, form))
    took = time.perf_counter() - began
    return {"pairs_s": len(coming) / took, "cpu_ms": 1000 * (served.cpu() - cpu) / len(coming)}


def burst(voters: int) -> dict[str, float]:
    """So many voters within one second: milliseconds from arrival to confirmation."""
    with tempfile.TemporaryDirectory() as name:
        program = Program(Path(name), WARM_UP + voters)
        try:
            crowd = Crowd("127.0.0.1", program.port)
            all_confirmed(crowd.vote(program.paths[:WARM_UP], 2, program.form))
            came = crowd.vote(program.paths[WARM_UP:], 1, program.form)
            all_confirmed(came)
            agree("burst", program.count()[0]["很满意"], WARM_UP + voters)
        finally:
            program.served.stop()
    waits = [1000 * voter.latency for voter in came]
    return {"voters": voters, "p50_ms": median(waits), "p99_ms": quantiles(waits, n=100)[98]}


def summary(rounds: Sequence[dict[str, float]]) -> dict[str, float]:
    """Medians; ratios are taken within each round."""

    def of(value: Callable[[dict[str, float]], float]) -> float:
        return round(median(value(each) for each in rounds), 2)

    return {
        "program_pairs_s": of(lambda each: each["program_pairs_s"]),
        "program_by_naive": of(lambda each: each["program_pairs_s"] / each["naive_pairs_s"]),
        "program_by_bare": of(lambda each: each["program_pairs_s"] / each["bare"]),
        "program_cpu_ms": of(lambda each: each["program_cpu_ms"]),
        "naive_cpu_ms": of(lambda each: each["naive_cpu_ms"]),
        "opening_s": of(lambda each: each["opening_s"]),
        "rest_mb": of(lambda each: each["rest_mb"]),
        "start_s": of(lambda each: each["start_s"]),
    }


def table(report: dict[str, object]) -> None:
    """What was measured beside what is asked for."""
    found = report["summary"]
    assert isinstance(found, dict)  # noqa: S101 - made above
    lines = [
        ("sustained pairs/s, SQLite", found["program_pairs_s"], "≥ 400"),
        ("÷ naive reference", found["program_by_naive"], "≥ 2"),
        ("÷ bare commits", found["program_by_bare"], ""),
        ("CPU ms a pair (naive)", f"{found['program_cpu_ms']} ({found['naive_cpu_ms']})", ""),
        ("close + open by command, s", found["opening_s"], "≤ 1 for 1,000"),
        ("memory at rest, MB", found["rest_mb"], "≤ 150"),
        ("cold start, s", found["start_s"], "≤ 3"),
    ]
    bursts = report["bursts"]
    assert isinstance(bursts, list)  # noqa: S101 - made above
    for each, (voters, gate) in zip(bursts, BURSTS, strict=True):
        lines.append((f"{voters} in 1 s: p50 / p99 ms", _both(each), f"p99 ≤ {gate}"))
    for name, value, gate in lines:
        say(f"{name:<32} {value!s:>18}   {gate}")


def tell_opening(found: dict[str, float | None]) -> None:
    """The three of the box that two 监票人 open."""
    size = f"{opening.BALLOTS:,} × {opening.SUBJECTS}"
    phone = "no browser" if found["phone_s"] is None else f"{found['phone_s']}"
    for name, value, gate in (
        ("two keys, server, s", str(found["server_s"]), f"≤ 2 for {size}"),
        ("a key on a phone at 4×, s", phone, f"≤ 10, the bar moved {found['phone_bar']} times"),
        ("ballot verify, s", str(found["verify_s"]), "≤ 6 on two cores"),
    ):
        say(f"{name:<32} {value:>18}   {gate}")


def _both(each: dict[str, float]) -> str:
    return f"{each['p50_ms']:.1f} / {each['p99_ms']:.1f}"


def all_confirmed(voters: Sequence[Voter]) -> None:
    """Nobody was turned away."""
    failed = sum(voter.failed for voter in voters)
    if failed:
        raise SystemExit(f"{failed} of {len(voters)} voters were not confirmed")


def agree(what: str, counted: int, cast: int) -> None:
    """Counted = spent = acknowledged, or the measurement is worth nothing."""
    if counted != cast:
        raise SystemExit(f"{what}: {counted} counted, {cast} cast")


def say(text: str) -> None:
    """One line."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    made = argparse.ArgumentParser(prog="scripts/bench")
    made.add_argument("--opening", action="store_true", help="measure the opening alone")
    made.add_argument("--rounds", type=int, default=5)
    made.add_argument("--pairs", type=int, default=1500)
    made.add_argument("--json", default="bench.json")
    return made.parse_args()


if __name__ == "__main__":
    main()
