"""A review that is not at that step, a grade that cannot be changed: part of the refusals."""

from collections.abc import Mapping

from ballot.domain import errors
from ballot.words.language import lazy_gettext as _
from ballot.words.refusal_entry import INPUT, Entry

TABLE: Mapping[type[errors.BallotError], Entry] = {
    errors.NotAuthorised: Entry(
        _("还没有登记批准，不能考核：%(text)s。请先建立考核，在它的“审核”页填写批准日期和文号。")
    ),
    errors.NotConfirmed: Entry(_("文件没有写测评等次的界限，请先在“审核”页确认采用的界限。")),
    errors.NotRanked: Entry(_("还没有排名：请先排名定档。")),
    errors.RankingOutdated: Entry(_("排名之后又有改动：请先重新排名，再走下一步。")),
    errors.PeriodDisagrees: Entry(
        _("这里写的是%(kind_said)s，考核周期选的是%(kind_chosen)s：请改成一致"), INPUT, 2
    ),
    errors.RoundNotSaid: Entry(
        _("这个办法分几轮，每一轮是一次考核：请选是哪一轮，或在名称、期间里写明（%(rounds)s）"),
        INPUT,
        2,
    ),
    errors.PartsDisagree: Entry(
        _("这里写的是 %(value)s，按分项（各月）合成是 %(made)s：请核对，只留一个"), INPUT, 2
    ),
    errors.StandsOtherwise: Entry(
        _(
            "现在填的是 %(value)s（来自 %(source)s），已办结的“%(part)s”里是 %(other)s："
            "请说明保留哪一个"
        ),
        INPUT,
        2,
    ),
    errors.PartsApart: Entry(
        _("已办结的几期说的不一样（%(said)s）：请核对，在得分页填算数的那个值"), INPUT, 2
    ),
    errors.PeriodsApart: Entry(
        _("%(columns)s不在同一个考核期间（%(kind_chosen)s）里：请只填本期的"), INPUT, 2
    ),
    errors.OnlyTownship: Entry(
        _("“%(value)s”人员由%(by)s组织测评（%(clause)s）：请写明镇（街道），或由它的组织者来建"),
        INPUT,
        2,
    ),
    errors.AllStepsDone: Entry(
        _("现在不能“%(step)s”：程序的各步都走完了。要再改，请先退回到哪一步，并写明原因。")
    ),
    errors.StepOutOfOrder: Entry(_("现在不能“%(step)s”：按程序，下一步是“%(next)s”")),
    errors.StillWaiting: Entry(_("还有 %(count)s 人待测评：要继续，请写明原因。"), INPUT, 1),
    errors.GradesUndecided: Entry(_("这些人的等次还没有研究确定：%(names)s")),
    errors.GradeFixed: Entry(
        _("这个等次不能人工改：%(why)s。情形不成立的，先解除情形，再重新排名。")
    ),
    errors.ExcessNeedsReason: Entry(
        _("“%(grade)s”名额 %(limit)s 人，这样改就有 %(given)s 人：要超出，请另写超出的理由。"),
        INPUT,
        1,
    ),
    errors.NobodyToRank: Entry(_("这次考核里还没有人。请先导入人员名单。"), INPUT, 2),
    errors.AssessmentConcluded: Entry(_("这次考核已经办结。要改动，请先退回并写明原因。")),
    errors.DefaultsFixed: Entry(
        _("已经排名定档（“%(step)s”），默认的界限不能再改：确实要改，先退回到这一步，写明原因。")
    ),
    errors.StepsOpen: Entry(_("还不能办结，程序没有走完：%(names)s")),
    errors.NoticeTooEarly: Entry(_("还不能公示，先要走完这几步：%(names)s")),
    errors.NothingToPublish: Entry(
        _("还不能公示：一个人的“%(what)s”都还没有。请先测评、评定或导入，齐了再公示。")
    ),
    errors.NoticesDone: Entry(
        _(
            "办法要求公示 %(times)s 次（%(clause)s），都已做过，说的和现在的结果一样。"
            "确实要再公示一次，请写明原因。"
        ),
        INPUT,
        1,
    ),
    errors.NoticesMissing: Entry(
        _("还不能办结：办法要求公示 %(wanted)s 次，已完成 %(done)s 次，还要公示：%(missing)s")
    ),
    errors.NoticeOutdated: Entry(
        _("还不能办结：%(ended)s 结束的公示和现在的结果不一样，不再算数。请重新公示。")
    ),
    errors.NoticeHangs: Entry(_("正在公示，内容不能改：请先撤回公示，或等公示结束。")),
    errors.NoticeNotPosted: Entry(_("没有正在进行的公示。")),
    errors.NoticeRunning: Entry(_("公示期还没有满：最后一天是 %(last)s，次日起可以结束公示。")),
    errors.HolidaysIdle: Entry(_("这个办法的公示每天都算，不用写放假的日子。"), INPUT, 2),
    errors.NoticeGone: Entry(_("这份公示已经结束，或者还没有开始。"), 410),
    errors.AppealsUndecided: Entry(_("还有 %(count)s 件申诉或异议没有作出决定。")),
    errors.AppealDecided: Entry(_("这一件已经作出决定，不能再改。")),
    errors.AppealNotAllowed: Entry(_("这个办法不受理这样的申诉。%(text)s"), INPUT),
    errors.NotADeduction: Entry(
        _("“%(item)s”现为“%(value)s”：只受理撤销减分，新值要高于原值。"), INPUT, 2
    ),
    errors.ScoreInParts: Entry(
        _("考评表已按分项填好，合计 %(total)s，和 %(value)s 不一样；要改请在考核里改分项"), INPUT, 2
    ),
    errors.GivenOtherwise: Entry(
        _(
            "现在计入的是 %(value)s（来源：%(source)s），不是考评表的合计。"
            "要改按考评表计，请确认并写明原因"
        ),
        INPUT,
        2,
    ),
    errors.DecidedOtherwise: Entry(
        _(
            "现在计入的是 %(value)s（来源：%(source)s），"
            "文件改不了。要改请到本人的页面上改，并写明原因"
        ),
        INPUT,
        2,
    ),
    errors.BeyondAttainable: Entry(
        _(
            "“%(name)s”%(value)s 分，比这一栏能得的最多 %(most)s 分还多"
            "（基本分 %(base)s，有上限的奖分 %(bounded)s，"
            "没有上限的奖分按一年 4 次估 %(estimated)s）。"
            "请核对：写错的请改；确实有这么多的，请确认"
        ),
        INPUT,
        2,
    ),
    errors.FarFromOthers: Entry(
        _("“%(name)s”的 %(value)s 和别人差得多：这一列居中的数是 %(middle)s，请核对"), INPUT, 2
    ),
    errors.ScoresPublished: Entry(
        _("这次考核已经公示过，得分不能在这里改：公示还挂着的，请先撤回公示并写明原因，再改。")
    ),
    errors.FigureUnbalanced: Entry(
        _(
            "“%(item)s”由测评会 %(number)s 测出，但那一场有对不上的地方（%(remarks)s）。"
            "请看它的结果，在“一人几场测评会”里选定哪一场计入，写明原因，再排名。"
        )
    ),
    errors.MeasuredOtherwise: Entry(
        _(
            "“%(name)s”已经有测评会了：一项由几处测评的，或者每处各开一场，或者合开一场，不能两样都有。"
            "请按已有的那一场选，或先取消它。"
        ),
        INPUT,
        2,
    ),
    errors.SeveralMeetings: Entry(
        _("“%(item)s”有几场会的结果：%(numbers)s。请选用哪一场，或合计选票、取平均。")
    ),
}
"""A part of ``refusals.TABLE``."""
