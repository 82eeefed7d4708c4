"""The protocol: interleaved rounds, medians of ratios, and after each run an honest count.

Timings never pass or fail; counts that disagree end the run with exit code 1.
"""

import argparse
import json
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import beside
import bursts
import casting
import opening
import papers
import reports
import seals
import starting
import variants

Figures = dict[str, float]


def main() -> None:
    """Measure the parts that were asked for, print the table, write the JSON."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    chosen = _arguments()
    report: dict[str, Any] = {
        "when": datetime.now(UTC).strftime("%Y-%m-%d"),
        "machine": reports.machine(),
        "pairs": chosen.pairs,
        "rounds": [],
        "figures": {},
    }
    parts = _parts(chosen, report)
    report["parts"] = chosen.only or [name for name in parts if name != "large" or chosen.full]
    try:
        for name in report["parts"]:
            casting.say(f"── {name}")
            report["figures"] |= parts[name]()
    except KeyboardInterrupt:
        raise SystemExit("stopped; nothing is left running, nothing was written") from None
    sys.stdout.write(reports.told(report["figures"]) + "\n")
    Path(chosen.json).write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    if chosen.into_docs:
        earlier = json.loads(reports.FIGURES.read_text(encoding="utf-8"))
        reports.into_document(reports.joined(earlier, report) if chosen.only else report)


def _parts(chosen: argparse.Namespace, report: dict[str, Any]) -> dict[str, Callable[[], Figures]]:
    rounds, few = chosen.rounds, min(chosen.rounds, 3)
    pairs, tenth = chosen.pairs, max(100, chosen.pairs // 4)
    quick = chosen.quick

    def cast() -> Figures:
        for number in range(rounds):
            report["rounds"].append(casting.one_round(pairs))
            casting.say(f"round {number + 1}: {report['rounds'][-1]}")
        return reports.summary(report["rounds"])

    def paper() -> Figures:
        told = papers.sheets(24 if quick else 10_000) | papers.tally(40 if quick else 1000)
        return told | papers.ranking(200 if quick else 100_000)

    return {
        "cast": cast,
        "burst": lambda: bursts.measure(1, (30,), 0) if quick else bursts.measure(few),
        "ten": lambda: variants.ten_subjects(few, tenth),
        "https": lambda: variants.tls(few, pairs),
        "fsync": lambda: variants.slow_disk(few, pairs),
        "postgresql": lambda: variants.postgresql(few, pairs),
        "start": lambda: starting.measure(few, 60 if quick else starting.STOCK),
        "seals": lambda: seals.measure(10 if quick else 200),
        "paper": paper,
        "jobs": lambda: beside.measure(few, 300 if quick else 20_000),
        "opening": lambda: {} if quick else opening.measure(),
        "large": lambda: papers.tally(100_000),
    }


PARTS = [
    "cast",
    "burst",
    "ten",
    "jobs",
    "https",
    "fsync",
    "postgresql",
    "start",
    "seals",
    "paper",
    "opening",
    "large",
]


def _arguments() -> argparse.Namespace:
    made = argparse.ArgumentParser(prog="scripts/bench")
    made.add_argument("--only", type=_names, help=f"parts, separated by commas: {','.join(PARTS)}")
    made.add_argument("--rounds", type=int, default=5, help="rounds of casts (default 5)")
    made.add_argument("--pairs", type=int, default=4000, help="slips a round (default 4000)")
    made.add_argument("--quick", action="store_true", help="tiny sizes: does it still work?")
    made.add_argument("--full", action="store_true", help="100,000 ballots as well (minutes)")
    made.add_argument("--json", default="bench.json", help="where the report goes")
    made.add_argument(
        "--into-docs",
        action="store_true",
        help="write docs/performance.*, or parts",
    )
    chosen = made.parse_args()
    if chosen.quick:
        chosen.rounds, chosen.pairs = 1, min(chosen.pairs, 60)
    return chosen


def _names(text: str) -> list[str]:
    names = text.split(",")
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        raise argparse.ArgumentTypeError(f"no part {unknown[0]}; there are {', '.join(PARTS)}")
    return names


if __name__ == "__main__":
    main()
