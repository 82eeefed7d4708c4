"""``ballot demo``: an example, made by the same use cases as a real assessment.

The slips of its open meeting lie in ``BALLOT_DATA/demo/slips.csv``. Those are the only clear
tokens that the program keeps anywhere.
"""

import argparse
import sys

from ballot.cli import groups
from ballot.cli.console import command_hall
from ballot.cli.console.output import give, is_as_wide, progress, say
from ballot.cli.console.parser import Commands, command
from ballot.demo import assessments
from ballot.demo.folder import Folder, KeptSlip
from ballot.domain.access import CONSOLE
from ballot.domain.errors import BallotError
from ballot.domain.meeting import Transport
from ballot.slips import address, qr
from ballot.usecases.casting.view_paper import view_paper
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.words.language import gettext as _


def add_to(commands: Commands) -> None:
    """Name the command."""
    command(commands, "demo", groups.summary("demo"), run)


def run(_chosen: argparse.Namespace) -> int:
    """Make the demo data where they are not there."""
    with command_hall.hall() as hall:
        make(hall, Folder.of(command_hall.config().data))
    return 0


def make(hall: Hall, place: Folder) -> None:
    """Make the example; where the slips of an earlier one are still good, only point them here."""
    slips = place.slips()
    if slips and _is_ours(hall, slips[0].number):
        place.keep_slips(hall.public_url, slips)
        say(_("演示数据已经有了：%(file)s", file=place.file))
        return
    opened = _made(hall)
    kept = [KeptSlip(opened.number, each.token, each.code.text) for each in opened.slips]
    place.keep_slips(hall.public_url, kept)
    say(_("演示：两个考核，24 位“第一书记”，各种状态的测评会"))
    say(_("演示：%(number)s 正在投票，票在 %(file)s", number=opened.number, file=place.file))


def offer(hall: Hall, place: Folder) -> None:
    """Give a slip to vote with at once: a link, and a QR code where the terminal has room."""
    slip = next((each for each in place.slips() if _can_vote(hall, each)), None)
    if slip is None:
        return
    url = address.url(hall.public_url, slip.number, slip.token)
    say(_("马上投一票："))
    give(url)
    scanned = address.in_capitals(url)
    if is_as_wide(len(qr.matrix(scanned))):
        qr.draw(scanned, sys.stderr)
    if hall.transport is Transport.LOCAL:
        say(_("这个地址只有这台机器打得开；要用手机扫，请用 --demo --hall 启动"))


def _can_vote(hall: Hall, slip: KeptSlip) -> bool:
    try:
        view_paper(hall, slip.number, slip.token)
    except BallotError:
        return False
    return True


def _made(hall: Hall) -> assessments.Open:
    done, total = 0, assessments.count()
    with progress(_("正在建立演示数据")) as tell:

        def one_more() -> None:
            nonlocal done
            done += 1
            tell(done, total)

        tell(done, total)
        return assessments.make(hall, one_more)


def _is_ours(hall: Hall, number: str) -> bool:
    """Whether this database has the meeting."""
    try:
        see_meeting(hall, CONSOLE, number)
    except BallotError:
        return False
    return True
