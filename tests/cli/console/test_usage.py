"""A command line that is written wrongly is told in the reader's own language."""

import os

import pytest

from ballot.cli import main
from ballot.cli.console import usage
from ballot.cli.console.parser import whole_number
from ballot.domain.errors import Fault
from ballot.words import language

COMPLAINTS = [
    ("the following arguments are required: NUMBER, --out", "缺少 NUMBER, --out"),
    ("unrecognized arguments: --foo", "不认识 --foo"),
    (
        "argument COMMAND: invalid choice: 'frob' (choose from 'serve', 'demo')",
        "COMMAND 不能是“frob”，可用的有：serve, demo",
    ),
    ("argument --count: expected one argument", "--count 后面要写一个值"),
    ("argument --a: not allowed with argument --b", "--a 和 --b 不能一起用"),
    ("one of the arguments --in --out is required", "要写 --in --out 中的一个"),
]


@pytest.mark.parametrize(("said", "plain"), COMPLAINTS)
def test_a_complaint_is_told_in_chinese(said: str, plain: str) -> None:
    with language.speaking("zh"):
        assert usage.complaint(said) == plain


@pytest.mark.parametrize("said", [said for said, _plain in COMPLAINTS])
def test_a_complaint_is_told_in_english(said: str) -> None:
    with language.speaking("en"):
        assert usage.complaint(said).isascii() or "“" in usage.complaint(said)


def test_a_complaint_that_nobody_foresaw_is_told_as_it_is() -> None:
    assert usage.complaint("something else") == "something else"


@pytest.mark.parametrize(("code", "word"), [("zh", "用法："), ("en", "Usage:")])
def test_help_begins_in_the_readers_language(
    code: str, word: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BALLOT_LANG", code)
    monkeypatch.setattr(os, "umask", lambda mask: mask)
    with pytest.raises(SystemExit) as ended:
        main(["slips", "issue", "--help"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith(word)


@pytest.mark.parametrize("text", ["", "--1", "1e3", "\uff11", "9" * 10, "9" * 5000])
def test_a_number_that_is_none_is_refused_by_the_name_of_its_flag(text: str) -> None:
    with pytest.raises(Fault) as refused:
        whole_number(text, "--count")
    assert refused.value.key == "--count"


def test_a_number_below_nothing_is_left_to_what_asks_for_it() -> None:
    assert [whole_number(text, "--count") for text in ("-1", "0", "12")] == [-1, 0, 12]
