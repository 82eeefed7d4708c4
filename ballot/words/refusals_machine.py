"""What refusals about settings, keys and the database say and count as."""

from collections.abc import Mapping

from ballot.domain import errors
from ballot.words.language import lazy_gettext as _
from ballot.words.refusal_entry import Entry

TABLE: Mapping[type[errors.BallotError], Entry] = {
    errors.SettingWrong: Entry(_("设置 %(name)s 不对：现为“%(found)s”，应为“%(wanted)s”"), 500),
    errors.KeysDoNotMatch: Entry(
        _("密钥不是这个数据库的那一套：现为 %(found)s，应为 %(wanted)s"), 500
    ),
    errors.AlreadyServing: Entry(_("另一个服务正在使用 %(data)s"), 500),
    errors.DatabaseBehind: Entry(
        _("数据库版本不对：现为 %(found)s，应为 %(wanted)s。请运行 ballot db upgrade"), 500
    ),
    errors.DatabaseAhead: Entry(
        _("数据库是更新的程序建立的（版本 %(found)s，本程序只到 %(wanted)s）：请换用新的程序。"),
        500,
    ),
    errors.UpgradeFailed: Entry(
        _(
            "数据表升级到版本 %(wanted)s 没有成功（%(why)s）。"
            "什么也没有改变：原来的程序还能照常打开。"
            "请先用原来的程序，并把这一行告诉维护程序的人。"
        ),
        500,
    ),
    errors.TablesDiffer: Entry(
        _(
            "数据库里的表不是这个程序的表：版本号相同，有 %(places)s 处不同（%(examples)s）。"
            "它们由更早的程序建立，升级不了。要用里面的数据，请用当时的程序打开；不要了，就另设一个"
            "空的 BALLOT_DATA（或 BALLOT_DATABASE_URL）从头建立。什么也没有改变。"
        ),
        500,
    ),
    errors.DatabaseUnreachable: Entry(_("连不上数据库 %(where)s"), 503),
}
