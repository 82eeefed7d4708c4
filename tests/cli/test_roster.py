"""``ballot roster`` and ``ballot checkin``: as the organizer's pages do it."""

import json
import re

from people.console import MEETING, Console

HEADING = "　姓 名 ，单位,类别,证件后四位,序号\n".replace("，", ",")
"""With wide blanks in it, as offices write it, and a column that nobody asked for."""
TWICE = "王某,一组,党员,,1\n李某,一组,党员,,2\n王某,一组,村民代表,,3\n赵某,,村民代表,,4\n"


def a_file(console: Console, rows: str) -> str:
    return console.write(HEADING + rows, "roster.csv")


def with_roster(console: Console) -> str:
    number = console.meeting(MEETING)
    console.ask("roster", "import", number, a_file(console, TWICE), "--as-proposed")
    return number


def test_rows_that_may_be_one_person_wait_for_a_word(console: Console) -> None:
    number, file = console.meeting(MEETING), a_file(console, TWICE)
    looked = console.run("roster", "import", number, file, "--preview")
    assert looked.code == 0
    assert "第 2、4 行“王某”：姓名相同，类别不同，算同一个人" in looked.err
    assert "4 行，照提议是 3 人" in looked.err
    waits = console.run("roster", "import", number, file)
    assert waits.code == 2
    assert "“王某”在第 2、4 行都有：请确认是同一个人，还是同名的不同人" in waits.err
    assert console.run("roster", "import", number, file, "--one", "3").code == 2
    assert "应参加 4 人" in console.run("roster", "import", number, file, "--apart", "2").err
    assert "应参加 3 人" in console.run("roster", "import", number, file, "--one", "2").err
    told = json.loads(console.ask("meeting", "show", number, "--json"))
    assert told["eligible"] == 3


def test_faults_name_file_row_and_column(console: Console) -> None:
    number = console.meeting(MEETING)
    answer = console.run(
        "roster", "import", number, a_file(console, ",一组,党员,,1\n李某,,路人,,\n")
    )
    assert answer.code == 2
    assert "第 2 行" in answer.err
    assert "第 3 行" in answer.err
    assert "“类别”" in answer.err
    no_heading = console.write("甲,乙\n", "other.csv")
    assert console.run("roster", "import", number, no_heading).code == 2


def test_people_are_shown_corrected_and_the_roster_deleted(console: Console) -> None:
    number = with_roster(console)
    assert "李某\t一组 · 党员\t" in console.ask("roster", "show", number)
    assert "现有 4 人" in console.run("roster", "correct", number, "--add", "孙某").err
    assert console.run("roster", "correct", number, "--add", "孙某", "--category", "路人").code == 2
    assert "现有 3 人" in console.run("roster", "correct", number, "--remove", "孙某").err
    assert console.run("roster", "correct", number, "--remove", "没有的人").code == 2
    assert console.run("roster", "correct", number).code == 2
    console.slips(number, 3)
    console.ask("meeting", "freeze", number)
    assert console.run("roster", "correct", number, "--add", "孙某").code == 2
    console.ask("roster", "correct", number, "--add", "孙某", "--reason", "漏了")
    assert console.run("roster", "delete", number).code == 1
    console.ask("meeting", "unfreeze", number, "--reason", "重来")
    assert "4 人" in console.run("roster", "delete", number).err


def test_checked_in_by_name_and_taken_back(console: Console) -> None:
    number = with_roster(console)
    assert console.run("checkin", number, "没有的人").code == 2
    answer = console.run("checkin", number, "王某")
    assert answer.code == 0
    assert "已到 1 人，应参加 3 人" in answer.err
    assert "还差 1 人" in answer.err
    console.slips(number, 3)
    opened = console.run("meeting", "open", number)
    assert opened.code == 0
    assert "至少要到 2 人，还差 1 人" in opened.err
    told = json.loads(console.ask("checkin", number, "李某", "--json"))
    assert told == {"meeting": number, "eligible": 3, "checked_in": 2, "required": 2}
    assert "已到 1 人" in console.run("checkin", number, "李某", "--undo").err
    people = json.loads(console.ask("roster", "show", number, "--json"))["people"]
    assert [each["name"] for each in people if each["checked_in"]] == ["王某"]


def test_of_two_with_one_name_somebody_says_which(console: Console) -> None:
    number, rows = console.meeting(MEETING), "王某,一组,党员,,\n王某,二组,党员,,\n"
    console.ask("roster", "import", number, a_file(console, rows))
    answer = console.run("checkin", number, "王某")
    assert answer.code == 2
    assert "一组 党员、二组 党员" in answer.err
    assert console.run("checkin", number, "王某", "--category", "二组").code == 0


def test_a_tablet_at_the_door_comes_by_one_address(console: Console) -> None:
    number = with_roster(console)
    address = console.ask("roster", "door", number)
    assert re.fullmatch(rf"http://127\.0\.0\.1:8000/d/{number}/come/[\w-]{{22}}", address)
    assert console.ask("roster", "doors", number) == "1\t等它配对"
    assert console.run("roster", "retire-door", number, "1").code == 0
    assert console.run("roster", "retire-door", number, "1").code == 1
    assert console.run("roster", "door", console.meeting(MEETING)).code == 1
