"""``ballot slips exchange``: one consent for so many, asked for and given at the console."""

import json

from people.ceremony import PIN, an_open_meeting_of_scrutineers
from people.console import Console

from ballot.cli.console import command_hall


def test_one_pin_at_the_console_covers_as_many_slips_as_it_says(console: Console) -> None:
    console.ask("db", "upgrade")
    with command_hall.hall() as hall:
        meeting = an_open_meeting_of_scrutineers(hall, slips=4)
    number, slips = meeting.number, [slip.code.text for slip in meeting.slips]
    alone = console.run("slips", "exchange", number, stdin=slips[0])
    assert (alone.code, "监票人先同意" in alone.err) == (1, True)

    for wrong in ("0", "201", "many"):
        refused = console.run("slips", "exchange", number, "--ask", wrong)
        assert (refused.code, "--ask" in refused.err) == (2, True), refused
    asked = console.run("slips", "exchange", number, "--ask", stdin=slips[0])
    assert (asked.code, "--scrutineer" in asked.err) == (1, True)
    again = ("slips", "exchange", number, "--ask", "2", "--scrutineer", "3")
    typed = console.run(*again, stdin="135790\n")
    assert (typed.code, "数字密码不对" in typed.err) == (1, True)
    done = console.run(*again, stdin="\n".join((PIN, *slips[:2])))
    assert done.code == 0, done
    assert "韩某 同意“换发纸质票”" in done.err
    assert "同意换发纸质票，最多 2 张" in done.err
    assert console.run("slips", "exchange", number, stdin=slips[2]).code == 1
    shown = json.loads(console.ask("ledger", "show", number, "--json"))
    assert shown["agreed_exchanges"] == [{"scrutineer": "韩某", "at_most": 2, "used": 2}]
    assert shown["exchanged"] == 2
