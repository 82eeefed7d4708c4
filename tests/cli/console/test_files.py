"""Where commands write, and what they say of a file they cannot use."""

import re
from pathlib import Path

import pytest
from people.console import Console


def test_stdout_takes_an_export_and_stays_what_it_is(console: Console, tmp_path: Path) -> None:
    number = console.meeting()
    assert '"meeting"' in console.ask("export", number, "--format", "json", "--out", "-")
    taken = tmp_path / "taken"
    with taken.open("wb") as file:
        held = tmp_path / "held"
        held.symlink_to(f"/proc/self/fd/{file.fileno()}")
        console.ask("export", number, "--format", "json", "--out", str(held))
        console.ask("slips", "issue", number, "--count", "2", "--out", str(held))
    assert held.is_symlink()
    text = taken.read_text(encoding="utf-8")
    assert ('"meeting"' in text, text.count("/v/")) == (True, 2)


def test_a_link_to_a_file_stays_a_link(console: Console, tmp_path: Path) -> None:
    number = console.meeting()
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    console.ask("export", number, "--format", "json", "--out", str(tmp_path / "link.json"))
    assert (tmp_path / "link.json").is_symlink()
    assert '"meeting"' in (tmp_path / "real.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["nowhere.toml", "."])
def test_what_the_system_says_of_a_file_is_in_the_language_of_the_reader(
    console: Console, name: str
) -> None:
    said = console.run("meeting", "create", name).err
    assert re.search("[a-z]{3}", said.replace("nowhere.toml", "")) is None


def test_a_file_that_cannot_be_written_is_said_to_be_so(console: Console) -> None:
    number = console.meeting()
    done = console.run("export", number, "--format", "json", "--out", "/nowhere/x.json")
    assert (done.code, done.err) == (2, "写不了文件“/nowhere/x.json”：没有这个文件或文件夹\n")
