"""How a command line is read; a wrong one is refused in one line."""

import argparse
from collections.abc import Callable
from typing import Any, NoReturn

from ballot.cli.console import usage
from ballot.domain.errors import BallotError, Fault, WrongType
from ballot.domain.written_number import whole
from ballot.words.language import gettext as _

Run = Callable[[argparse.Namespace], int]


class WrongUsage(BallotError):
    """A command line that cannot be read; ``what`` says why in the reader's language."""

    def __init__(self, what: str, command: str) -> None:
        super().__init__()
        self.what = what
        self.command = command


class Parser(argparse.ArgumentParser):
    """A parser that raises instead of printing its usage over several lines."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(add_help=False, formatter_class=usage.Help, **settings)
        usage.name_parts(self)

    def error(self, message: str) -> NoReturn:
        raise WrongUsage(usage.complaint(message), self.prog)


Commands = Any
"""What argparse calls a subparsers action: its class is private there."""


def top() -> Parser:
    """The parser of ``ballot`` itself."""
    return Parser(
        prog="ballot",
        description=_("民主测评：一次性二维码测评票、密封票箱、三分之二法定人数"),
    )


def commands_of(parent: argparse.ArgumentParser, title: str = "COMMAND") -> Commands:
    """The place where commands are added to a parser."""
    return parent.add_subparsers(metavar=title, required=True, parser_class=Parser)


def command(commands: Commands, name: str, help_text: str, run: Run) -> Parser:
    """Add one command, carried out by ``run``."""
    made: Parser = commands.add_parser(name, help=help_text, description=help_text)
    made.set_defaults(run=run)
    return made


def group(commands: Commands, name: str, help_text: str) -> Commands:
    """Add a word that has commands of its own, such as ``slips``."""
    made = commands.add_parser(name, help=help_text, description=help_text)
    return commands_of(made)


FILES = ("file", "out", "people", "template", "keys")
"""Values that name a file: its name may be in the encoding of another machine."""


def require_text(chosen: argparse.Namespace) -> None:
    """Raises Fault, with the name of the word, for one whose bytes are no text."""
    for name, value in vars(chosen).items():
        given = value if isinstance(value, list) else [value]
        for each in given:
            if name not in FILES and isinstance(each, str) and not _is_text(each):
                shown = each.encode("utf-8", "replace").decode()
                raise Fault(WrongType(expected=_("UTF-8 编码的文字"), value=shown), key=name)


def _is_text(value: str) -> bool:
    """A byte that the terminal could not decode stands in it as half of a character."""
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def whole_number(text: str, flag: str) -> int:
    """The number of a flag. Raises Fault that names the flag."""
    number = whole(text.removeprefix("-"))
    if number is None:
        raise Fault(WrongType(expected=_("整数"), value=text), key=flag)
    return -number if text.startswith("-") else number
