"""From the close to the opening by command: slips read from stdin, papers from a file."""

import json

from makers.meeting_files import ONE
from people.console import Console

CATEGORIES = ONE[ONE.index("[eligible]") : ONE.index("[[subjects]]")]
SMALL = ONE.replace(CATEGORIES, "eligible = 3\n")
HEADING = "很满意,满意,基本满意,不满意,弃权,无效"


def test_a_meeting_on_paper_alone_from_the_exchange_to_the_result(console: Console) -> None:
    number = console.meeting(SMALL)
    slips = console.slips(number, 5)
    console.ask("meeting", "open", number)
    given_back = console.run("slips", "exchange", number, stdin=f"{slips[0][0]}\n{slips[1][1]}\n")
    assert (given_back.code, "8" in given_back.err) == (0, True)
    console.ask("meeting", "close", number)

    scanned = console.run(
        "slips", "scan", number, stdin=f"{slips[2][1]}\n{slips[2][0]}\n{slips[0][1]}\n没有\n"
    )
    assert scanned.code == 1
    assert [line[line.index("：") + 1] for line in scanned.err.splitlines()] == ["✓", "✗", "✗", "✗"]
    assert console.run("slips", "scan", number, stdin=f"{slips[3][1]}\n{slips[4][1]}\n").code == 0
    console.ask("ledger", "count", number, "--handed-out", "2", "--scribed", "1")

    one = console.write(f"{HEADING}\n1,0,0,0,0,1\n", "one.csv")
    two = console.write(f"{HEADING}\n0,1,0,0,0,1\n", "two.csv")
    assert console.run("paper", "enter", number, one, "--teller", "1").code == 0
    differs = console.run("paper", "enter", number, two, "--teller", "2")
    assert (differs.code, "张某" in differs.err) == (1, True)
    shown = json.loads(console.run("box", "ledger", number, "--json").out)
    assert (shown["blocking"], shown["differing"]) == (["paper_differs"], ["张某"])
    assert console.run("box", "open", number).code == 1
    console.ask("paper", "enter", number, one, "--teller", "2")
    ledger = json.loads(console.ask("ledger", "show", number, "--json"))
    assert all(line["holds"] for line in ledger["lines"])

    found = json.loads(console.ask("box", "open", number, "--json"))
    assert found["returned"] == {"phone": 0, "kiosk": 0, "paper": 2, "total": 2}
    assert (found["handed_out"], found["unissued"], found["exchanged"]) == (2, 3, 2)
    subject = found["subjects"][0]
    assert (list(subject["counts"].values()), subject["invalid"]) == ([1, 0, 0, 0], 1)
    console.ask("export", number, "--format", "bundle", "--out", "b.bundle")
    console.ask("verify", "b.bundle")


def test_what_is_wrong_is_named_by_its_place_and_changes_nothing(console: Console) -> None:
    number = console.meeting(SMALL)
    slips = console.slips(number, 3)
    console.ask("meeting", "open", number)
    console.ask("meeting", "close", number)
    for rows, said in (
        ("1,0,0,x,0,0", "第 2 行 “不满意”列"),
        ("1,0,0,,0,0", "第 2 行 “不满意”列"),
        ("1,0,0,0,0,0\n1,0,0,0,0,0", "第 3 行"),
        ("-1,0,0,0,0,0", "第 2 行 “很满意”列"),
    ):
        path = console.write(f"{HEADING}\n{rows}\n", "wrong.csv")
        done = console.run("paper", "enter", number, path, "--teller", "1")
        assert (done.code, said in done.err) == (2, True), done.err
    good = console.write(f"{HEADING},张数\n1,0,0,0,0,0,2\n", "good.csv")
    odd = console.run("paper", "enter", number, good, "--teller", "1")
    assert (odd.code, "第 2 行" in odd.err) == (2, True)
    assert console.run("paper", "enter", number, good, "--teller", "3").code == 2
    unknown = console.write("谁\n1\n", "unknown.csv")
    assert "没有找到列名" in console.run("paper", "enter", number, unknown, "--teller", "1").err
    over = console.run("ledger", "count", number, "--handed-out", "9")
    assert (over.code, "--handed-out" in over.err) == (2, True)
    assert console.run("ledger", "count", number).code == 2
    assert console.run("slips", "void", number, "--spoiled", "maybe").code == 2
    assert console.run("slips", "exchange", number, stdin=slips[0][0]).code == 1
    shown = json.loads(console.ask("ledger", "show", number, "--json"))
    assert (shown["tellers"], shown["figures"]["handed_out"]) == ([], None)


def test_a_complaint_is_numbered_and_minuted(console: Console) -> None:
    number = console.meeting(SMALL)
    console.slips(number, 3)
    console.ask("meeting", "open", number)
    place = console.ask("ledger", "complain", number, "王某:没有投")
    console.ask("meeting", "close", number)
    blocked = console.run("box", "open", number)
    assert (blocked.code, "异议" in blocked.err) == (1, True)
    assert console.run("ledger", "show", number).code == 1
    console.ask("ledger", "complain", number, "家人代扫", "--outcome", place)
    console.ask("ledger", "settle", number)
    assert console.run("slips", "scan", number, stdin="").code == 0
    assert console.run("box", "open", number).code == 1
