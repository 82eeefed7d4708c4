"""An act that a 监票人 agrees to, by command: on his phone, or here with his PIN."""

import argparse
import sys
from collections.abc import Callable
from getpass import getpass
from typing import TypeVar

from flask_babel import gettext as _

from ballot.cli.parser import whole_number
from ballot.cli.voice import say
from ballot.domain.errors import ConsentNeeded
from ballot.usecases import consent_answer, consenting, find_badge
from ballot.usecases.hall import Hall
from ballot.web import consent_words, words

T = TypeVar("T")

FLAG = "--scrutineer"


def offer(made: argparse.ArgumentParser) -> None:
    """Give a command the flag."""
    made.add_argument(
        FLAG, metavar="1|2|3", help=_("由这位监票人在此输入数字密码表示同意(隐藏输入)")
    )


def given(hall: Hall, chosen: argparse.Namespace, act: Callable[[], T]) -> T:
    """Do ``act``; where a consent is missing and one of the three stands here, ask for the PIN.

    Raises ConsentNeeded where nobody does; the question stands on the phones then.
    """
    try:
        return act()
    except ConsentNeeded as needed:
        if getattr(chosen, "scrutineer", None) is None:
            say(_("监票人就在电脑前的,可以加 --scrutineer 1,由本人在这里输入数字密码。"))
            raise
        _agree(hall, chosen.number, whole_number(chosen.scrutineer, FLAG), needed)
    return act()


def secret(prompt: str) -> str:
    """A line that nobody sees: hidden on a terminal, else the next line of stdin."""
    if sys.stdin.isatty():
        return getpass(prompt)
    return sys.stdin.readline().strip()


def _agree(hall: Hall, number: str, place: int, needed: ConsentNeeded) -> None:
    person = find_badge.at_place(hall, number, place)
    say(_("%(name)s 同意“%(act)s”:", name=person.name, act=words.act(needed.act)))
    for line in consent_words.lines(needed.about):
        say(f"  {line}")
    if "fingerprint" in needed.about:
        say("  " + _("校验码") + f" {str(needed.about['fingerprint'])[:8]}")
    asked = consent_answer.waiting(hall, person, number)
    row = next(row for row in asked if row.digest == needed.digest and row.answer is None)
    pin = secret(_("数字密码:"))
    shown = consenting.shown_of(needed.act, needed.about)
    consent_answer.answer(hall, person, number, row.id, pin, agrees=True, shown=shown)
