"""``ballot box``: open the sums, never a ballot."""

import argparse
import sys
from collections.abc import Sequence

from ballot.box import published, shares
from ballot.box.published import Published
from ballot.cli import groups, ledger
from ballot.cli.console import command_hall, files, key_entry
from ballot.cli.console.outcome import give_result
from ballot.cli.console.output import give, say, waiting
from ballot.cli.console.parser import Commands, command, group
from ballot.domain.access import CONSOLE
from ballot.domain.errors import Fault, NotOneOf, ProofRefused, QuorumMissed, Refused, RoundInvalid
from ballot.domain.groups_of_four import in_fours
from ballot.domain.meetings.result import Way
from ballot.usecases.hall import Hall
from ballot.usecases.ledger.settling import settle_slips
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.opening.publish_list import publish_list
from ballot.usecases.opening.send_partials import is_over, send_partials, send_share
from ballot.usecases.result.see_signed_values import see_signed_values
from ballot.words.language import gettext as _


def add_to(commands: Commands) -> None:
    """Name the commands of this group."""
    words_of = group(commands, "box", groups.summary("box"))
    ledger.add_show(words_of, "ledger")
    made = command(words_of, "open", _("开箱（未达到法定人数则不打开，退出码 1）"), run_open)
    made.add_argument("number", metavar="NUMBER")
    made.add_argument(
        "--share", metavar="-", help=_("输入监票人的密钥条（隐藏输入或标准输入，一行一份）")
    )
    made.add_argument("--json", action="store_true")
    made = command(words_of, "list", _("写出开箱清单，供监票人在别的机器上开箱"), run_list)
    made.add_argument("number", metavar="NUMBER")
    made.add_argument("--out", required=True, metavar="LIST.json")
    made = command(words_of, "partial", _("在任何一台机器上用密钥条计算开箱清单"), run_partial)
    made.add_argument("list", metavar="LIST.json")
    made.add_argument("--out", default="-", metavar="FILE")
    made = command(words_of, "send", _("交来 partial 算出的开箱文件"), run_send)
    made.add_argument("number", metavar="NUMBER")
    made.add_argument("file", metavar="FILE")


def run_open(chosen: argparse.Namespace) -> int:
    """Open the box. Below the quorum it stays shut: QuorumMissed, exit code 1."""
    if chosen.share not in (None, "-"):
        # Whoever looks at the processes has seen it; it is not said once more.
        raise Fault(NotOneOf(value="…", allowed=("-",)), key="--share")
    given = key_entry.several(shares.NEEDED) if chosen.share else []
    with command_hall.hall() as hall:
        return open_and_tell(hall, chosen, given)


def open_and_tell(hall: Hall, chosen: argparse.Namespace, given: Sequence[bytes] = ()) -> int:
    """Open the box, with the secrets ``given`` where it is one of 监票人, and give the result."""
    with waiting(_("正在开箱 …")):
        try:
            if given:
                _use(hall, chosen.number, given)
            result = open_box(hall, CONSOLE, chosen.number)
            values = see_signed_values(hall, result)
        finally:
            command_hall.try_to_seal(hall)
    give_result(result, in_json=chosen.json, values=values)
    return 0


def run_list(chosen: argparse.Namespace) -> int:
    """The published list as a file, and what the signed sheet must say of it."""
    with command_hall.hall() as hall, waiting(_("正在写出 …")):
        given = publish_list(hall, CONSOLE, chosen.number)
        files.write(chosen.out, "".join(given.pieces).encode())
    _say_close_value(given.close_value)
    return 0


def run_partial(chosen: argparse.Namespace) -> int:
    """What a key makes of a list, on a machine without the database; the key goes nowhere."""
    text = files.read(chosen.list)
    try:
        listed = published.from_json(text)
        ballots = listed.ballots
    except ProofRefused as error:
        raise Refused([Fault(error, file=chosen.list)]) from None
    _say_close_value(listed.close_value)
    say(_("清单里 %(n)s 张票，法定至少 %(least)s 张。", n=ballots, least=listed.minimum))
    if listed.excluded:
        _say_excluded(listed)
    if not key_entry.agrees(_("和截止时签字的单子一样吗？一样请输入 y：")):
        say(_("没有开箱。核对码不一样的，请马上告诉大家。"))
        return 1
    share = shares.find(listed.keys, key_entry.one())
    with waiting(_("正在核对、相加 …")):
        made = published.partials(listed, share, listed.close_value, listed.minimum)
    files.write(chosen.out, (published.sent_to_json(made) + "\n").encode())
    say(_("算好了（%(n)s 号监票人）。请把文件交给会场，把密钥条当众撕掉。", n=share.number))
    return 0


def run_send(chosen: argparse.Namespace) -> int:
    """Take in what ``partial`` made; with the second key the box opens."""
    text = files.read(chosen.file)
    try:
        sent = published.sent_from_json(text)
    except ProofRefused as error:
        raise Refused([Fault(error, file=chosen.file)]) from None
    with command_hall.hall() as hall, waiting(_("正在核对 …")):
        try:
            arrived = send_partials(hall, CONSOLE, chosen.number, sent, Way.FILE)
        finally:
            command_hall.try_to_seal(hall)
    give(f"{arrived.count}/{shares.NEEDED}")
    say(_("票箱已打开。") if arrived.opened else _("还要一把钥匙。"))
    return 0


def _use(hall: Hall, number: str, secrets: Sequence[bytes]) -> None:
    """Use the keys one after another, as far as they are needed.

    Below the quorum none is used: the opening itself ends the round then.
    """
    if is_over(hall, CONSOLE, number):
        return
    settle_slips(hall, CONSOLE, number)
    for row, secret in enumerate(secrets, start=1):
        try:
            if send_share(hall, CONSOLE, number, secret).opened:
                return
        except (QuorumMissed, RoundInvalid):
            return
        except ProofRefused as error:
            raise Fault(error, row=row) from None


def _say_excluded(listed: Published) -> None:
    """Who leaves answers out judges them by the notice, which hangs on the wall."""
    sys.stderr.write(_("会议指纹") + "  " + in_fours(listed.fingerprint) + "\n")
    count = len(listed.excluded)
    say(_("清单里 %(n)s 份答案按无效计，会逐份核验；会议指纹请和墙上的公告核对。", n=count))


def _say_close_value(value: bytes) -> None:
    sys.stderr.write(_("封存核对码") + "  " + in_fours(value.hex()) + "\n")
