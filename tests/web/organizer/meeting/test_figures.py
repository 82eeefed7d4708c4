"""Shares in words: what is said in the hall is what the rule asks for."""

import pytest

from ballot.web.organizer.meeting.figures import quorum_words


@pytest.mark.parametrize(
    ("rule", "said"),
    [("> 1/2", "过半数"), ("≥ 1/2", "半数"), ("≥ 2/3", "三分之二"), ("> 2/3", "法定人数")],
)
def test_more_than_half_does_not_take_half_in(rule: str, said: str) -> None:
    """“以上” takes the number itself in (民法典 第一千二百五十九条)."""
    assert quorum_words(rule) == said
