"""Wrong input: exit 2, one line a fault that names the place, and nothing changed."""

import pytest
from people.console import MEETING, Console

BAD_FILES = [
    # (what is replaced, by what, what the refusal must name)
    ('"党员" = 25', '"党员" = -1', "党员"),
    ('"党员" = 25', '"路人" = 25', "路人"),
    ('[eligible]\n"村“两委”成员" = 7\n"党员" = 25\n"村民代表" = 14', "eligible = 0", "eligible"),
    ('objective_score = "112"', 'objective_score = "一百"', "objective_score"),
    ('objective_score = "112"', 'objective_score = "1e3"', "objective_score"),
    ('name = "李某"', 'name = "张某"', "张某"),
    ('name = "李某"', 'name = ""', "subjects[2].name"),
    ('"单位类别" = "镇街"', '"单位类别" = "乡镇"', "单位类别"),
    ('custody = "server"', 'custody = "cloud"', "custody"),
    ('scheme = "jiaozhou-village"', 'scheme = "nowhere"', "nowhere"),
    ('place = "', 'colour = "', "colour"),
    ("title = ", "tilte = ", "title"),
    ("[eligible]", "[eligible", "meeting.toml"),
]


@pytest.mark.parametrize(("was", "becomes", "named"), BAD_FILES)
def test_a_wrong_meeting_file_is_refused_at_its_place_and_no_meeting_is_made(
    console: Console, was: str, becomes: str, named: str
) -> None:
    assert was in MEETING
    done = console.run("meeting", "create", console.write(MEETING.replace(was, becomes)))
    assert (done.code, done.out) == (2, "")
    assert named in done.err
    assert all("meeting.toml" in line for line in done.err.splitlines())
    assert console.ask("meeting", "list") == ""


def test_every_fault_of_a_file_has_a_line_of_its_own(console: Console) -> None:
    text = MEETING.replace('"112"', '"x"').replace("镇街", "乡镇")
    done = console.run("meeting", "create", console.write(text))
    assert len(done.err.splitlines()) == 2
    assert all("subjects[1]" in line for line in done.err.splitlines())


def test_faults_of_the_file_and_of_its_scheme_are_told_in_one_go(console: Console) -> None:
    text = MEETING.replace("title = ", "tilte = ").replace("镇街", "乡镇")
    text = text.replace('"党员"', '"路人"').replace('"112"', '"一百"').replace("server", "cloud")
    done = console.run("meeting", "create", console.write(text))
    keys = [line.split("：")[0].split()[-1] for line in done.err.splitlines()]
    assert sorted(keys) == [
        "custody",
        "eligible.路人",
        "subjects[1].groups.单位类别",
        "subjects[1].objective_score",
        "tilte",
        "title",
    ]


def test_a_file_with_a_fault_and_an_unknown_scheme_names_both(console: Console) -> None:
    text = MEETING.replace("jiaozhou-village", "nowhere").replace("title = ", "tilte = ")
    done = console.run("meeting", "create", console.write(text))
    assert (done.code, done.err.count("\n"), "nowhere" in done.err) == (2, 3, True)


def test_a_file_that_is_not_there_or_no_text_is_named(console: Console) -> None:
    absent = console.run("meeting", "create", "nowhere.toml")
    assert (absent.code, "nowhere.toml" in absent.err) == (2, True)
    (console.folder / "picture.toml").write_bytes(b"\xff\xd8\xff")
    picture = console.run("meeting", "create", "picture.toml")
    assert (picture.code, "picture.toml" in picture.err) == (2, True)


@pytest.mark.parametrize("count", ["0", "-1", "100001", "abc", "1.5", ""])
def test_a_wrong_count_of_slips_makes_none(console: Console, count: str) -> None:
    number = console.meeting()
    out = console.folder / "slips.csv"
    done = console.run("slips", "issue", number, f"--count={count}", "--out", str(out))
    assert (done.code, len(done.err.splitlines())) == (2, 1)
    assert "--count" in done.err
    assert not out.exists()
    assert '"issued": 0' in console.ask("result", number, "--json")


def test_a_place_where_no_file_can_be_made_is_refused_before_slips_are(console: Console) -> None:
    number = console.meeting()
    done = console.run("slips", "issue", number, "--count", "3", "--out", "nowhere/slips.csv")
    assert (done.code, "nowhere" in done.err) == (2, True)
    assert '"batches": []' in console.ask("meeting", "show", number, "--json")


@pytest.mark.parametrize(
    "words",
    [
        ("meeting", "show", "000000"),
        ("meeting", "open", "000000"),
        ("meeting", "close", "x"),
        ("slips", "issue", "000000", "--count", "3", "--out", "slips.csv"),
        ("box", "open", "000000"),
        ("result", "000000", "--json"),
        ("export", "000000", "--format", "csv", "--out", "result.csv"),
    ],
)
def test_a_meeting_that_is_not_there_is_named(console: Console, words: tuple[str, ...]) -> None:
    done = console.run(*words)
    assert (done.code, done.out) == (2, "")
    assert any(word in done.err for word in ("000000", "x"))
    assert not list(console.folder.glob("*.csv"))


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("meeting",),
        ("nonsense",),
        ("meeting", "create"),
        ("slips", "issue", "000000"),
        ("meeting", "show", "000000", "--colour"),
    ],
)
def test_a_wrong_command_line_is_one_line(console: Console, words: tuple[str, ...]) -> None:
    done = console.run(*words)
    assert (done.code, done.out, len(done.err.splitlines())) == (2, "", 1)


def test_a_wrong_format_is_refused_with_those_that_exist(console: Console) -> None:
    number = console.meeting()
    done = console.run("export", number, "--format", "doc", "--out", "result.doc")
    assert done.code == 2
    assert all(word in done.err for word in ("--format", "csv", "xlsx", "json"))


def test_the_refusal_is_in_the_language_of_the_reader(console: Console) -> None:
    text = MEETING.replace('"112"', '"x"')
    console.patch.setenv("BALLOT_LANG", "en")
    done = console.run("meeting", "create", console.write(text))
    assert done.code == 2
    assert "subjects[1].objective_score" in done.err
    assert "should look like 112 or 97.5" in done.err


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BALLOT_PORT", "eight"),
        ("BALLOT_LANG", "xx"),
        ("BALLOT_PUBLIC_URL", "hall"),
        ("BALLOT_DATABASE_URL", "mysql://x"),
        ("BALLOT_TLS_CERT", "/nowhere.pem"),
    ],
)
def test_a_wrong_setting_is_named_in_one_line(console: Console, name: str, value: str) -> None:
    console.patch.setenv(name, value)
    done = console.run("meeting", "list")
    assert (done.code > 0, done.out, len(done.err.splitlines())) == (True, "", 1)
    assert name in done.err


def test_keys_inside_the_data_are_refused(console: Console) -> None:
    console.patch.setenv("BALLOT_KEYS", str(console.folder / "data" / "keys"))
    done = console.run("meeting", "list")
    assert (done.code > 0, "BALLOT_KEYS" in done.err) == (True, True)


def test_words_that_are_no_text_are_refused_and_change_nothing(console: Console) -> None:
    """A terminal in another encoding: bytes that are no UTF-8 come as halves of characters."""
    number = console.run("meeting", "create", console.write(MEETING)).out.strip()
    for words in (("cancel", number, "--reason", "停\udcff电"), ("show", "48291\udc80")):
        done = console.run("meeting", *words)
        assert (done.code, done.out) == (2, "")
        assert "UTF-8" in done.err
        assert len(done.err.splitlines()) == 1
    assert '"draft"' in console.run("meeting", "show", number, "--json").out
