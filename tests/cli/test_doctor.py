"""``doctor`` holds the clock of the machine against the last acts, and names its zone."""

from datetime import UTC, datetime, timedelta

import pytest
from makers.meetings import Clock, a_draft, a_hall
from people.console import Answer, Console

from ballot.storage.database import Database


def after_an_act(console: Console, ago: timedelta) -> Answer:
    """What the doctor says so long after the last act of this house."""
    console.ask("db", "upgrade")
    database = Database.connect(f"sqlite:///{console.folder / 'data' / 'ballot.sqlite3'}")
    a_draft(a_hall(database, console.folder, clock=Clock(datetime.now(UTC) - ago)), slips=1)
    database.dispose()
    return console.run("doctor")


@pytest.mark.parametrize(
    ("ago", "code", "said"),
    [
        (timedelta(hours=-3), 1, "还早：请校准这台电脑的时钟"),
        (timedelta(days=500), 0, "请核对日期"),
    ],
)
def test_a_clock_that_stands_apart_is_told(
    console: Console, ago: timedelta, code: int, said: str
) -> None:
    done = after_an_act(console, ago)
    assert said in "".join(done.out.split())
    assert done.code == code


def test_the_control_a_clock_that_goes_on_is_in_order(console: Console) -> None:
    done = after_an_act(console, timedelta(days=90))
    assert ("校准" in done.out, "核对日期" in done.out) == (False, False)
    assert done.code == 0


def test_the_zone_of_the_house_is_named(console: Console) -> None:
    console.patch.setenv("BALLOT_TZ", "Asia/Urumqi")
    assert "Asia/Urumqi" in console.run("doctor").out
    console.patch.setenv("BALLOT_TZ", "Asia/Nowhere")
    done = console.run("doctor")
    assert (done.code, "BALLOT_TZ" in done.err, "Asia/Nowhere" in done.err) == (1, True, True)
