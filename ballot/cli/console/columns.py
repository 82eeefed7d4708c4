"""Which columns of a file are meant, by ``--column OURS=THEIRS``."""

import argparse
from collections.abc import Mapping

from ballot.domain.errors import Fault, NotOneOf
from ballot.domain.heading import folded
from ballot.words.language import gettext as _

FLAG = "--column"


def offer(made: argparse.ArgumentParser) -> None:
    """Give a command the flag."""
    called = _("我们的列名=文件里的列名；“列名=-”表示文件里没有。可以写几次")
    made.add_argument(FLAG, action="append", default=[], metavar="OURS=THEIRS", help=called)


def choices(chosen: argparse.Namespace, wanted: Mapping[str, bool]) -> dict[str, str]:
    """What it says: a column of ours, and that of the file; ``-`` is none. Raises Fault."""
    found, names = {}, {folded(name): name for name in wanted}
    for pair in chosen.column:
        ours, equals, theirs = pair.partition("=")
        if not equals or folded(ours) not in names:
            raise Fault(NotOneOf(value=pair, allowed=tuple(wanted)), key=FLAG)
        found[names[folded(ours)]] = "" if theirs == "-" else theirs
    return found
