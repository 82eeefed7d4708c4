"""``ballot checkin``: somebody has come, or it is taken back; without a name how many have."""

import argparse

from ballot.cli import groups
from ballot.cli.console import command_hall
from ballot.cli.console.output import give_json, say
from ballot.cli.console.parser import Commands, command
from ballot.domain.access import CONSOLE, Actor
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.roster.check_in import check_in
from ballot.usecases.roster.find_voter import place_of
from ballot.usecases.roster.see_roster import see_attendance
from ballot.words.hall import attendance
from ballot.words.language import gettext as _


def add_to(commands: Commands) -> None:
    """Name the command."""
    made = command(commands, "checkin", groups.summary("checkin"), run)
    made.add_argument("number", metavar="NUMBER")
    made.add_argument("name", metavar="NAME", nargs="?", default="")
    made.add_argument("--undo", action="store_true", help=_("撤销：还没有到"))
    apart = _("同名的，写单位、类别或者证件后四位")
    made.add_argument("--category", metavar="TEXT", default="", help=apart)
    made.add_argument("--json", action="store_true")


def run(chosen: argparse.Namespace) -> int:
    """Check somebody in; no time is kept. How many have come is told afterwards."""
    number = chosen.number
    with command_hall.hall() as hall:
        if chosen.name:
            place = place_of(hall, number, chosen.name, chosen.category)
            check_in(hall, CONSOLE, number, place, come=not chosen.undo)
        seen = see_attendance(hall, CONSOLE, number)
    if chosen.json:
        told = {"eligible": seen.persons, "checked_in": seen.come, "required": seen.required}
        give_json({"meeting": number, **told})
        return 0
    for line in (attendance.come(seen), attendance.short(seen)):
        if line:
            say(line)
    return 0


def open_warned(hall: Hall, actor: Actor, number: str) -> None:
    """Begin to vote; that too few have come is said first, and the people of the hall decide."""
    said = attendance.short(see_attendance(hall, actor, number))
    if said:
        say(said)
    open_voting(hall, actor, number)
