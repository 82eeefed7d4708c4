"""Slips by command: a file for one pair of eyes, whole or void."""

import json
import re
import stat
from pathlib import Path

import pytest
from people.console import Console

from ballot.cli import slips


def states(console: Console, number: str) -> list[str]:
    """The state of each batch of a meeting."""
    shown = json.loads(console.ask("meeting", "show", number, "--json"))
    return [batch["state"] for batch in shown["batches"]]


def test_the_file_is_private_and_its_slips_are_ready_to_vote(console: Console) -> None:
    number = console.meeting()
    made = console.slips(number, 46)
    mode = (console.folder / "slips-46.csv").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600
    assert len({url for url, _code in made}) == len({code for _url, code in made}) == 46
    assert all(url.startswith(f"http://127.0.0.1:8000/v/{number}/") for url, _code in made)
    assert all(re.fullmatch("[0-9]{4} [0-9]{4} [0-9]{4}", code) for _url, code in made)
    console.ask("meeting", "open", number)


def test_issuing_again_adds_slips_and_keeps_the_earlier_file(console: Console) -> None:
    number = console.meeting()
    first = console.slips(number, 3)
    second = console.slips(number, 3)
    assert not {url for url, _code in first} & {url for url, _code in second}
    kept = (console.folder / "slips-3.csv.~1~").read_text(encoding="utf-8")
    assert all(url in kept for url, _code in first)
    assert json.loads(console.ask("result", number, "--json"))["issued"] == 6


def test_a_disk_that_is_full_voids_the_batch(console: Console) -> None:
    number = console.meeting()
    done = console.run("slips", "issue", number, "--count", "3", "--out", "/dev/full")
    assert (done.code, "/dev/full" in done.err) == (2, True)
    assert states(console, number) == ["void"]


def test_a_writer_that_fails_voids_the_batch_and_leaves_no_file(console: Console) -> None:
    number = console.meeting()

    def fail(*_words: object) -> None:
        raise RuntimeError("the words of an error must not reach anybody")

    console.patch.setattr(slips, "write_csv", fail)
    done = console.run("slips", "issue", number, "--count", "3", "--out", "slips.csv")
    assert done.code == 1
    assert "RuntimeError" in done.err
    assert "reach anybody" not in done.err
    assert [path.name for path in console.folder.iterdir() if "slips" in path.name] == []
    assert states(console, number) == ["void"]


def test_once_open_no_slip_is_issued(console: Console) -> None:
    number = console.meeting()
    console.slips(number, 46)
    console.ask("meeting", "open", number)
    done = console.run("slips", "issue", number, "--count", "3", "--out", "more.csv")
    assert done.code == 1
    assert not (console.folder / "more.csv").exists()


def test_the_printed_page_holds_every_slip_and_needs_nothing_else(console: Console) -> None:
    number = console.meeting()
    console.ask("slips", "print", number, "--count", "13", "--out", "slips.html")
    page = (console.folder / "slips.html").read_text(encoding="utf-8")
    assert page.count(f"会议号 {number}") == 13
    assert page.count("<svg") == 13
    assert page.count('class="sheet"') == 2
    assert "src=" not in page
    assert "href=" not in page
    assert stat.S_IMODE((console.folder / "slips.html").stat().st_mode) == 0o600


@pytest.mark.parametrize(("per_page", "pages"), [("12", 2), ("21", 1)])
def test_the_printed_pdf_has_twelve_or_twenty_one_a_page(
    console: Console, per_page: str, pages: int
) -> None:
    number = console.meeting()
    made = ("--count", "13", "--per-page", per_page, "--out", "slips.pdf")
    console.ask("slips", "print", number, *made)
    file = (console.folder / "slips.pdf").read_bytes()
    assert file.startswith(b"%PDF-")
    assert file.count(b"/Type /Page\n") + file.count(b"/Type /Page ") == pages
    assert states(console, number) == ["confirmed"]


def test_another_number_a_page_is_refused_before_slips_are_made(console: Console) -> None:
    number = console.meeting()
    words = ("--count", "13", "--per-page", "20", "--out", "slips.pdf")
    done = console.run("slips", "print", number, *words)
    assert (done.code, "--per-page" in done.err) == (2, True)
    assert states(console, number) == []


def test_a_torn_slip_is_voided_by_what_stands_on_it(console: Console) -> None:
    number = console.meeting()
    made = console.slips(number, 46)
    done = console.run("slips", "void", number, stdin=f"{made[0][0]}\n{made[1][1]}\n")
    assert done.code == 0
    assert json.loads(console.ask("result", number, "--json"))["void"] == 2


def test_a_slip_that_is_none_voids_no_other(console: Console) -> None:
    number = console.meeting()
    made = console.slips(number, 46)
    done = console.run("slips", "void", number, stdin=f"{made[0][0]}\nnonsense\n")
    assert (done.code, "2" in done.err) == (2, True)
    assert json.loads(console.ask("result", number, "--json"))["void"] == 0


def test_a_batch_is_voided_whole(console: Console) -> None:
    number = console.meeting()
    console.slips(number, 3)
    console.ask("slips", "void", number, "--batch", "1")
    assert states(console, number) == ["void"]


@pytest.mark.parametrize("word", ["abc", "99"])
def test_a_batch_that_is_none_is_refused(console: Console, word: str) -> None:
    number = console.meeting()
    assert console.run("slips", "confirm", number, word).code == 2


def test_no_token_reaches_stdout_or_stderr(console: Console, tmp_path: Path) -> None:
    number = console.meeting()
    out = tmp_path / "slips.csv"
    done = console.run("slips", "issue", number, "--count", "5", "--out", str(out))
    for line in out.read_text(encoding="utf-8").splitlines()[1:]:
        url, code = line.split(",")
        assert url not in done.out + done.err
        assert code not in done.out + done.err
