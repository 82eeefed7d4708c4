"""People and units that cannot be removed, corrected, moved or taken back: part of the refusals."""

from collections.abc import Mapping

from ballot.domain import errors
from ballot.words.language import lazy_gettext as _
from ballot.words.refusal_entry import INPUT, Entry

TABLE: Mapping[type[errors.BallotError], Entry] = {
    errors.PersonMeasured: Entry(
        _("“%(name)s”已经有测评会、评分、情形或排名，不能删除：离开岗位的，请登记离岗。")
    ),
    errors.OnlySubject: Entry(
        _("测评会 %(number)s 只有“%(name)s”一个被测评对象：请先取消那场测评会，再删除这个人。")
    ),
    errors.NameOnPaper: Entry(
        _(
            "测评会 %(number)s 已经演练或锁定，票面印着“%(name)s”："
            "请先在那场会里清除演练或解除锁定，再更正。"
        )
    ),
    errors.NothingChanged: Entry(_("没有改动。"), INPUT, 2),
    errors.ReviewUnderWay: Entry(
        _(
            "审核已经走过“%(step)s”：改动人员以后要重新排名，从排名定档那一步起重走。"
            "确实要改的，请确认“审核从排名起重走”。"
        )
    ),
    errors.NoImport: Entry(_("没有可以撤销的导入。")),
    errors.ImportInUse: Entry(
        _(
            "“%(file)s”不能撤销：导入以后，这些人又有了改动、测评会或排名：%(names)s。"
            "个别不对的，请到“人员”页更正。"
        )
    ),
    errors.AssessmentInUse: Entry(
        _(
            "这次考核不能删除，还有：%(names)s。刚导入的名单先撤销导入；没有开始的测评会先取消；测评过的考核要留着。"
        )
    ),
    errors.UnitUnknown: Entry(_("没有这个单位，或者不归您管。"), 404),
    errors.UnitNamed: Entry(_("同一个上级下面已经有“%(name)s”：请换一个名称。"), INPUT),
    errors.UnitBelowItself: Entry(
        _("“%(name)s”不能移到它自己或它的下级下面：请选别的上级。"), INPUT
    ),
    errors.TopUnit: Entry(_("“%(name)s”是最上面的单位，不能移动，也不能删除；名称可以改。")),
    errors.UnitInUse: Entry(
        _(
            "“%(name)s”不是空的，不能删除：下级单位 %(units)s 个，账户 %(accounts)s 个，"
            "测评会 %(meetings)s 场，考核 %(assessments)s 次，接口密钥 %(keys)s 把。"
            "名称不对的，请改名；归错上级的，请移动。"
        )
    ),
}
"""A part of ``refusals.TABLE``."""
