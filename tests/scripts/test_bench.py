"""The bench measures what it says, and its counts are honest."""

import json
import subprocess
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import casting
import pytest
import reports
import targets
from load import Visit

ROOT = Path(__file__).parents[2]
BENCH = ROOT / "scripts" / "benchmark"
ROUND = {"bare_commits_s": 4000.0, "naive_pairs_s": 200.0, "ready_pairs_s": 1000.0}


class Opened:
    """A meeting that was counted."""

    def __init__(self, counts: dict[str, int], returned: int) -> None:
        self.told = ([counts], returned, 0.1)

    def count(self) -> tuple[list[dict[str, int]], int, float]:
        """What the box held."""
        return self.told


def counted(*options: int) -> list[Visit]:
    """A visit a slip that was counted, and one more that was a repeat."""
    visits = [Visit(f"/v/{at}", option, told="counted") for at, option in enumerate(options)]
    return [*visits, Visit("/v/0", 4, told="repeated")]


def a_count(very: int, good: int) -> dict[str, int]:
    """Counts an option."""
    return {"很满意": very, "满意": good, "基本满意": 0, "不满意": 0}


def test_a_burst_is_run_counted_and_told(tmp_path: Path) -> None:
    file = tmp_path / "bench.json"
    words = ["--quick", "--only", "burst", "--json", str(file)]
    done = subprocess.run(
        [sys.executable, str(BENCH), *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    report = json.loads(file.read_text(encoding="utf-8"))
    assert report["figures"]["burst_30_p99_ms"] > 0
    assert len(done.stdout.splitlines()) == len(targets.TARGETS)


def test_counts_that_agree_are_an_honest_run() -> None:
    assert casting.agree("run", Opened(a_count(2, 1), 3), counted(1, 1, 2)) == 0.1


@pytest.mark.parametrize(
    ("opened", "visits", "_why"),
    [
        (Opened(a_count(2, 1), 3), counted(1, 1, 2, 2), "an acknowledged ballot was lost"),
        (Opened(a_count(2, 2), 4), counted(1, 1, 2), "a ballot was counted twice"),
        (Opened(a_count(1, 2), 3), counted(1, 1, 2), "another choice was counted"),
        (Opened(a_count(2, 1), 4), counted(1, 1, 2), "a slip was spent without a ballot"),
        (Opened(a_count(2, 0), 2), [*counted(1), *counted(1)], "one slip was told so twice"),
    ],
)
def test_counts_that_disagree_end_the_run(
    opened: Opened, visits: Sequence[Visit], _why: str
) -> None:
    with pytest.raises(SystemExit):
        casting.agree("run", opened, visits)


def test_whoever_is_not_confirmed_ends_the_run_and_his_words_are_kept() -> None:
    class Closed:
        def vote(self, visits: Sequence[Visit], _within: float) -> None:
            for visit in visits:
                visit.told = "HTTP/1.1 410 Gone 已经截止"

        def close(self) -> None:
            pass

    with pytest.raises(SystemExit, match="已经截止"):
        casting.press(Closed(), [Visit("/v/1", 1)])


def test_every_tenth_slip_is_pressed_again_with_another_option() -> None:
    first = [Visit(f"/v/{at}", 1 + at % 4) for at in range(400)]
    coming = casting.repeated(first)
    assert len(coming) == 440
    seen: dict[str, int] = {}
    for visit in coming:
        if visit.path in seen:
            assert visit.option != seen[visit.path]
        seen.setdefault(visit.path, visit.option)
    neighbours = sum(one.path == two.path for one, two in pairwise(coming))
    assert neighbours >= 15  # one that comes later may step in between


def test_ratios_are_taken_within_a_round() -> None:
    slow = {"bare_commits_s": 2000.0, "naive_pairs_s": 50.0, "ready_pairs_s": 500.0}
    told = reports.summary([ROUND, slow, slow])
    assert (told["ready_by_naive"], told["ready_by_bare"]) == (10, 0.25)


def test_the_verdict_knows_which_way_is_better() -> None:
    by_key = {each.key: each for each in targets.TARGETS}
    burst, pace = by_key["burst_300_p99_ms"], by_key["ready_pairs_s"]
    assert [burst.verdict(value) for value in (15, 40, 41)] == ["aim", "gate", "MISSED"]
    assert [pace.verdict(value) for value in (1700, 1000, 999)] == ["aim", "gate", "MISSED"]
    assert pace.verdict(None) == "not measured"


def test_the_table_of_the_document_is_the_one_of_its_figures() -> None:
    text = reports.DOCUMENT.read_text(encoding="utf-8")
    report = json.loads(reports.FIGURES.read_text(encoding="utf-8"))
    assert reports.with_table(text, report) == text
    report["figures"]["ready_pairs_s"] = 1
    assert reports.with_table(text, report) != text


def test_a_part_that_is_measured_again_is_said_to_be() -> None:
    before = {"rounds": [ROUND], "figures": {"start_s": 3.0, "memory_mb": 100.0}, "pairs": 5}
    told = reports.joined(before, {"parts": ["start"], "rounds": [], "figures": {"start_s": 1.0}})
    assert told["figures"] == {"start_s": 1.0, "memory_mb": 100.0}
    assert (told["again"], told["rounds"], told["pairs"]) == (["start"], [ROUND], 5)
