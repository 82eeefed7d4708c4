"""The report: medians of the rounds, the table for a terminal, the table of the document."""

import json
import os
import platform
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import targets

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "performance.md"
FIGURES = DOCUMENT.with_suffix(".json")
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"


def summary(rounds: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Medians of every figure; ratios are taken within each round."""
    if not rounds:
        return {}
    told = {key: median(each[key] for each in rounds) for key in rounds[0]}
    for name, over in (("naive", "naive_pairs_s"), ("bare", "bare_commits_s")):
        told[f"ready_by_{name}"] = median(each["ready_pairs_s"] / each[over] for each in rounds)
    return {key: round(value, 3) for key, value in told.items()}


def machine() -> dict[str, Any]:
    """What it was measured on."""
    return {
        "cores": len(os.sched_getaffinity(0)),
        "processor": _processor(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
    }


def told(figures: Mapping[str, float]) -> str:
    """The table for a terminal."""
    return "\n".join(
        f"{what:<42} {figure:>16}   {gate:>10}   {aim:>10}   {verdict}"
        for what, figure, gate, aim, verdict in targets.rows(figures)
    )


def markdown(report: Mapping[str, Any]) -> str:
    """The table of the document, and what it was measured on."""
    on = report["machine"]
    head = (
        f"{on['cores']} cores ({on['processor']}), Python {on['python']}, SQLite {on['sqlite']};"
        f" {report['when']}; {len(report['rounds'])} rounds of {report['pairs']:,} pairs."
    )
    if report.get("again"):
        head += f" Measured again by themselves, later: {', '.join(report['again'])}."
    lines = ["| | measured | gate | aim | |", "|---|---|---|---|---|"]
    lines += [f"| {' | '.join(row)} |" for row in targets.rows(report["figures"])]
    return "\n".join([head, "", *lines, "", *_beside(report["figures"])])


def joined(before: Mapping[str, Any], report: Mapping[str, Any]) -> dict[str, Any]:
    """An earlier report with the figures of this one; ``again`` names the parts it measured."""
    again = {*before.get("again", ()), *report["parts"]}
    rounds = report["rounds"] or before["rounds"]
    figures = before["figures"] | report["figures"]
    return {**before, "rounds": rounds, "figures": figures, "again": sorted(again)}


def into_document(report: Mapping[str, Any]) -> None:
    """Write figures and table where the document has them."""
    FIGURES.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    DOCUMENT.write_text(with_table(DOCUMENT.read_text(encoding="utf-8"), report), encoding="utf-8")


def with_table(text: str, report: Mapping[str, Any]) -> str:
    """The document with the table of this report between its two marks."""
    before, _mark, rest = text.partition(BEGIN)
    _old, _mark, after = rest.partition(END)
    return f"{before}{BEGIN}\n{markdown(report)}\n{END}{after}"


BESIDE = (
    ("bare_commits_s", "Bare SQLite, one cast a commit: {:,.0f} a second."),
    ("naive_pairs_s", "Naive reference, unsealed: {:,.0f} pairs a second."),
    ("naive_cpu_ms", "Naive reference: {:.2f} ms of processor time a pair."),
    ("ready_generator_ms", "The load itself cost {:.2f} ms a pair."),
    ("ready_stock_seconds", "The stock of a round was ready after {:.1f} s."),
    ("ready_stock_maker_cpu_s", "Making it took {:.1f} s of processor time at low priority."),
    ("ready_count_s", "Close and open of a round by two commands: {:.2f} s."),
    ("pg_ready_cpu_ms", "PostgreSQL: {:.2f} ms of processor time a pair, its own not counted."),
    ("burst_300_p50_ms", "Burst of 300: p50 {:.1f} ms."),
    ("burst_1000_p50_ms", "Burst of 1,000: p50 {:.1f} ms."),
    ("burst_3000_p50_ms", "Burst of 3,000: p50 {:.1f} ms."),
)


def _beside(figures: Mapping[str, float]) -> list[str]:
    return [f"- {words.format(figures[key])}" for key, words in BESIDE if key in figures]


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()
