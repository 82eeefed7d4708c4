"""``ballot admin key|keys|revoke``: keys for programs that use the interface."""

import argparse

from ballot.cli.console import command_hall
from ballot.cli.console.output import give, give_json, give_table, say
from ballot.cli.console.parser import Commands, command
from ballot.domain.access import CONSOLE, Role
from ballot.domain.errors import Fault, NotOneOf
from ballot.exports.plain_values import plain
from ballot.usecases.accounts import api_keys
from ballot.usecases.accounts.list_people import list_people
from ballot.usecases.hall import Hall
from ballot.words.language import gettext as _

UNIT = "--unit"
ROLE = "--role"


def add_to(words_of: Commands) -> None:
    """Name the commands of this group."""
    made = command(words_of, "key", _("新建接口密钥：标准输出只有密钥，只出现这一次"), run_key)
    made.add_argument("name", metavar="NAME", help=_("给哪个系统用，记入记录"))
    made.add_argument(UNIT, default="", help=_("单位名称；不写为最上级单位"))
    roles = "|".join(api_keys.ROLES)
    made.add_argument(ROLE, required=True, metavar=roles)
    made = command(words_of, "keys", _("列出接口密钥（不含密钥本身）"), run_keys)
    made.add_argument("--json", action="store_true")
    made = command(words_of, "revoke", _("停用接口密钥"), run_revoke)
    made.add_argument("name", metavar="NAME")


def run_key(chosen: argparse.Namespace) -> int:
    """A new key on stdout, once."""
    if chosen.role not in api_keys.ROLES:
        raise Fault(NotOneOf(value=chosen.role, allowed=tuple(api_keys.ROLES)), key=ROLE)
    with command_hall.hall() as hall:
        unit = _unit(hall, chosen.unit) if chosen.unit else None
        give(api_keys.make_key(hall, CONSOLE, chosen.name, Role(chosen.role), unit))
    say(_("请马上抄好或存好：这个密钥以后再也看不到。"))
    return 0


def run_keys(chosen: argparse.Namespace) -> int:
    """All keys, one a line."""
    with command_hall.hall() as hall:
        lines = api_keys.list_keys(hall, CONSOLE)
    if chosen.json:
        give_json([plain(line) for line in lines])
        return 0
    headings = (_("名称"), _("单位"), _("做什么"), _("最近使用"), _("状态"))
    give_table(
        headings,
        (
            (each.name, each.unit, each.role, str(each.used_on or ""), _state(each))
            for each in lines
        ),
    )
    return 0


def run_revoke(chosen: argparse.Namespace) -> int:
    """From now on the key is none."""
    with command_hall.hall() as hall:
        api_keys.revoke_key(hall, CONSOLE, chosen.name)
    say(_("已停用接口密钥“%(name)s”", name=chosen.name))
    return 0


def _state(line: api_keys.KeyLine) -> str:
    return str(_("已停用") if line.revoked_at else _("可用"))


def _unit(hall: Hall, name: str) -> int:
    units = list_people(hall, CONSOLE).units
    found = next((each.id for each in units if each.name == name), None)
    if found is None:
        raise Fault(NotOneOf(value=name, allowed=tuple(each.name for each in units)), key=UNIT)
    return found
