"""``ballot paper``: the papers of a meeting, printed or entered."""

import argparse

from flask_babel import gettext as _

from ballot.cli import printing, room
from ballot.cli.parser import Commands, command, group
from ballot.domain.access import CONSOLE
from ballot.usecases import print_paper
from ballot.web import papers


def add_to(commands: Commands) -> None:
    """Name the commands of this group."""
    words_of = group(commands, "paper", _("纸面:打印会上的各种表"))
    made = command(words_of, "print", _("打印一种表;--list 列出有哪些"), run_print)
    made.add_argument("number", metavar="NUMBER")
    printing.ask(made)
    made.add_argument("--network", default="", help=_("无线网名称(wifi)"))
    made.add_argument("--password", default="", help=_("无线网密码(wifi)"))


def run_print(chosen: argparse.Namespace) -> int:
    """Print a paper of a meeting, or name them all."""
    with room.hall() as hall:
        if chosen.list:
            return printing.name_all(papers.of_meeting())
        paper = printing.one_of(chosen, print_paper.Paper)
        told = print_paper.Told(network=chosen.network, password=chosen.password)
        leaf = print_paper.print_paper(hall, CONSOLE, chosen.number, paper, told)
        return printing.write(hall, leaf, chosen.out)
