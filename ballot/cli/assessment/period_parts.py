"""``ballot assessment parts|take-over``: finished months into their quarter, by commands."""

import argparse

from ballot.cli.console import command_hall, files
from ballot.cli.console.output import give_json, give_table, say
from ballot.cli.console.parser import Commands, command, whole_number
from ballot.domain.access import CONSOLE
from ballot.domain.errors import Fault, NotOneOf
from ballot.exports import people_table
from ballot.exports.plain_values import plain
from ballot.usecases.assessment.periods.see_parts import see_parts
from ballot.usecases.assessment.periods.take_over import Otherwise, take_over
from ballot.words.language import gettext as _
from ballot.words.periods import period_parts


def add_to(words_of: Commands) -> None:
    """Name both."""
    made = command(words_of, "parts", _("本期的各月（各期）：办结没有，能转入什么"), run_parts)
    made.add_argument("id", metavar="ID")
    made.add_argument("--json", action="store_true")
    made.add_argument("--out", metavar="FILE", help=_("各个值和来源写成 CSV 或 XLSX"))
    made = command(words_of, "take-over", _("把已办结的各月（各期）转入本期"), run_take_over)
    made.add_argument("id", metavar="ID")
    made.add_argument(
        "--otherwise", default="ask", metavar="ask|keep|replace", help=_("和已填的不一样时")
    )
    made.add_argument("--reason", default="")


def run_parts(chosen: argparse.Namespace) -> int:
    """The parts, then every value that they bring and where it stands."""
    with command_hall.hall() as hall:
        view = see_parts(hall, CONSOLE, _id(chosen))
    if chosen.json:
        give_json(plain(view))
        return 0
    if chosen.out:
        files.write(chosen.out, people_table.write(chosen.out, *period_parts.table(view)))
        say(_("已写入 %(file)s", file=chosen.out))
        return 0
    headings = (_("编号"), _("名称"), _("考核期间"), _("情况"))
    lines = ((str(e.id), e.title, e.period, period_parts.state(e)) for e in view.parts)
    give_table(headings, lines)
    give_table(period_parts.headings(), (period_parts.cells(view, each) for each in view.offers))
    for said in period_parts.remarks(view):
        say(said)
    return 0


def run_take_over(chosen: argparse.Namespace) -> int:
    """Take over what is new and what was decided anew."""
    ways = tuple(each.value for each in Otherwise)
    if chosen.otherwise not in ways:
        raise Fault(NotOneOf(value=chosen.otherwise, allowed=ways), key="--otherwise")
    with command_hall.hall() as hall:
        way = Otherwise(chosen.otherwise)
        made = take_over(hall, CONSOLE, _id(chosen), way, chosen.reason)
    say(period_parts.done(made))
    return 0


def _id(chosen: argparse.Namespace) -> int:
    return whole_number(chosen.id, "ID")
