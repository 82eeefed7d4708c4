"""A test of a rule starts at once: no page, no database and no browser is loaded for it."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEAVY = {"argon2", "flask", "playwright", "psycopg", "schemathesis", "sqlalchemy"}
COLLECTS = """
import sys
import pytest
told = pytest.main(["-q", "--collect-only", "-p", "no:cacheprovider", sys.argv[1]])
print()
print(*{name.partition(".")[0] for name in sys.modules})
raise SystemExit(told)
"""


def loaded(tests: str) -> set[str]:
    """What is there once pytest knows these tests."""
    done = subprocess.run(
        [sys.executable, "-c", COLLECTS, tests],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.splitlines()[-1].split())


def test_a_rule_is_tested_without_pages_databases_and_browsers() -> None:
    assert not loaded("tests/domain") & HEAVY


def test_the_control_what_is_stored_needs_its_databases() -> None:
    assert loaded("tests/storage/test_votes.py") >= {"psycopg", "sqlalchemy"}
