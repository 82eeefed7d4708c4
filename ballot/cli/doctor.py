"""``ballot doctor``: is this installation fit to hold a meeting? Nothing is changed."""

import argparse
import os
import shutil
import sys
from collections.abc import Callable
from datetime import datetime, timedelta

from ballot.box import signed_values
from ballot.cli import groups
from ballot.cli.console import command_hall
from ballot.cli.console.output import give_table
from ballot.cli.console.parser import Commands, command
from ballot.cli.serving import preparing
from ballot.config import Config
from ballot.domain.access import CONSOLE
from ballot.domain.errors import AlreadyServing, BallotError
from ballot.domain.groups_of_four import in_fours
from ballot.hall import make_hall
from ballot.keyring.keys import Keys
from ballot.storage import journal, version
from ballot.usecases.traces.see_traces import HouseTraces, see_traces
from ballot.words import house_traces, refusals, terms
from ballot.words.language import gettext as _

FREE_BYTES = 200 * 1024 * 1024
"""Below this a meeting of 3,000 with its ciphertexts, WAL and a backup may not fit."""

SLACK = timedelta(minutes=2)
"""So far two machines of a hall may stand apart."""
LONG_AGO = timedelta(days=400)
"""Offices measure people every year: a longer rest is told, for the clock may be wrong."""

Check = Callable[[Config], tuple[bool, str]]


def add_to(commands: Commands) -> None:
    """Name the command."""
    command(commands, "doctor", groups.summary("doctor"), run)


def run(_chosen: argparse.Namespace) -> int:
    """Each check with its finding; exit 1 where one did not hold."""
    settings = command_hall.config()
    findings = [(name, *_looked(check, settings)) for name, check in checks().items()]
    give_table(
        (_("检查"), _("结论"), _("内容")),
        ((name, "✓" if good else "✗", text) for name, good, text in findings),
    )
    return 0 if all(good for _name, good, _text in findings) else 1


def checks() -> dict[str, Check]:
    """What is looked at, by its name for people."""
    return {
        _("Python"): lambda _settings: (sys.version_info >= (3, 11), sys.version.split()[0]),
        _("数据文件夹"): _data,
        _("密钥文件夹"): _keys,
        _("签名公钥"): _signing_key,
        _("数据库"): _database,
        **{name: _traces(say) for name, say in house_traces.checks().items()},
        _("时钟"): _clock,
        _("磁盘空间"): _space,
        _("网络"): _network,
        _("服务"): _serving,
    }


def _looked(check: Check, settings: Config) -> tuple[bool, str]:
    try:
        return check(settings)
    except BallotError as error:
        return False, refusals.words(error)


def _data(settings: Config) -> tuple[bool, str]:
    if not settings.data.exists():
        return True, _("%(folder)s（还没有，第一次启动时建立）", folder=settings.data)
    return os.access(settings.data, os.R_OK | os.W_OK | os.X_OK), str(settings.data)


def _keys(settings: Config) -> tuple[bool, str]:
    if not settings.keys.exists():
        return True, _("%(folder)s（还没有，第一次启动时建立）", folder=settings.keys)
    Keys.load_or_make(settings.keys, settings.data)
    return True, str(settings.keys)


def _signing_key(settings: Config) -> tuple[bool, str]:
    """Stands on every notice, close sheet and report, so that anybody can compare."""
    if not settings.keys.exists():
        return True, _("还没有，第一次启动时建立")
    sign = Keys.load_or_make(settings.keys, settings.data).sign
    return True, in_fours(signed_values.public_key(sign).hex())


def _database(settings: Config) -> tuple[bool, str]:
    if command_hall.is_new(settings):
        return True, _("还没有，第一次启动时建立")
    database = make_hall(settings).database
    try:
        return True, f"{database.dialect} {version.HEAD}"
    finally:
        database.dispose()


def _traces(say: Callable[[HouseTraces], str]) -> Check:
    """What ended votes leave behind; for this nobody is told that something is wrong."""

    def look(settings: Config) -> tuple[bool, str]:
        if command_hall.is_new(settings):
            return True, say(HouseTraces())
        hall = make_hall(settings)
        try:
            return True, say(see_traces(hall, CONSOLE) or HouseTraces())
        finally:
            hall.database.dispose()

    return look


def _clock(settings: Config) -> tuple[bool, str]:
    """A clock that was set back, or far forward, bears wrong days onto papers and 公示."""
    now = datetime.now(settings.zone)
    told = f"{now:%Y-%m-%d %H:%M} {settings.zone.key}"
    if command_hall.is_new(settings):
        return True, told
    hall = make_hall(settings)
    try:
        last = hall.database.read(journal.last_time)
    finally:
        hall.database.dispose()
    return _beside(now, last.astimezone(settings.zone), told) if last else (True, told)


def _beside(now: datetime, last: datetime, told: str) -> tuple[bool, str]:
    """The clock beside the last act that anybody did here."""
    values = {"now": told, "last": f"{last:%Y-%m-%d %H:%M}"}
    if now < last - SLACK:
        return False, _("%(now)s，比最后一次操作（%(last)s）还早：请校准这台电脑的时钟。", **values)
    if now > last + LONG_AGO:
        return True, _(
            "%(now)s，最后一次操作是 %(last)s：请核对日期；日期没错，不用管它。", **values
        )
    return True, told


def _space(settings: Config) -> tuple[bool, str]:
    folder = next(each for each in (settings.data, *settings.data.parents) if each.exists())
    free = shutil.disk_usage(folder).free
    return free >= FREE_BYTES, f"{free // 1024 // 1024} MB"


def _network(settings: Config) -> tuple[bool, str]:
    return True, f"{settings.public_url} · {terms.transport(settings.transport)}"


def _serving(settings: Config) -> tuple[bool, str]:
    if not settings.data.exists():
        return True, _("没有在运行")
    try:
        with preparing.only_one(settings.data):
            return True, _("没有在运行")
    except AlreadyServing:
        return True, _("正在运行")
