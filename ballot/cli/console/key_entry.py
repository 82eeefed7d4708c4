"""How a key slip comes into a command: a hidden prompt, or lines of stdin; never an argument."""

import sys
from getpass import getpass

from ballot.box import keyslip
from ballot.cli.console.output import say
from ballot.domain.errors import Fault, Missing, ProofRefused, Refused
from ballot.words.language import gettext as _


def one() -> bytes:
    """One share, 32 bytes. Raises Refused where it is not written rightly."""
    if sys.stdin.isatty():
        return _read([(1, getpass(_("密钥条：")))])[0]
    return _read([(1, sys.stdin.readline())])[0]


def several(needed: int) -> list[bytes]:
    """Shares, a line each, all read before the first is used. Raises Refused, a fault a line."""
    if sys.stdin.isatty():
        asked = range(1, needed + 1)
        return _read([(row, getpass(_("第 %(n)s 份密钥条：", n=row))) for row in asked])
    lines = enumerate(sys.stdin.read().splitlines(), start=1)
    return _read([(row, line) for row, line in lines if line.strip()])


def agrees(question: str) -> bool:
    """Whether a person at a terminal says yes; a script has compared before it gives a key."""
    if not sys.stdin.isatty():
        return True
    say(question)
    return sys.stdin.readline().strip().lower() in ("y", "yes", "是")


def _read(lines: list[tuple[int, str]]) -> list[bytes]:
    if not lines:
        raise Refused([Fault(Missing(), key="--share")])
    found, faults = [], []
    for row, line in lines:
        try:
            found.append(keyslip.read(line))
        except ProofRefused as error:
            faults.append(Fault(error, row=row))
    if faults:
        raise Refused(faults)
    return found
