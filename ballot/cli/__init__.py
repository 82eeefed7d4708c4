"""The commands: what the pages do, for whoever holds the machine.

One module a group of commands; each has ``add_to(commands)``, which names its commands and the
function that carries each out. A function returns the exit code: 0 done, 1 a check that did not
hold. Input that is wrong raises, and ``main`` says so in one line a fault, with exit code 2.
Results go to stdout, all else to stderr.
"""

import os
import sys
from collections.abc import Sequence
from importlib import import_module

from ballot.cli import groups
from ballot.cli.console import faults, parser
from ballot.serving.loading import loading
from ballot.words import language


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command and give its exit code; never a traceback."""
    argv = sys.argv[1:] if arguments is None else list(arguments)
    os.umask(0o077)
    with language.speaking(os.environ.get("BALLOT_LANG", "zh")):
        return faults.guarded(lambda: _carry_out(argv))


def _carry_out(argv: Sequence[str]) -> int:
    with loading():
        known = _parser_for(argv)
    chosen = known.parse_args(argv)
    parser.require_text(chosen)
    return int(chosen.run(chosen))


def _parser_for(argv: Sequence[str]) -> parser.Parser:
    """Only the module that is asked for is loaded; without one, a page that names them all."""
    top = parser.top()
    commands = parser.commands_of(top)
    asked = next((word for word in argv if word in groups.GROUPS), None)
    if asked is None:
        for name in groups.GROUPS:
            parser.group(commands, name, groups.summary(name))
    else:
        module = groups.GROUPS[asked].module
        import_module(f"{__name__}.{module}").add_to(commands)
    return top
