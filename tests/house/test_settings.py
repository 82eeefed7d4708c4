"""Every setting of the program stands in both READMEs, those of the tests in the English one."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.zh-CN.md")
OF_TESTS = "BALLOT_TEST_"
IN_PYTHON = re.compile(r"[\"'](BALLOT_[A-Z_]*[A-Z])\b")
IN_SHELL = re.compile(r"\b(BALLOT_[A-Z_]*[A-Z])\b")


def named_in(folder: str, pattern: str, form: re.Pattern[str]) -> set[str]:
    texts = (path.read_text(encoding="utf-8") for path in (ROOT / folder).rglob(pattern))
    return {name for text in texts for name in form.findall(text)}


def used() -> set[str]:
    """What the program, its scripts and its tests read from the environment."""
    python = named_in("ballot", "*.py", IN_PYTHON) | named_in("tests", "*.py", IN_PYTHON)
    return python | named_in("scripts", "*.sh", IN_SHELL)


def told_in(readme: str) -> set[str]:
    return set(IN_SHELL.findall((ROOT / readme).read_text(encoding="utf-8")))


def test_every_setting_is_in_the_readme() -> None:
    told = told_in("README.md")
    assert {"BALLOT_DATA", "BALLOT_KEYS", "BALLOT_DATABASE_URL"} <= told
    assert used() - told == set()


def test_every_setting_of_the_program_is_in_the_chinese_readme_too() -> None:
    untold = used() - told_in("README.zh-CN.md")
    assert {name for name in untold if not name.startswith(OF_TESTS)} == set()


@pytest.mark.parametrize("readme", READMES)
def test_no_readme_tells_of_a_setting_that_does_not_exist(readme: str) -> None:
    assert told_in(readme) - used() == set()
