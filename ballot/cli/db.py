"""``ballot db``: the tables of the database."""

import argparse

from ballot.cli import groups
from ballot.cli.console import command_hall
from ballot.cli.console.output import say
from ballot.cli.console.parser import Commands, command, group
from ballot.cli.serving import preparing
from ballot.domain.errors import DatabaseBehind
from ballot.storage import version
from ballot.words.language import gettext as _


def add_to(commands: Commands) -> None:
    """Name the commands of this group."""
    words_of = group(commands, "db", groups.summary("db"))
    command(words_of, "upgrade", _("建立数据表，或升级到本程序的版本"), run_upgrade)


def run_upgrade(_chosen: argparse.Namespace) -> int:
    """Create or upgrade the tables; already there is no fault.

    Refused while an earlier program serves the tables that would change: AlreadyServing.
    """
    settings = command_hall.config()
    try:
        command_hall.check_tables(settings)
    except DatabaseBehind:
        with preparing.only_one(settings.data):
            command_hall.make_tables(settings)
    say(_("数据表已是版本 %(version)s", version=version.HEAD))
    return 0
