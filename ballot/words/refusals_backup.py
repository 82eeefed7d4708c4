"""Bundles and backups that do not hold, what a restore needs: part of the table of refusals."""

from collections.abc import Mapping

from ballot.domain import errors
from ballot.words.language import lazy_gettext as _
from ballot.words.refusal_entry import INPUT, Entry

TABLE: Mapping[type[errors.BallotError], Entry] = {
    errors.BundleRefused: Entry(_("审计包不成立：%(broken)s（%(part)s）"), INPUT, 1),
    errors.BackupRefused: Entry(_("文件“%(file)s”不成立：%(broken)s。什么也没有改变。"), INPUT, 1),
    errors.DatabaseNotEmpty: Entry(
        _("数据库里已经有内容，不能恢复到这里。确实要用备份代替现有的全部内容，请加 --replace。")
    ),
    errors.KeysAbsent: Entry(
        _("密钥文件夹 %(folder)s 是空的：请先放回备份当时的密钥，或者用 --keys 指明密钥文件。"),
    ),
    errors.KeysTogether: Entry(
        _("密钥不能和备份或数据放在一起（%(folder)s）：请另选一处；要放一起的，加 --together。"),
        INPUT,
        2,
    ),
    errors.BallotsMissing: Entry(
        _(
            "数据从备份恢复过，比恢复前还少 %(missing)s 张票，不能截止，也不能开箱。"
            "请投过票的人都再扫一次；补不齐的，取消这一场，另开一场用新票重新投。"
        ),
    ),
    errors.TotalTooLow: Entry(
        _(
            "太小了：箱里已有 %(box)s 张，本机的记号记到过 %(noted)s 张。"
            "请再核对大屏、收票页面或纸上记的数。"
        )
    ),
    errors.TotalNotHigher: Entry(
        _("先前写的是 %(said)s 张，只能改大。写大了、补不齐的，取消这一场，另开一场用新票重新投。")
    ),
    errors.OpenedBefore: Entry(
        _("这场的票箱在恢复之前已经打开过，不能再收票。请取消这一场，另开一场用新票重新投。"),
    ),
}
"""A part of ``refusals.TABLE``."""
