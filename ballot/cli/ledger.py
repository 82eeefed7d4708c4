"""``ballot ledger``: the figures of the hall, complaints, and the equations of slips."""

import argparse

from ballot.cli import groups
from ballot.cli.console import command_hall
from ballot.cli.console.output import give, give_json, give_table, say
from ballot.cli.console.parser import Commands, command, group, whole_number
from ballot.domain.access import CONSOLE
from ballot.domain.errors import Fault, Missing, Refused
from ballot.domain.ledger.ledger_told import Figure
from ballot.usecases.ledger import settling
from ballot.usecases.ledger.complain import complain, minute
from ballot.usecases.ledger.count_hall import count_hall
from ballot.usecases.ledger.see_ledger import LedgerView, see_ledger
from ballot.words import terms
from ballot.words.language import gettext as _

FLAGS = {figure: f"--{figure.value.replace('_', '-')}" for figure in Figure}


def add_to(commands: Commands) -> None:
    """Name the commands of this group."""
    words_of = group(commands, "ledger", groups.summary("ledger"))
    add_show(words_of, "show")
    made = command(words_of, "count", _("登记会场数字：发出、实到、请假、代写"), run_count)
    made.add_argument("number", metavar="NUMBER")
    for figure, flag in FLAGS.items():
        made.add_argument(flag, dest=figure.value, metavar="N", help=terms.figure(figure))
    made = command(words_of, "complain", _("登记异议；带 --outcome 时记录处理结果"), run_complain)
    made.add_argument("number", metavar="NUMBER")
    made.add_argument("text", metavar="TEXT")
    made.add_argument("--outcome", metavar="PLACE", help=_("第几条异议的处理结果"))
    made = command(words_of, "settle", _("清点完毕：未用票作废，收回数不再改动"), run_settle)
    made.add_argument("number", metavar="NUMBER")


def add_show(commands: Commands, name: str) -> None:
    """The ledger itself, here and as ``box ledger``."""
    made = command(commands, name, _("收发平衡（截止后才有数字）"), run_show)
    made.add_argument("number", metavar="NUMBER")
    made.add_argument("--json", action="store_true")


def run_show(chosen: argparse.Namespace) -> int:
    """The equations with both sides; exit 1 where something keeps the box shut."""
    with command_hall.hall() as hall:
        view = see_ledger(hall, CONSOLE, chosen.number)
    if chosen.json:
        give_json(as_facts(view))
    else:
        _tell(view)
    return 1 if view.blocking else 0


def run_count(chosen: argparse.Namespace) -> int:
    """Figures of the hall; the last word counts."""
    given = {figure: getattr(chosen, figure.value) for figure in Figure}
    counted = {f: whole_number(text, FLAGS[f]) for f, text in given.items() if text is not None}
    if not counted:
        raise Fault(Missing(), key=FLAGS[Figure.HANDED_OUT])
    with command_hall.hall() as hall:
        try:
            count_hall(hall, CONSOLE, chosen.number, counted)
        except Refused as refused:
            faults = [
                Fault(each.error, key=FLAGS[Figure(str(each.key))]) for each in refused.faults
            ]
            raise Refused(faults) from None
    say(_("已登记"))
    return 0


def run_complain(chosen: argparse.Namespace) -> int:
    """A complaint, whose place is printed; or what came of it."""
    with command_hall.hall() as hall:
        if chosen.outcome is None:
            give(str(complain(hall, CONSOLE, chosen.number, chosen.text)))
        else:
            place = whole_number(chosen.outcome, "--outcome")
            minute(hall, CONSOLE, chosen.number, place, chosen.text)
    say(_("已登记"))
    return 0


def run_settle(chosen: argparse.Namespace) -> int:
    """Freeze every figure of slips and paper."""
    with command_hall.hall() as hall:
        settling.settle_slips(hall, CONSOLE, chosen.number)
    say(_("清点完毕"))
    return 0


def as_facts(view: LedgerView) -> dict[str, object]:
    """The ledger in the shape that other programs read."""
    return {
        "meeting": view.number,
        "state": view.state.value,
        "settled": view.settled,
        "figures": {figure.value: view.figures.get(figure) for figure in Figure},
        "exchanged": view.exchanged,
        "agreed_exchanges": [
            {"scrutineer": each.by, "at_most": each.most, "used": each.used}
            for each in view.permits
        ],
        "unissued": view.unissued,
        "lines": [
            {
                "law": line.law.value,
                **({"class": line.of_class} if line.of_class else {}),
                "left": line.left,
                "right": line.right,
                "holds": line.holds,
            }
            for line in view.lines
        ],
        "blocking": list(view.blocking),
        "voids": view.voids,
        "complaints": [
            {"place": each.position, "text": each.text, "outcome": each.outcome}
            for each in view.complaints
        ],
        "tellers": list(view.entered),
        "agreed": view.agreed,
        "differing": list(view.differing),
    }


def _tell(view: LedgerView) -> None:
    rows = [
        (terms.equation(line), str(line.left), str(line.right), terms.verdict(line.holds))
        for line in view.lines
    ]
    give_table((_("等式"), _("左边"), _("右边"), _("是否相符")), rows)
    for name in view.blocking:
        say(_("还不能开箱：%(what)s", what=terms.law(name)))
    if view.voids:
        say(_("注意：收回多于发出或应参加，这样开箱本轮就无效。请先核对发出数。"))
