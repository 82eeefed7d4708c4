"""An act that a 监票人 agrees to, by command: on his phone, or here with his PIN."""

import argparse
import sys
from collections.abc import Callable
from getpass import getpass
from typing import TypeVar

from ballot.cli.console.output import say
from ballot.cli.console.parser import whole_number
from ballot.domain.access import CONSOLE
from ballot.domain.acts import Act
from ballot.domain.errors import ConsentNeeded
from ballot.domain.meetings.consent import ConsentRow
from ballot.usecases.accounts.find_badge import at_position
from ballot.usecases.consents import agreed_exchanges, answer_consent, consenting
from ballot.usecases.hall import Hall
from ballot.words import consents, terms
from ballot.words.language import gettext as _
from ballot.words.language import lazy_gettext

T = TypeVar("T")

FLAG = "--scrutineer"
_HERE = lazy_gettext("监票人就在电脑前的，可以加 --scrutineer 1，由本人在这里输入数字密码。")


def offer(made: argparse.ArgumentParser) -> None:
    """Give a command the flag."""
    made.add_argument(
        FLAG, metavar="1|2|3", help=_("由这位监票人在此输入数字密码表示同意（隐藏输入）")
    )


def given(hall: Hall, chosen: argparse.Namespace, act: Callable[[], T]) -> T:
    """Do ``act``; where a consent is missing and one of the three stands here, ask for the PIN.

    Raises ConsentNeeded where nobody does; the question stands on the phones then.
    """
    try:
        return act()
    except ConsentNeeded as needed:
        if getattr(chosen, "scrutineer", None) is None:
            say(str(_HERE))
            raise
        digest = needed.digest
    _agree(hall, chosen, lambda row: row.digest == digest)
    return act()


def exchanges(hall: Hall, chosen: argparse.Namespace, most: int) -> None:
    """Ask for ``most`` exchanges of slips for paper; who stands here agrees with his PIN.

    Raises ConsentNeeded where nobody does; the question stands on the phones then.
    """
    id = agreed_exchanges.ask(hall, CONSOLE, chosen.number, most)
    if chosen.scrutineer is None:
        say(str(_HERE))
        raise ConsentNeeded(act=Act.EXCHANGE_SLIP, about=agreed_exchanges.about(most))
    _agree(hall, chosen, lambda row: row.id == id)


def secret(prompt: str) -> str:
    """A line that nobody sees: hidden on a terminal, else the next line of stdin."""
    if sys.stdin.isatty():
        return getpass(prompt)
    return sys.stdin.readline().strip()


def _agree(hall: Hall, chosen: argparse.Namespace, is_it: Callable[[ConsentRow], bool]) -> None:
    place = whole_number(chosen.scrutineer, FLAG)
    person = at_position(hall, chosen.number, place)
    asked = answer_consent.waiting(hall, person, chosen.number)
    row = next(row for row in asked if row.answer is None and is_it(row))
    say(_("%(name)s 同意“%(act)s”：", name=person.name, act=terms.act(row.act)))
    for line in consents.lines(row.about):
        say(f"  {line}")
    if "fingerprint" in row.about:
        say("  " + _("校验码") + f" {str(row.about['fingerprint'])[:8]}")
    pin = secret(_("数字密码："))
    shown = consenting.shown_of(row.act, row.about)
    answer_consent.answer(hall, person, chosen.number, row.id, pin, agrees=True, shown=shown)
