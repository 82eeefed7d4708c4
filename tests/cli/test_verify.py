"""``ballot export --format bundle`` and ``ballot verify``: the file alone says what came out."""

import json
from pathlib import Path

from people.console import Console

from ballot.cli.console.command_hall import hall
from ballot.domain.paper import Ballot
from ballot.slips.tokens import parse
from ballot.usecases.casting.cast_ballot import cast_ballot


def a_bundle(console: Console, votes: int) -> str:
    """The path of a bundle of a meeting in which ``votes`` of 46 came."""
    number = console.meeting()
    slips = console.slips(number, 46)
    console.ask("meeting", "open", number)
    with hall() as room:
        for url, _code in slips[:votes]:
            token = parse(url.rsplit("/", 1)[-1])
            assert token is not None
            cast_ballot(room, number, token, Ballot((0, 1)))
    console.ask("meeting", "close", number)
    opened = console.run("box", "open", number)
    assert opened.code == (0 if votes >= 31 else 1)
    path = str(console.folder / "meeting.bundle")
    console.ask("export", number, "--format", "bundle", "--out", path)
    return path


def test_a_bundle_verifies_far_from_its_database(console: Console) -> None:
    path = a_bundle(console, 31)
    console.patch.setenv("BALLOT_DATA", "/nonexistent/data")
    console.patch.setenv("BALLOT_KEYS", "/nonexistent/keys")
    found = console.run("verify", path)
    assert found.code == 0, found
    assert "62" in found.out
    assert "112" in found.out
    assert "会议指纹" in found.out
    assert "审计包成立" in found.err


def test_below_the_quorum_it_verifies_and_shows_no_count(console: Console) -> None:
    found = console.run("verify", a_bundle(console, 30))
    assert found.code == 0, found
    assert "未达到法定人数" in found.out
    assert "很满意" not in found.out


def test_a_bundle_that_was_touched_is_refused_in_the_language_of_the_reader(
    console: Console,
) -> None:
    path = Path(a_bundle(console, 31))
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    refused = console.run("verify", str(path))
    assert (refused.code, refused.out) == (1, "")
    assert "审计包不成立：文件被改动" in refused.err
    assert "()" not in refused.err
    console.patch.setenv("BALLOT_LANG", "en")
    assert "The audit bundle does not hold" in console.run("verify", str(path)).err


def test_a_file_that_is_not_there_is_wrong_input(console: Console) -> None:
    missing = console.run("verify", "nowhere.bundle")
    assert missing.code == 2
    assert "nowhere.bundle" in missing.err


def test_what_is_no_bundle_is_told_so(console: Console) -> None:
    path = console.folder / "report.pdf"
    path.write_bytes(b"%PDF-1.7")
    refused = console.run("verify", str(path))
    assert (refused.code, refused.out) == (1, "")
    assert "或者不是审计包（整个文件）" in refused.err


def test_without_values_the_last_line_names_each_and_its_paper(console: Console) -> None:
    found = console.run("verify", a_bundle(console, 31))
    last = found.err.strip().splitlines()[-1]
    for named in ("会议指纹——投票前公告", "封存核对码——投票截止单", "报告校验码——结果报告单"):
        assert named in last
    assert "签名公钥——投票前公告" in last


def test_values_of_the_signed_paper_are_held_against_it(console: Console) -> None:
    """In groups of four or in one piece, in capitals or not; another value is told by its name."""
    path = a_bundle(console, 31)
    told = json.loads(console.run("verify", path, "--json").out)
    values = told["signed_values"]
    assert (told["compared"], told["to_compare"]) == ([], list(values))
    grouped = " ".join(values["root"][at : at + 4] for at in range(0, 64, 4)).upper()
    found = console.run("verify", path, "--root", grouped, "--key", values["key"])
    assert found.code == 0, found
    assert "与签字的纸一致：封存核对码、签名公钥" in found.err
    assert found.err.strip().splitlines()[-1].count("——") == 2
    for name in values:
        refused = console.run("verify", path, f"--{name}", "00" * 32)
        assert (refused.code, refused.out) == (1, ""), name
        assert "与您输入的不同" in refused.err
    every = [part for name, value in values.items() for part in (f"--{name}", value)]
    whole = console.run("verify", path, *every, "--json")
    assert json.loads(whole.out)["to_compare"] == []
    assert "还请" not in whole.err


def test_a_value_that_is_none_is_wrong_input(console: Console) -> None:
    refused = console.run("verify", "nowhere.bundle", "--code", "abc")
    assert (refused.code, refused.out) == (2, "")
    assert "--code" in refused.err
