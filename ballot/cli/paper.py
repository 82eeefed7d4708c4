"""``ballot paper``: the papers of a meeting, printed or entered."""

import argparse

from ballot.cli import groups
from ballot.cli.console import command_hall, printing
from ballot.cli.console.output import say
from ballot.cli.console.parser import Commands, command, group, whole_number
from ballot.domain.access import CONSOLE
from ballot.domain.errors import Refused
from ballot.domain.ledger import paper_count
from ballot.intake import paper_file
from ballot.usecases.forms.print_meeting_form import MeetingForm, Network, print_meeting_form
from ballot.usecases.ledger.enter_paper import Agreement, enter_paper
from ballot.usecases.ledger.see_paper_count import see_paper_count
from ballot.words import form_titles, reading_notes, terms
from ballot.words.language import gettext as _


def add_to(commands: Commands) -> None:
    """Name the commands of this group."""
    words_of = group(commands, "paper", groups.summary("paper"))
    made = command(words_of, "print", _("打印一种表；--list 列出有哪些"), run_print)
    made.add_argument("number", metavar="NUMBER")
    printing.ask(made)
    made.add_argument("--network", default="", help=_("无线网名称（wifi）"))
    made.add_argument("--password", default="", help=_("无线网密码（wifi）"))
    made = command(words_of, "enter", _("录入纸质票合计：两位计票人各录一遍，一致才算"), run_enter)
    made.add_argument("number", metavar="NUMBER")
    made.add_argument("file", metavar="FILE.csv")
    made.add_argument("--teller", required=True, metavar="1|2")


def run_print(chosen: argparse.Namespace) -> int:
    """Print a form of a meeting, or name them all."""
    with command_hall.hall() as hall:
        if chosen.list:
            return printing.name_all(form_titles.of_meeting())
        form = printing.one_of(chosen, MeetingForm)
        network = Network(chosen.network, chosen.password)
        leaf = print_meeting_form(hall, CONSOLE, chosen.number, form, network)
        return printing.write(hall, leaf, chosen.out)


def run_enter(chosen: argparse.Namespace) -> int:
    """One teller's totals. Exit 1 while the two differ; nobody is told a number of the other's."""
    teller = whole_number(chosen.teller, "--teller")
    with command_hall.hall() as hall:
        asked = see_paper_count(hall, CONSOLE, chosen.number)
        given = paper_file.read(chosen.file, asked.paper, asked.classes)
        rows = {paper_count.name_of(cell): row for cell, (row, _total) in given.cells.items()}
        totals = [total for _row, total in given.cells.values()]
        try:
            entered = enter_paper(hall, CONSOLE, chosen.number, totals, teller=teller)
        except Refused as refused:
            faults = paper_file.at_rows(refused.faults, chosen.file, rows)
            raise Refused(faults) from None
    for line in reading_notes.sentences(given.notes):
        say(line)
    say(terms.entered(entered))
    return 1 if entered.standing is Agreement.DIFFERS else 0
