"""``ballot admin``: accounts, and keys of the interface, made by whoever holds the machine."""

import argparse
import sys
from getpass import getpass

from ballot.cli import api_keys, groups, units
from ballot.cli.console import command_hall
from ballot.cli.console.output import give, say
from ballot.cli.console.parser import Commands, command, group
from ballot.usecases.accounts.accept_invitation import accept_invitation
from ballot.usecases.accounts.invite_administrator import invite_administrator
from ballot.usecases.hall import Hall
from ballot.words.language import gettext as _


def add_to(commands: Commands) -> None:
    """Name the commands of this group."""
    words_of = group(commands, "admin", groups.summary("admin"))
    made = command(words_of, "create", _("新建管理员：输出一次性链接，或输入密码"), run_create)
    made.add_argument("name", metavar="NAME")
    made.add_argument("--password", action="store_true", help=_("现在输入密码（可由标准输入给出）"))
    api_keys.add_to(words_of)
    units.add_to(words_of)


def run_create(chosen: argparse.Namespace) -> int:
    """A one-time link on stdout, or with ``--password`` an account at once."""
    with command_hall.hall() as hall:
        if not chosen.password:
            give(link(hall))
            say(_("链接只能用一次。打开后为“%(name)s”设置密码。", name=chosen.name))
            return 0
        token = invite_administrator(hall)
        accept_invitation(hall, token, chosen.name, _password())
    say(_("已建立管理员“%(name)s”", name=chosen.name))
    return 0


def link(hall: Hall) -> str:
    """The address at which the one who holds it becomes an administrator, once."""
    return f"{hall.public_url}/setup/{invite_administrator(hall)}"


def _password() -> str:
    if sys.stdin.isatty():
        return getpass(_("密码："))
    return sys.stdin.readline().rstrip("\n")
