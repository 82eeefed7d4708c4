"""What a small hall means is said by command before anybody votes."""

import json

import pytest
from people.console import Console

MEETING = """
title = "满意度测评"
scheme = "jiaozhou-village"
custody = "server"
eligible = {eligible}

[[subjects]]
name = "张某"
"""


@pytest.mark.parametrize(
    ("eligible", "size", "said"),
    [
        (8, "tiny", "应参加不到 10 人，建议用纸质票"),
        (12, "small", "应参加不足 30 人：如果人人都选了同一项"),
        (30, None, ""),
    ],
)
def test_a_small_hall_is_told_as_the_meeting_is_made(
    console: Console, eligible: int, size: str | None, said: str
) -> None:
    made = console.run("meeting", "create", console.write(MEETING.format(eligible=eligible)))
    told = "".join(made.err.split())
    assert "".join(said.split()) in told
    assert ("等于公开了个人的选择" in told) == bool(said)
    shown = json.loads(console.ask("meeting", "show", made.out.strip(), "--json"))
    assert shown["small_hall"] == size
