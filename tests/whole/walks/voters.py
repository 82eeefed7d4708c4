"""Voters with the slips of a meeting: they type the digits, fill in the paper, look, cast."""

from __future__ import annotations

import re
from collections.abc import Sequence

from whole.walks.tab import Tab

Answers = Sequence[str]
"""What somebody gives the people of a ballot one after the other, as the paper prints it: the
words of an option, or a number."""
CELL = re.compile(r"<fieldset.*?</fieldset>", re.DOTALL)
CIRCLE = re.compile(r"name=(\w+) value=(\w+)[^>]*><b>(.*?)</b>")


def vote(phone: Tab, number: str, code: str, answers: Answers) -> None:
    """One ballot, cast; it counts."""
    at = f"/v/{number}"
    phone.look(at)
    phone.send(at, code=code)
    cells = CELL.findall(phone.page)
    assert len(cells) == len(answers), (cells, answers)
    chosen = {}
    for cell, answer in zip(cells, answers, strict=True):
        chosen |= marked(CIRCLE.findall(cell), answer)
    phone.send(at, **chosen)
    if "已计入" not in phone.page:
        phone.send(at, cast="1")
    assert "已计入" in phone.page, phone.page


def marked(circles: list[tuple[str, str, str]], answer: str) -> dict[str, str]:
    """The circles of a cell that say an answer: one word of several, or tens and ones."""
    tens, *ones = dict.fromkeys(name for name, _value, _words in circles)
    if not ones:
        return next({name: value} for name, value, words in circles if words == answer)
    wanted = {tens: int(answer) // 10, ones[0]: int(answer) % 10}
    return {name: value for name, value, _words in circles if int(value) == wanted[name]}
