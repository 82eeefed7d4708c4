"""docs/the-walk-of-a-share.md names the rooms that an opening goes through, and its price."""

import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest
from makers.meetings import BAD, GOOD, VERY
from makers.meetings_of_scrutineers import Scrutinised, a_closed_meeting_of_scrutineers

from ballot.domain.meetings.result import Way
from ballot.usecases.hall import Hall
from ballot.usecases.opening.send_partials import send_partials

PAGE = (Path(__file__).parents[3] / "docs" / "the-walk-of-a-share.md").read_text(encoding="utf-8")
NAMED = {path.replace("/", ".") for path in re.findall(r"`(ballot/[\w/]+)\.py`", PAGE)}
ROOMS = ("ballot.box.", "ballot.keyring.", "ballot.usecases.opening.", "ballot.usecases.verified.")
BEFORE = {"ballot.box.pickup", "ballot.usecases.scrutineers.compare_digits"}
"""Where the share was dealt."""
AFTER = {"ballot.usecases.verified.ending", "ballot.usecases.verified.entered_values"}
AFTER |= {"ballot.usecases.verified.printed_slips", "ballot.usecases.verified.schemes"}
"""What the page of the result reads."""
COLUMNS = 5
MULTIPLIED = ("ballot.box.group.mul", "ballot.box.group.base")


def counted(work: Callable[[], object]) -> Counter[str]:
    """Functions of the program by name, and how often each was called."""
    calls: Counter[str] = Counter()

    def note(frame: FrameType, event: str, _arg: object) -> None:
        if event == "call":
            calls[f"{frame.f_globals.get('__name__')}.{frame.f_code.co_name}"] += 1

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return calls


def in_the_table(what: str) -> int:
    """The figure of a row."""
    found = re.search(rf"^\| {what} \| (\d+) \|$", PAGE, re.MULTILINE)
    assert found, what
    return int(found[1])


@pytest.fixture
def held(hall: Hall) -> Scrutinised:
    """A closed meeting on one person with one question of five columns."""
    return a_closed_meeting_of_scrutineers(hall, [VERY, VERY, GOOD, BAD], slips=6, eligible=6)


def test_the_page_names_the_rooms_and_the_price_of_an_opening(
    hall: Hall, held: Scrutinised
) -> None:
    made = {}

    def use(position: int) -> None:
        made[position] = held.made(hall, position)

    def send(position: int) -> None:
        send_partials(hall, held.holder(position), held.number, made[position], Way.PAGE)

    phones, server = Counter[str](), Counter[str]()
    for position in (1, 2):
        phones += counted(lambda at=position: use(at))
        server += counted(lambda at=position: send(at))
    every = phones + server
    entered = {name.rpartition(".")[0] for name in every if name.startswith(ROOMS)}
    assert entered - AFTER == NAMED - BEFORE
    inspected = every["ballot.usecases.opening.inspection.inspect"]
    assert inspected == in_the_table("the whole box inspected, every row of it")
    checked = server["ballot.box.partial.check"]
    assert checked == in_the_table("proofs of a set checked on the server")
    used = sum(phones[name] for name in MULTIPLIED) // 2
    a_column = in_the_table("points multiplied on a phone, a column, and one a sum more")
    assert used == a_column * COLUMNS + 1
    believed = sum(server[name] for name in MULTIPLIED) / COLUMNS
    assert believed == in_the_table("points multiplied on the server, a column")
