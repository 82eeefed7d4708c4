"""docs/commands.md is what the parser says, and no page names a command that does not exist."""

import re
import shlex
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from house.scripted import script

from ballot import cli
from ballot.cli.console.parser import WrongUsage
from ballot.intake import meeting_file
from ballot.words.language import speaking

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
NAMED = re.compile(r"(?<![\w.-])(?:\.venv/bin/)?ballot ([a-z][a-z-]*)(?: ([a-z][a-z0-9|-]*))?")


@cache
def listing() -> Any:
    """scripts/list-commands."""
    return script("list-commands")


@cache
def known() -> dict[str, set[str]]:
    """By the first word of a command the second ones; empty where there is none."""
    return {
        first: {second for each in commands for second in each.name.split()[2:3]}
        for first, commands in listing().commands("zh").items()
    }


def unknown(page: str) -> set[str]:
    """The commands that the code of a page names and that do not exist."""
    named = {pair for code in CODE.findall(page) for pair in NAMED.findall(code)}
    wrong = {first for first, _second in named if first not in known()}
    for first, second in named:
        if known().get(first) and second:
            missing = set(second.split("|")) - known()[first]
            wrong |= {f"{first} {each}" for each in missing}
    return wrong


def test_the_list_is_what_the_parser_says() -> None:
    assert listing().page() == listing().PAGE.read_text(encoding="utf-8"), (
        "run .venv/bin/python scripts/list-commands"
    )


def test_the_control_a_flag_that_was_left_out_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = listing().PAGE.read_text(encoding="utf-8")
    altered = tmp_path / "commands.md"
    altered.write_text(page.replace(" [--hall]", "", 1), encoding="utf-8")
    assert listing().main(["--check"]) == 0
    monkeypatch.setattr(listing(), "PAGE", altered)
    assert listing().main(["--check"]) == 1


def test_every_first_word_has_its_part() -> None:
    page = listing().PAGE.read_text(encoding="utf-8")
    assert set(re.findall(r"^## `ballot (\w+)`$", page, re.MULTILINE)) == set(known())


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_page_names_no_command_that_does_not_exist(path: Path) -> None:
    assert unknown(path.read_text(encoding="utf-8")) == set()


def test_the_control_a_command_that_does_not_exist_is_found() -> None:
    page = (
        "`ballot meeting open|shut 1` and\n```\n.venv/bin/ballot vote NUMBER\n```\n`ballot doctor`"
    )
    assert unknown(page) == {"meeting shut", "vote"}


def lines_of(page: str) -> list[list[str]]:
    """The commands of the program that a page tells to type, word by word."""
    blocks = re.findall(r"```bash\n(.*?)```", page, re.DOTALL)
    typed = [line for block in blocks for line in block.splitlines()]
    words = [shlex.split(line, comments=True) for line in typed]
    return [argv[1:] for argv in words if argv and argv[0] == ".venv/bin/ballot"]


def unreadable(page: str) -> list[list[str]]:
    """Those of them that the parser refuses."""
    return [argv for argv in lines_of(page) if not is_readable(argv)]


def is_readable(argv: list[str]) -> bool:
    """Whether the parser takes a command; it is not carried out."""
    try:
        with speaking("en"):
            cli._parser_for(argv).parse_args(argv)
    except WrongUsage:
        return False
    return True


def test_the_meeting_of_the_readme_can_be_typed_as_it_stands() -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(lines_of(page)) > 5
    assert unreadable(page) == []
    (file,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    plan = meeting_file.read(file, "meeting.toml")
    assert (plan.eligible, plan.subjects[0].objective_score) == (46, "112")


def test_the_control_a_flag_that_does_not_exist_is_found() -> None:
    page = "```bash\n.venv/bin/ballot meeting open 482913 --now  # at once\n```"
    assert unreadable(page) == [["meeting", "open", "482913", "--now"]]
