"""``ballot admin custody``: who a unit asks to keep the keys of its new meetings."""

import argparse

from ballot.cli.console import command_hall
from ballot.cli.console.output import say
from ballot.cli.console.parser import Commands, command
from ballot.domain.access import CONSOLE
from ballot.domain.acts import Act
from ballot.domain.errors import Fault, NotOneOf
from ballot.domain.meeting import Custody
from ballot.usecases.accounts import units
from ballot.usecases.accounts.change_unit import change_unit
from ballot.words import terms
from ballot.words.language import gettext as _

NOBODY = "none"
"""What is said where a unit is to ask for nobody: what the unit above it asks holds."""


def add_to(words_of: Commands) -> None:
    """Name it."""
    text = _("单位要求新建的测评会由谁保管密钥；none：照上级的要求")
    made = command(words_of, "custody", text, run)
    made.add_argument("unit", metavar="UNIT")
    made.add_argument("custody", metavar="scrutineers|server|none")


def run(chosen: argparse.Namespace) -> int:
    """Note what the unit of this name asks for."""
    if chosen.custody not in (*Custody, NOBODY):
        raise Fault(NotOneOf(value=chosen.custody, allowed=(*Custody, NOBODY)), key="CUSTODY")
    custody = None if chosen.custody == NOBODY else Custody(chosen.custody)
    with command_hall.hall() as hall:
        hall.database.write(units.top_unit)  # a fresh machine has none yet
        there = hall.database.read(lambda db: units.reached(db, CONSOLE, Act.MANAGE_PEOPLE))
        found = next((each for each in there.values() if each.name == chosen.unit), None)
        if found is None:
            names = tuple(each.name for each in there.values())
            raise Fault(NotOneOf(value=chosen.unit, allowed=names), key="UNIT")
        change_unit(hall, CONSOLE, found.id, name=found.name, custody=custody)
    words = terms.custody(custody) if custody else _("照上级的要求")
    say(_("%(who)s要求：%(custody)s", who=found.name, custody=words))
    return 0
