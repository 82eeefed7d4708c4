"""The parts of a check: none that fails is lost, whether it runs alone or beside others."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCED = "set -euo pipefail; . scripts/venv.sh; . scripts/parts.sh; "


def run(parts: str) -> subprocess.CompletedProcess[str]:
    """A script of these parts and their summary."""
    script = ["bash", "-c", f"{SOURCED}{parts}; summary"]
    return subprocess.run(script, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("parts", "failed"),
    [
        ("part 'one' true; begin 'two' true; finish", []),
        ("begin 'one' false; begin 'two' true; part 'three' true; finish", ["one"]),
        ("begin 'one' true; part 'two' false || true; finish", ["two"]),
        ("begin 'one' bash -c 'exit 3'; finish; part 'two' false || true", ["one", "two"]),
    ],
)
def test_a_part_that_fails_is_named_and_the_script_fails(parts: str, failed: list[str]) -> None:
    done = run(parts)
    lines = [line.split() for line in done.stderr.splitlines()]
    assert [line[1] for line in lines if line[:1] == ["FAILED"]] == failed
    assert done.returncode == bool(failed)


def test_what_a_part_says_beside_others_is_shown_and_its_processor_time_is_its_own() -> None:
    spins = "begin 'spins' python3 -c 'while __import__(\"time\").process_time() < 1.2: pass'"
    done = run(f"{spins}; begin 'says' echo heard; finish")
    assert "heard" in done.stdout
    cores = {line.split()[-1]: int(line.split()[2]) for line in done.stderr.splitlines()[3:]}
    assert cores == {"spins": 1, "says": 0}
