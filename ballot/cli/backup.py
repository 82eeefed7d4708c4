"""``ballot backup`` and ``ballot restore``: the database in one file, the keys apart."""

import argparse
import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from ballot.cli import groups
from ballot.cli.console import command_hall, files
from ballot.cli.console.output import progress, say
from ballot.cli.console.parser import Commands, command
from ballot.cli.serving import preparing
from ballot.config import Config
from ballot.domain.errors import (
    Fault,
    KeysAbsent,
    KeysTogether,
    Missing,
    NotWritable,
    SettingWrong,
)
from ballot.keyring import key_file, keys
from ballot.keyring.key_file import KeyFile
from ballot.keyring.keys import Keys
from ballot.keyring.marks import sync_folder
from ballot.storage.backup import backup_file, earlier
from ballot.storage.backup.backup_file import Backup
from ballot.usecases.backup.restore_backup import PutBack, restore_backup
from ballot.usecases.backup.take_backup import take_backup
from ballot.words.language import gettext as _

KEYS, BOX_KEYS = "--keys", "--box-keys"


def add_to(commands: Commands) -> None:
    """Name the commands."""
    made = command(commands, "backup", groups.summary("backup"), run_backup)
    made.add_argument("file", metavar="FILE")
    made.add_argument(KEYS, metavar="FILE.keys", help=_("另把密钥写进这个文件，不能和备份放在一起"))
    made.add_argument(BOX_KEYS, action="store_true", help=_("密钥文件里也放票箱的密钥"))
    made.add_argument("--together", action="store_true", help=_("密钥和备份确实要放在同一个文件夹"))
    made = command(commands, "restore", groups.summary("restore"), run_restore)
    made.add_argument("file", metavar="FILE")
    made.add_argument(KEYS, metavar="FILE.keys", help=_("密钥文件夹是空的时候，从这个文件放回密钥"))
    made.add_argument("--replace", action="store_true", help=_("代替数据库里现有的全部内容"))


def run_backup(chosen: argparse.Namespace) -> int:
    """Write FILE, and the key file where one is asked for."""
    if chosen.box_keys and not chosen.keys:
        raise Fault(Missing(), key=KEYS)
    settings = command_hall.config()
    target = Path(chosen.file).absolute()
    with command_hall.hall() as hall:
        found = Keys.load_or_make(settings.keys, settings.data)
        _require_outside(target, settings.keys)
        if chosen.keys:
            _require_apart(Path(chosen.keys).absolute(), target, settings, chosen.together)
        with _new(target) as file, progress(_("备份")) as tell:
            rows = take_backup(hall, file, found.backup, tell)
        say(_("已备份：%(file)s（%(rows)s 行）", file=chosen.file, rows=rows))
        if not chosen.keys:
            say(_("备份里没有密钥：没有密钥，谁也不能恢复。请另外保管密钥文件夹，或者加 --keys。"))
            return 0
        with _new(Path(chosen.keys).absolute()) as file:
            file.write(key_file.content(settings.keys, found, box_keys=chosen.box_keys))
    say(_("密钥已另存：%(file)s。请和备份分开保管，不要给任何人看。", file=chosen.keys))
    if chosen.box_keys:
        say(
            _(
                "注意：密钥文件里有票箱的密钥。拿到它和备份的人，"
                "可以打开由服务器保管密钥的会议的每一张票。"
            )
        )
    return 0


def run_restore(chosen: argparse.Namespace) -> int:
    """Put a backup back, whole or not at all; refused beside a running server."""
    settings = command_hall.config()
    path = Path(chosen.file)
    with preparing.only_one(settings.data), _readable(chosen.file):
        given = _given(chosen)
        with _checked(path, settings, given) as backup:
            _put_keys(settings, given)
            command_hall.make_tables(settings)
            with command_hall.hall() as hall, progress(_("恢复")) as tell:
                put = restore_backup(hall, backup, replace=chosen.replace, tell=tell)
                command_hall.try_to_wipe(hall)
    _tell(backup.taken.astimezone(settings.zone), put)
    return 0


