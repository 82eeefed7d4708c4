"""Every setting of the program stands in the README."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
IN_PYTHON = re.compile(r"[\"'](BALLOT_[A-Z_]*[A-Z])\b")
IN_SHELL = re.compile(r"\b(BALLOT_[A-Z_]*[A-Z])\b")


def named_in(folder: str, pattern: str, form: re.Pattern[str]) -> set[str]:
    texts = (path.read_text(encoding="utf-8") for path in (ROOT / folder).rglob(pattern))
    return {name for text in texts for name in form.findall(text)}


def used() -> set[str]:
    """What the program, its scripts and its tests read from the environment."""
    python = named_in("ballot", "*.py", IN_PYTHON) | named_in("tests", "*.py", IN_PYTHON)
    return python | named_in("scripts", "*.sh", IN_SHELL)


def test_every_setting_is_in_the_readme() -> None:
    told = set(IN_SHELL.findall((ROOT / "README.md").read_text(encoding="utf-8")))
    assert {"BALLOT_DATA", "BALLOT_KEYS", "BALLOT_DATABASE_URL"} <= told
    assert used() - told == set()


def test_the_readme_tells_of_no_setting_that_does_not_exist() -> None:
    told = set(IN_SHELL.findall((ROOT / "README.md").read_text(encoding="utf-8")))
    assert told - used() == set()
