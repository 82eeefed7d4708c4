"""``ballot box``: open the sums, never a ballot."""

import argparse

from flask_babel import gettext as _

from ballot.cli import room
from ballot.cli.outcome import give_result
from ballot.cli.parser import Commands, command, group
from ballot.cli.voice import waiting
from ballot.domain.access import CONSOLE
from ballot.usecases import open_box


def add_to(commands: Commands) -> None:
    """Name the commands of this group."""
    words_of = group(commands, "box", _("票箱:截止后打开总数"))
    made = command(words_of, "open", _("开箱(未达到法定人数则不打开,退出码 1)"), run_open)
    made.add_argument("number", metavar="NUMBER")
    made.add_argument("--json", action="store_true")


def run_open(chosen: argparse.Namespace) -> int:
    """Open the box. Below the quorum it stays shut: QuorumMissed, exit code 1."""
    with room.hall() as hall, waiting(_("正在开箱 …")):
        try:
            result = open_box.open_box(hall, CONSOLE, chosen.number)
        finally:
            room.seal(hall)
    give_result(result, in_json=chosen.json)
    return 0
