"""``ballot keys``: who helps in the hall, and the key of the box in three shares."""

import argparse
import sys
from dataclasses import asdict

from ballot.box import keyslip
from ballot.box.shares import NUMBERS, Share
from ballot.cli import consent, groups
from ballot.cli.console import command_hall
from ballot.cli.console.output import give, give_json, give_table, say
from ballot.cli.console.parser import Commands, WrongUsage, command, group, whole_number
from ballot.domain.access import CONSOLE, Role
from ballot.domain.errors import WeakPin
from ballot.usecases.accounts import badge_pins
from ballot.usecases.scrutineers import badge_links, begin_key_anew, deal_at_console
from ballot.usecases.scrutineers.appoint import POSITIONS, appoint
from ballot.usecases.scrutineers.see_scrutineers import Helper, see_helpers
from ballot.words import refusals
from ballot.words.language import gettext as _

CLEAR = "\033[2J\033[3J\033[H"
"""Screen and what can be scrolled back to."""


def add_to(commands: Commands) -> None:
    """Name the commands of this group."""
    words_of = group(commands, "keys", groups.summary("keys"))
    made = command(words_of, "appoint", _("写下三位监票人、两位计票人的姓名"), run_appoint)
    made.add_argument("number", metavar="NUMBER")
    made.add_argument("names", metavar="NAME", nargs="+")
    made = command(words_of, "link", _("给一位的一次性链接（在本人的手机上打开）"), run_link)
    _of_a_position(made)
    made = command(words_of, "replace", _("换手机或换人，原来的手机失效，要写原因"), run_replace)
    _of_a_position(made)
    made.add_argument("--name", metavar="NAME")
    made.add_argument("--reason", required=True)
    made = command(words_of, "deal", _("在电脑上领密钥，三位监票人依次到电脑前"), run_deal)
    made.add_argument("number", metavar="NUMBER")
    made = command(words_of, "anew", _("作废现有密钥，重新领，要写原因"), run_anew)
    made.add_argument("number", metavar="NUMBER")
    made.add_argument("--reason", required=True)
    made = command(words_of, "status", _("谁已就位，谁已确认密钥"), run_status)
    made.add_argument("number", metavar="NUMBER")
    made.add_argument("--json", action="store_true")


def _of_a_position(made: argparse.ArgumentParser) -> None:
    made.add_argument("number", metavar="NUMBER")
    made.add_argument("place", metavar="1…5")


def run_appoint(chosen: argparse.Namespace) -> int:
    """The names of the places 1…5; the last two may be left out."""
    if len(chosen.names) > POSITIONS:
        raise WrongUsage(_("最多五个姓名：监票人三位、计票人两位"), "ballot keys appoint")
    with command_hall.hall() as hall:
        appoint(hall, CONSOLE, chosen.number, chosen.names)
        return _table(see_helpers(hall, CONSOLE, chosen.number).people)


def run_link(chosen: argparse.Namespace) -> int:
    """A new one-time link alone on stdout; an earlier one works no longer."""
    place = whole_number(chosen.place, "PLACE")
    with command_hall.hall() as hall:
        link = badge_links.offer(hall, CONSOLE, chosen.number, place)
        give(badge_links.address(hall, chosen.number, link))
    return 0


def run_replace(chosen: argparse.Namespace) -> int:
    """The same for another phone or person."""
    place = whole_number(chosen.place, "PLACE")
    with command_hall.hall() as hall:
        link = badge_links.replace(hall, CONSOLE, chosen.number, place, chosen.reason, chosen.name)
        give(badge_links.address(hall, chosen.number, link))
    return 0


def run_anew(chosen: argparse.Namespace) -> int:
    """Throw the keys away."""
    with command_hall.hall() as hall:
        begin_key_anew.begin_anew(hall, CONSOLE, chosen.number, chosen.reason)
    say(_("现有密钥已作废。请三位监票人重新领密钥。"))
    return 0


def run_status(chosen: argparse.Namespace) -> int:
    """How far each is."""
    with command_hall.hall() as hall:
        seen = see_helpers(hall, CONSOLE, chosen.number)
    if chosen.json:
        people = [{**asdict(each), "role": each.role.value} for each in seen.people]
        about = {"meeting": seen.number, "custody": seen.custody.value, "people": people}
        give_json({**about, "dealt": seen.dealt, "confirmed": seen.confirmed})
        return 0
    return _table(seen.people)


def run_deal(chosen: argparse.Namespace) -> int:
    """Three come to this terminal one after another. Nothing is stored before all have copied."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise WrongUsage(_("密钥条只在终端上显示：输入、输出都不能转向文件"), "ballot keys deal")
    with command_hall.hall() as hall:
        drawn = deal_at_console.begin(hall, chosen.number)
        pins: dict[int, str] = {}
        for place, share in zip(NUMBERS, drawn.shares, strict=True):
            name = drawn.names[place - 1]
            input(_("请 %(n)s 号监票人 %(name)s 一个人到电脑前，按回车。", n=place, name=name))
            if place in drawn.without_pin:
                pins[place] = _new_pin()
            _hand_over(share)
        deal_at_console.finish(hall, chosen.number, drawn, pins)
    say(_("三位都已确认密钥，可以锁定了。"))
    return 0


def _hand_over(share: Share) -> None:
    """Show the slip until its last group comes back from the paper."""
    slip = keyslip.write(share.secret)
    groups = slip.split(" ")
    said = ""
    while said.strip().upper() != groups[-1]:
        if said:
            say(_("不对，请再看一遍，把错的地方改过来。"))
        for at in range(0, len(groups), 2):
            give(f"  {at + 1:2}  {groups[at]}    {at + 2:2}  {groups[at + 1]}")
        input(_("请用笔抄在纸上，一组四个。抄好了按回车，屏幕随即清空。"))
        give(CLEAR)
        said = input(_("请照着纸，输入第 14 组（最后四个字符）：")) or " "
    give(CLEAR)


def _new_pin() -> str:
    while True:
        pin = consent.secret(_("请设 6 位数字密码："))
        try:
            badge_pins.hashed(pin)
        except WeakPin as error:
            say(refusals.words(error))
            continue
        if consent.secret(_("再输一遍：")) == pin:
            return pin
        say(_("两次输的不一样，请再输一遍。"))


def _table(people: tuple[Helper, ...]) -> int:
    headings = (_("位次"), _("身份"), _("姓名"), _("到哪一步"))
    give_table(headings, [(str(one.place), _role(one), one.name, _how_far(one)) for one in people])
    return 0


def _role(one: Helper) -> str:
    return str(_("监票人") if one.role is Role.SCRUTINEER else _("计票人"))


def _how_far(one: Helper) -> str:
    steps = (
        (one.confirmed, _("密钥已确认")),
        (one.compared, _("已核对数字")),
        (one.page, _("已打开“领密钥”")),
        (one.phone, _("手机已就位")),
        (one.link, _("等他扫码")),
    )
    return str(next((said for done, said in steps if done), _("还没有出示二维码")))