def _given(chosen: argparse.Namespace) -> KeyFile | None:
    if not chosen.keys:
        return None
    with _readable(chosen.keys):
        return key_file.read(Path(chosen.keys))


@contextmanager
def _checked(path: Path, settings: Config, given: KeyFile | None) -> Iterator[Backup]:
    """The backup, checked to its last byte and of today's tables, before anything is changed."""
    if given is None and not keys.are_there(settings.keys):
        raise KeysAbsent(folder=str(settings.keys))
    known = given or Keys.load_or_make(settings.keys, settings.data)
    with progress(_("核对备份")) as tell:
        found = backup_file.read(path, known.backup, known.fingerprint, tell)
    if found.is_of_today:
        yield found
        return
    with earlier.room(settings.data) as room:
        with progress(_("升级备份")) as tell:
            backup = earlier.of_today(found, room, known.backup, known.fingerprint, tell)
        yield backup


def _put_keys(settings: Config, given: KeyFile | None) -> None:
    """Put the key set of the file into its folder; the same one there is no fault.

    The marks come before the database: only so is it known what the backup does not hold.
    """
    if given is not None:
        key_file.put(given, settings.keys, settings.data)
        found = Keys.load_or_make(settings.keys, settings.data)
        key_file.put_beside(given, found.marks, found.box_keys)


def _tell(taken: datetime, put: PutBack) -> None:
    say(_("已恢复：%(at)s 的备份。", at=format(taken, "%Y-%m-%d %H:%M")))
    if put.lost:
        say(_("备份之后的 %(n)s 条记录丢失了，记录里写明了这一点。", n=put.lost))
    for number in put.thrown_away:
        say(_("%(number)s：演练已清空。", number=number))
    for number, missing in put.paused.items():
        say(_("%(number)s：投票已暂停。", number=number))
        if missing:
            say(_("按程序留下的记号，至少少了 %(n)s 张。", n=missing))
    if put.paused:
        say(_("请核对最后的收回数，再运行 ballot meeting resume 编号 --received 张数。"))


def _require_outside(target: Path, folder: Path) -> None:
    """A backup never lies beside the keys that open it."""
    if folder.resolve() in target.resolve().parents:
        raise SettingWrong(name="BALLOT_KEYS", found=str(target), wanted=_("在密钥文件夹之外"))


def _require_apart(keys_at: Path, target: Path, settings: Config, together: bool) -> None:
    """Whoever copies the folder of the backup shall not have the keys with it."""
    _require_outside(keys_at, settings.keys)
    if settings.data.resolve() in keys_at.resolve().parents:
        raise KeysTogether(folder=str(settings.data))
    if keys_at.resolve().parent == target.resolve().parent and not together:
        raise KeysTogether(folder=str(target.parent))
    for path in (keys_at, target):
        with _writable(path):
            _require_free(path)


@contextmanager
def _new(target: Path) -> Iterator[BinaryIO]:
    """A new file for its owner alone: under its name, and on the disk, when the block has ended.

    Raises Refused where a file stands there: a backup is never overwritten.
    """
    partial = target.with_name(f".{target.name}.{os.getpid()}.part")
    with _writable(target):
        _require_free(target)
        number = os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600)
    try:
        with _writable(target), os.fdopen(number, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        with _writable(target):
            _require_free(target)
            partial.rename(target)
            sync_folder(target.parent)
    finally:
        partial.unlink(missing_ok=True)


def _require_free(path: Path) -> None:
    """Raises FileExistsError where something stands there."""
    if path.exists() or path.is_symlink():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))


@contextmanager
def _writable(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise files.refused(str(path), error, NotWritable) from None


@contextmanager
def _readable(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise files.refused(path, error) from None
