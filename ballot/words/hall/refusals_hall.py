"""The roster, the tablets at the door and the kiosks: part of the refusals."""

from collections.abc import Mapping

from ballot.domain import errors
from ballot.words.language import lazy_gettext as _
from ballot.words.refusal_entry import INPUT, Entry

TABLE: Mapping[type[errors.BallotError], Entry] = {
    errors.NoRoster: Entry(_("这场测评会没有名册：请先导入名册。")),
    errors.NotOnRoster: Entry(
        _("名册里没有“%(name)s”：请换一个写法再找。确实漏了的，由组织者在名册里补上。"), 404, 2
    ),
    errors.SeveralOnRoster: Entry(_("名册里有几个“%(name)s”，请写明是哪一个：%(names)s"), INPUT, 2),
    errors.EligibleOfRoster: Entry(
        _(
            "应参加人数来自名册：名册里有 %(persons)s 人，这里写的是 %(given)s 人。"
            "请改名册（增减人员或者重新导入），或者删除名册再填人数。"
        ),
        INPUT,
        2,
    ),
    errors.PerhapsOnePerson: Entry(
        _("“%(name)s”在第 %(rows)s 行都有：请确认是同一个人，还是同名的不同人"), INPUT, 2
    ),
    errors.EitherPerson: Entry(
        _(
            "“%(name)s”在第 %(rows)s 行都有，其中有不同的人，分不清哪一行是谁："
            "请把这几行的单位和证件后四位填全，再传一次"
        ),
        INPUT,
        2,
    ),
    errors.SeveralClasses: Entry(
        _("“%(name)s”不能同时领几类票：%(classes)s。请只留一类"), INPUT, 2
    ),
    errors.HasCome: Entry(_("“%(name)s”已经签到：要从名册里去掉，请先撤销签到。")),
    errors.RosterInUse: Entry(
        _("已经有 %(come)s 人按这份名册签到，不能换成另一份。个别不对的，请在名册里增减。")
    ),
    errors.DoorUnknown: Entry(
        _("这台设备不是这场测评会的签到平板，或者已经停用：请组织者再给一个二维码。"), 403
    ),
    errors.DoorLinkUsed: Entry(_("这个二维码已经用过，或者已经停用：请组织者再给一个。"), 410),
    errors.TooManyDoors: Entry(_("一场测评会最多 %(limit)s 台签到平板。")),
    errors.KioskNotPaired: Entry(_("这台设备还不是这场测评会的投票平板，或者已经停用。"), 403),
    errors.KioskCodeWrong: Entry(
        _("这 12 位配对数字不对，或者已经用过。请组织者看清楚再念一遍，或者再添一台。"), 404, 2
    ),
    errors.KioskSignedIn: Entry(
        _("这个浏览器登录着账户，不能当投票平板：请先退出登录，或者换一台设备。"), 403
    ),
    errors.KioskUnknown: Entry(_("没有第 %(place)s 号平板。"), 404, 2),
    errors.TooManyKiosks: Entry(_("一场测评会最多 %(limit)s 台平板。")),
}
"""A part of ``refusals.TABLE``."""
