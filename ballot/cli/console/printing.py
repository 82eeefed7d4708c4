"""Papers as files: which one, and in which format by the ending of its name."""

import argparse
from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from ballot.cli.console import files
from ballot.cli.console.output import give_table, say
from ballot.cli.console.parser import Parser
from ballot.domain.errors import Fault, Missing, NotOneOf
from ballot.printing import printers
from ballot.printing.leaf import Leaf
from ballot.usecases.hall import Hall
from ballot.words.language import gettext as _

P = TypeVar("P", bound=StrEnum)


def ask(made: Parser) -> None:
    """Name the arguments that every printing command has."""
    made.add_argument("name", metavar="NAME", nargs="?", default="")
    made.add_argument(
        "--out", metavar="FILE", default="", help=_("PDF、DOCX 或 XLSX，看文件名结尾")
    )
    made.add_argument("--list", action="store_true", help=_("列出名称"))


def name_all(forms: Iterable[tuple[str, str]]) -> int:
    """The words and titles of all forms, one a line."""
    give_table((_("名称"), _("表")), forms)
    return 0


def one_of(chosen: argparse.Namespace, allowed: type[P]) -> P:
    """The paper that is meant. Raises Fault that names the allowed ones."""
    named(chosen)
    if chosen.name not in list(allowed):
        raise Fault(NotOneOf(value=chosen.name, allowed=tuple(allowed)), key="NAME")
    return allowed(chosen.name)


def named(chosen: argparse.Namespace) -> str:
    """The word of the paper. Raises Fault where it, or the file to write, is not said."""
    for key, value in (("NAME", chosen.name), ("--out", chosen.out)):
        if not value:
            raise Fault(Missing(), key=key)
    kind(chosen.out)
    return str(chosen.name)


def kind(path: str) -> str:
    """The format by the ending of the file's name. Raises Fault for any other ending."""
    found = path.rpartition(".")[2].lower()
    if found not in printers.KINDS:
        raise Fault(NotOneOf(value=path, allowed=tuple(printers.KINDS)), key="--out")
    return found


def write(hall: Hall, leaf: Leaf, path: str) -> int:
    """Print a leaf into a file."""
    files.write(path, printers.render(leaf, kind(path), hall.now(), hall.library.look()))
    say(_("已写入 %(file)s", file=path))
    return 0
