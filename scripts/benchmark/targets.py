"""What is asked for: every row of the table, its gate, its aim, and where its figure comes from."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """One row. ``key`` names the figure in the report; ``most`` says whether smaller is better."""

    key: str
    what: str
    gate: float | None
    aim: float | None
    unit: str
    most: bool = True

    def verdict(self, value: float | None) -> str:
        """Whether the figure passes; ``not measured`` where there is none."""
        if value is None:
            return "not measured"
        if self.gate is None or self.aim is None:
            return ""
        if self._holds(value, self.aim):
            return "aim"
        return "gate" if self._holds(value, self.gate) else "MISSED"

    def _holds(self, value: float, bound: float) -> bool:
        return value <= bound if self.most else value >= bound


TARGETS = (
    Target("burst_300_p99_ms", "300 voters in 1 s, p99", 40, 15, "ms"),
    Target("burst_1000_p99_ms", "1,000 voters in 1 s, p99", 80, 40, "ms"),
    Target("burst_3000_p99_ms", "3,000 voters in 1 s, p99", 1000, 300, "ms"),
    Target("ready_pairs_s", "sustained, stock ready", 1000, 1700, "pairs/s", most=False),
    Target("cold_pairs_s", "sustained, cold", 700, 1000, "pairs/s", most=False),
    Target("ready_cpu_ms", "CPU a pair, stock ready", 1.0, 0.6, "ms"),
    Target("cold_cpu_ms", "CPU a pair, cold", 2.5, 1.4, "ms"),
    Target("ready_by_naive", "÷ naive reference, stock ready", 4, 7, "×", most=False),
    Target("ready_by_bare", "÷ bare commits of the disk", None, None, "×", most=False),
    Target("ten_ready_pairs_s", "ten subjects, stock ready", 250, 500, "pairs/s", most=False),
    Target("slow_fsync_by_usual", "fsync 5 ms slower ÷ usual", 0.8, 0.95, "×", most=False),
    Target("https_by_http", "https ÷ http, lines that stay", 0.7, 0.9, "×", most=False),
    Target("pg_ready_pairs_s", "PostgreSQL, 2 processes", 500, 1000, "pairs/s", most=False),
    Target("tally_1000_s", "close + open + tally of 1,000", 0.5, 0.2, "s"),
    Target("tally_100000_s", "close + open + tally of 100,000", 15, 8, "s"),
    Target("verify_s", "verify 1,000 × 2 with all proofs", 3, 2, "s"),
    Target("choice_prepare_ms", "a choice of five, CPU to prepare", None, None, "ms"),
    Target("choice_cast_ms", "a choice of five, CPU at the cast", None, None, "ms"),
    Target("choice_check_ms", "a choice of five, CPU to check", None, None, "ms"),
    Target("number_cast_ms", "a whole number, CPU at the cast", None, None, "ms"),
    Target("number_check_ms", "a whole number, CPU to check", None, None, "ms"),
    Target("page_1_bytes", "voter's page, one subject", 4096, 3072, "bytes"),
    Target("page_10_bytes", "voter's page, ten subjects", 8192, 6144, "bytes"),
    Target("pdf_10000_s", "10,000 slips as PDF", 8, 4, "s"),
    Target("pdf_10000_mb", "10,000 slips as PDF, memory", 130, 80, "MB"),
    Target("docx_20000_s", "ranking of 20,000 as DOCX", 15, 8, "s"),
    Target("xlsx_20000_s", "ranking of 20,000 as XLSX", 10, 8, "s"),
    Target("pdf_20000_s", "ranking of 20,000 as PDF", 10, 8, "s"),
    Target("jobs_mb", "the same, memory at most", 800, 400, "MB"),
    Target("job_alone_p99_ms", "100 voters a second, p99", None, None, "ms"),
    Target("job_beside_p99_ms", "100 voters a second beside long work, p99", None, None, "ms"),
    Target("job_beside_by_alone", "p99 beside long work ÷ alone", 1.2, 1.1, "×"),
    Target("ranking_100000_s", "ranking 100,000 with grades", 4, 1, "s CPU"),
    Target("start_s", "start to the first page answered", 2, 1, "s"),
    Target("memory_mb", "memory of all processes, stock of 4,000", 130, 90, "MB"),
    Target("help_cpu_s", "ballot --help", 0.2, 0.1, "s CPU"),
    Target("list_cpu_s", "ballot meeting list", 0.8, 0.5, "s CPU"),
    Target("server_s", "two keys open 1,000 × 2, server", None, None, "s"),
    Target("phone_s", "a key on a phone at 4×", None, None, "s"),
)


def rows(figures: Mapping[str, float]) -> list[tuple[str, str, str, str, str]]:
    """(what, figure, gate, aim, verdict) of every target."""
    return [
        (
            each.what,
            _shown(figures.get(each.key), each.unit),
            _bound(each, each.gate),
            _bound(each, each.aim),
            each.verdict(figures.get(each.key)),
        )
        for each in TARGETS
    ]


def _bound(target: Target, bound: float | None) -> str:
    return "" if bound is None else f"{'≤' if target.most else '≥'} {bound:,.10g}"


def _shown(value: float | None, unit: str) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f} {unit}" if value >= 100 else f"{value:.3g} {unit}"
