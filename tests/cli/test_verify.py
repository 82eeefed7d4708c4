"""``ballot export --format bundle`` and ``ballot verify``: the file alone says what came out."""

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
    assert "公示指纹" in found.out
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
    assert "审计包不成立:文件被改动" in refused.err
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
    assert "或者不是审计包(整个文件)" in refused.err
