"""``ballot kiosk``: the tablets and laptops of the hall at which many vote."""

import argparse
from dataclasses import asdict

from ballot.cli import groups
from ballot.cli.console import command_hall
from ballot.cli.console.output import give, give_json, give_table, say
from ballot.cli.console.parser import Commands, command, group, whole_number
from ballot.domain.access import CONSOLE
from ballot.usecases.kiosk import pair_kiosk
from ballot.usecases.kiosk.retire_kiosk import retire_kiosk
from ballot.usecases.kiosk.see_kiosks import see_kiosks
from ballot.words.language import gettext as _


def add_to(commands: Commands) -> None:
    """Name the commands of this group."""
    words_of = group(commands, "kiosk", groups.summary("kiosk"))
    made = command(words_of, "pair", _("添一台，给出一次性网址和配对数字"), run_pair)
    made.add_argument("number", metavar="NUMBER")
    made.add_argument("--name", metavar="NAME", default="")
    made = command(words_of, "list", _("这场的平板，各自是否配好"), run_list)
    made.add_argument("number", metavar="NUMBER")
    made.add_argument("--json", action="store_true")
    made = command(words_of, "retire", _("停用一台，已经投的票照样算数"), run_retire)
    made.add_argument("number", metavar="NUMBER")
    made.add_argument("place", metavar="PLACE")


def run_pair(chosen: argparse.Namespace) -> int:
    """The address alone on stdout; the same in digits for a laptop on stderr."""
    with command_hall.hall() as hall:
        offer = pair_kiosk.offer(hall, CONSOLE, chosen.number, chosen.name)
        give(pair_kiosk.address(hall, chosen.number, offer.code))
        door = f"{hall.public_url}/k"
    digits = offer.code.printed
    say(
        _(
            "平板 %(name)s：打开上面的网址，或者打开 %(door)s，输入 %(number)s 和 %(digits)s",
            name=offer.name,
            door=door,
            number=chosen.number,
            digits=digits,
        )
    )
    return 0


def run_list(chosen: argparse.Namespace) -> int:
    """All kiosks by place."""
    with command_hall.hall() as hall:
        kiosks = see_kiosks(hall, CONSOLE, chosen.number)
    if chosen.json:
        give_json({"meeting": chosen.number, "kiosks": [asdict(each) for each in kiosks]})
        return 0
    headings = (_("位次"), _("名称"), _("到哪一步"))
    rows = [
        (str(each.place), each.name, _("可以投票") if each.paired else _("等它配对"))
        for each in kiosks
    ]
    give_table(headings, rows)
    return 0


def run_retire(chosen: argparse.Namespace) -> int:
    """Take one out of service."""
    place = whole_number(chosen.place, "PLACE")
    with command_hall.hall() as hall:
        retire_kiosk(hall, CONSOLE, chosen.number, place)
    say(_("已停用。在它上面投的票照样算数。"))
    return 0
