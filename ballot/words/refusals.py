"""What a refusal says, and what it counts as: one table for pages, command line and interface.

``TABLE`` maps every class of ``ballot.domain.errors`` to its sentence, HTTP status and exit code:
1 for a check that did not hold, 2 for wrong input. A sentence may name the fields of its error.
"""

import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime

from ballot.domain import errors as e
from ballot.words import names, reasons, refusals_backup, refusals_interface
from ballot.words.entry import INPUT, Entry
from ballot.words.language import gettext
from ballot.words.language import lazy_gettext as _

TABLE: Mapping[type[e.BallotError], Entry] = {
    e.BallotError: Entry(_("这一步没有做成,什么也没有改变。"), 500),
    # Input from files and forms
    e.Fault: Entry(_("有一处不对。"), INPUT, 2),
    e.Refused: Entry(_("有几处不对,请改正后再试。什么也没有保存。"), INPUT, 2),
    e.Missing: Entry(_("缺少内容"), INPUT, 2),
    e.UnknownKey: Entry(_("没有“%(name)s”这一项;可用的有:%(allowed)s"), INPUT, 2),
    e.WrongType: Entry(_("“%(value)s”不对,应为%(expected)s"), INPUT, 2),
    e.OutOfRange: Entry(_("“%(value)s”超出范围,应在 %(low)s 与 %(high)s 之间"), INPUT, 2),
    e.SheetConflict: Entry(_("这几条不能同时成立:%(rules)s"), INPUT, 2),
    e.ColumnsDisagree: Entry(_("与“%(other)s”列矛盾"), INPUT, 2),
    e.CapExceeded: Entry(_("“%(grade)s”最多 %(limit)s 人,现有 %(given)s 人"), INPUT, 2),
    e.NotADecimal: Entry(_("“%(value)s”不是数,应像 112 或 97.5"), INPUT, 2),
    e.NotADate: Entry(_("“%(value)s”不是日期,应像 2026-12-20"), INPUT, 2),
    e.NotOneOf: Entry(_("“%(value)s”不在可选范围内:%(allowed)s"), INPUT, 2),
    e.TwiceTheSame: Entry(_("“%(value)s”重复了,只能有一个"), INPUT, 2),
    e.NotAFile: Entry(_("读不了文件“%(path)s”:%(reason)s"), INPUT, 2),
    e.SheetUnreadable: Entry(
        _(
            "这张表读不了:内容太多、单元格离得太远,或者已损坏。请把要用的几列复制到一张新表,再传一次。"
        ),
        INPUT,
        2,
    ),
    e.NotWritable: Entry(_("写不了文件“%(path)s”:%(reason)s"), INPUT, 2),
    e.TitleAboveHeading: Entry(
        _("这一行是标题,不是列名。第一行应是列名(姓名、单位……):删去上面的标题行,再传一次。"),
        INPUT,
        2,
    ),
    e.ColumnUnnamed: Entry(
        _("第 %(place)s 列写着“%(value)s”,但第一行没有这一列的列名:补上列名,或者清空这一格。"),
        INPUT,
        2,
    ),
    # Schemes
    e.SchemeUnknown: Entry(_("没有考核办法“%(name)s”;现有:%(available)s"), INPUT, 2),
    e.SchemeContradiction: Entry(_("考核办法自相矛盾:%(rule)s"), INPUT, 2),
    e.ExampleFails: Entry(
        _("考核办法的算例“%(name)s”不符:应为 %(expected)s,算得 %(got)s"), INPUT, 1
    ),
    # The review of an assessment
    e.NotAuthorised: Entry(
        _("还没有登记批准,不能考核:%(text)s。请先建立考核,在它的“审核”页填写批准日期和文号。")
    ),
    e.NotConfirmed: Entry(_("文件没有写测评等次的界限,请先在“审核”页确认采用的界限。")),
    e.NotRanked: Entry(_("还没有排名:请先排名定档。")),
    e.RankingOutdated: Entry(_("排名之后又有改动:请先重新排名,再走下一步。")),
    e.OnlyTownship: Entry(
        _("“%(value)s”人员由%(by)s组织测评(%(clause)s):请写明镇(街道),或由它的组织者来建"), INPUT, 2
    ),
    e.StepOutOfOrder: Entry(_("现在不能“%(step)s”:按程序,下一步是“%(next)s”")),
    e.StillWaiting: Entry(_("还有 %(count)s 人待测评:要继续,请写明原因。"), INPUT, 1),
    e.GradesUndecided: Entry(_("这些人的等次还没有研究确定:%(names)s")),
    e.GradeFixed: Entry(_("这个等次不能人工改:%(why)s。情形不成立的,先解除情形,再重新排名。")),
    e.ExcessNeedsReason: Entry(
        _("“%(grade)s”名额 %(limit)s 人,这样改就有 %(given)s 人:要超出,请另写超出的理由。"),
        INPUT,
        1,
    ),
    e.NobodyToRank: Entry(_("这次考核里还没有人。请先导入人员名单。"), INPUT, 2),
    e.AssessmentConcluded: Entry(_("这次考核已经办结。要改动,请先退回并写明原因。")),
    e.StepsOpen: Entry(_("还不能办结,程序没有走完:%(names)s")),
    e.NoticesMissing: Entry(_("还不能办结:办法要求公示 %(wanted)s 次,已完成 %(done)s 次")),
    e.NoticeHangs: Entry(_("正在公示,内容不能改:请先撤回公示,或等公示结束。")),
    e.NoticeNotPosted: Entry(_("没有正在进行的公示。")),
    e.NoticeRunning: Entry(_("公示期还没有满:最后一天是 %(last)s,次日起可以结束公示。")),
    e.NoticeGone: Entry(_("这份公示已经结束,或者还没有开始。"), 410),
    e.AppealsUndecided: Entry(_("还有 %(count)s 件申诉或异议没有作出决定。")),
    e.AppealDecided: Entry(_("这一件已经作出决定,不能再改。")),
    e.AppealNotAllowed: Entry(_("这个办法不受理这样的申诉。%(text)s"), INPUT),
    e.NotADeduction: Entry(
        _("“%(item)s”现为“%(value)s”:只受理撤销减分,新值要高于原值。"), INPUT, 2
    ),
    e.ScoreInParts: Entry(
        _("考评表已按分项填好,合计 %(total)s,和 %(value)s 不一样;要改请在考核里改分项"), INPUT, 2
    ),
    e.SeveralMeetings: Entry(
        _("“%(item)s”有几场会的结果:%(numbers)s。请选用哪一场,或合计选票、取平均。")
    ),
    # A slip and a ballot
    e.SlipUnknown: Entry(_("没有这张票。请看清票上的内容再试一次,或找现场工作人员。"), 404),
    e.SlipOfAnotherMeeting: Entry(_("这是“%(title)s”的票,不能投在这里。"), 404),
    e.SlipSpent: Entry(_("这张票已经投过,已计入,不能更改。如果不是您投的,请找现场工作人员。"), 200),
    e.SlipVoid: Entry(_("这张票已作废。请找现场工作人员。"), 410),
    e.SlipNotConfirmed: Entry(_("这张票还不能用:整批票还没有确认打印完。请找现场工作人员。"), 409),
    e.NotOpenYet: Entry(_("还没有开始,请稍等"), 409),
    e.VotingClosed: Entry(_("投票已经结束。这张票没有投,不再计入。"), 410),
    e.VotingPaused: Entry(_("投票暂停,请稍等,听从现场工作人员安排。"), 409),
    e.TooManyTyping: Entry(_("输入的人太多,请稍后再按一次"), 429),
    e.CouldNotCast: Entry(_("网络不好,还没有交上,请再交一次"), 503),
    e.AnswersMissing: Entry(_("还有没选的:第 %(places)s 项"), INPUT, 2),
    e.AnswerOutOfRange: Entry(_("第 %(place)s 项的选择不在票面上,请重新选。"), 400, 2),
    e.TooManyOfFirst: Entry(
        _("选第一档的最多 %(limit)s 项,您选了 %(given)s 项。请回去改。"), INPUT, 2
    ),
    e.TooFewBelow: Entry(_("至少要有 %(least)s 项低于 %(bound)s 分。请回去改。"), INPUT, 2),
    e.AllAlike: Entry(_("各项不能都选得一样。请回去改。"), INPUT, 2),
    # The life of a meeting
    e.MeetingUnknown: Entry(_("没有编号为 %(number)s 的测评会"), 404, 2),
    e.NotInState: Entry(_("现在不能“%(act)s”:测评会处于“%(state)s”")),
    e.NoSlips: Entry(_("还没有制票:先制票,再锁定")),
    e.TooManySlips: Entry(
        _("每场测评会 1 至 %(limit)s 张票;已有 %(have)s 张,又要 %(asked)s 张"), INPUT, 2
    ),
    e.BatchesNotConfirmed: Entry(_("还有没确认打印完的票:第 %(batches)s 批")),
    e.BatchUnknown: Entry(_("没有第 %(batch)s 批票"), 404, 2),
    e.ClassTooSmall: Entry(
        _("“%(name)s”只有 %(eligible)s 人,少于 %(least)s 人:分开统计会暴露个人")
    ),
    e.KeysNotConfirmed: Entry(_("三位监票人还没有都确认密钥(已确认 %(confirmed)s 位)")),
    e.PlainTransport: Entry(_("本场网络未加密,不能开始由监票人保管密钥的投票")),
    e.QuorumMissed: Entry(
        _("收回 %(returned)s 张,要求至少 %(required)s 张:未达到法定人数,票箱不打开")
    ),
    e.RoundInvalid: Entry(_("收回 %(returned)s 张,多于 %(bound)s:本轮无效")),
    e.LedgerOpen: Entry(_("收发票数对不上:%(lines)s")),
    e.NotSettled: Entry(_("还没有清点完毕:请先在“票据清点”页核对收发票数,再开箱。")),
    e.SlipsSettled: Entry(_("已经清点完毕,收发票数不再改动。")),
    e.SlipScanned: Entry(_("这张票已经核验过,不重复计数。")),
    e.SlipExchanged: Entry(_("这张票已经换成纸质票。"), 410),
    e.SheetsDiffer: Entry(
        _("各选项、弃权、无效相加是 %(sheets)s,与纸质票 %(expected)s 张不符"), INPUT, 2
    ),
    e.ComplaintUnknown: Entry(_("没有第 %(position)s 条等待处理的异议。"), 404, 2),
    e.NothingToOverride: Entry(_("收发票数没有不符的地方,不用带差额开箱。")),
    e.NoRoundLeft: Entry(_("只有未达到法定人数或无效的测评会可以举行一次第二轮")),
    e.ObjectionsRunning: Entry(_("异议期到 %(until)s 才结束,在此之前不能删除密文")),
    e.CiphertextsErased: Entry(_("这场的密文已经删除:结果还在,不能再逐票核验"), 410),
    # People
    e.NotSignedIn: Entry(_("请先登录"), 401),
    e.MayNot: Entry(_("您的账号不能“%(act)s”"), 403),
    e.WrongPassword: Entry(_("用户名或密码不对"), 401, 2),
    e.SignInAgain: Entry(_("这一步要重新登录确认"), 401),
    e.WeakPassword: Entry(_("密码太简单:至少 %(least)s 个字符,不要用常见密码"), INPUT, 2),
    e.DownloadLinkInvalid: Entry(
        _("这个下载链接已过期或不完整。请组织者在结果页再点一次“给手机扫码下载”,重新扫。"), 410
    ),
    e.InvitationInvalid: Entry(
        _("这个链接已用过、已过期或不完整。请向给您链接或二维码的人再要一个。"), 410
    ),
    e.SlipsPrinted: Entry(
        _("已经印了测评票,不能再改为由服务器保管密钥。要改,请先把印好的票整批作废。")
    ),
    e.NoBadge: Entry(_("这部手机还没有领这场测评会的监票人或计票人身份。"), 403),
    e.BadgeHeld: Entry(
        _("这部手机已经领了“%(name)s”的身份:一部手机只能给一个人用,请换本人的手机扫。")
    ),
    e.NameBarred: Entry(
        _("“%(name)s”是被测评人或组织者,不能担任监票人、计票人,请另选一位。"), INPUT, 2
    ),
    e.PlaceUnknown: Entry(_("还没有确定第 %(place)s 位的人选,请先写上姓名。"), 404, 2),
    e.PlaceTaken: Entry(_("“%(name)s”已经用手机领过身份:要换手机或换人,请写明原因。")),
    e.WeakPin: Entry(_("请设 6 位数字,不要 6 个一样的,也不要 123456 这样连着的。"), INPUT, 2),
    e.WrongPin: Entry(_("数字密码不对,请再输一次。"), 403, 1),
    e.PinWaits: Entry(_("数字密码输错太多次,请等到 %(until)s 再试。"), 429, 1),
    e.KeysAreMade: Entry(
        _("三位监票人已经确认密钥:要换人或换手机,请先写明原因,作废现有密钥,重新制作。")
    ),
    e.KeyStepWrong: Entry(_("密钥制作已经进到下一步,或者已经重新开始:请看这一页的最新提示。")),
    e.ConsentNeeded: Entry(
        _("“%(act)s”要一位监票人同意:请任一位监票人在自己的手机上点“同意”,然后再做一次。")
    ),
    e.ConsentGone: Entry(_("这件事已经有人答复,或者已经撤回,不用再答。")),
    e.ExchangeNotAgreed: Entry(
        _("换发纸质票要一位监票人先同意(或同意的张数已经用完):请写最多换几张,请监票人同意。")
    ),
    e.ConsentNotNeeded: Entry(_("这场的密钥由服务器保管,“%(act)s”不用监票人同意。")),
    e.SignedInHere: Entry(
        _("这个浏览器登录着账户:监票人、计票人要用自己的手机,不能与组织者共用。"), 403
    ),
    # Kiosks
    e.KioskNotPaired: Entry(_("这台设备还不是这场测评会的投票平板,或者已经停用。"), 403),
    e.KioskCodeWrong: Entry(
        _("这 12 位配对数字不对,或者已经用过。请组织者看清楚再念一遍,或者再添一台。"), 404, 2
    ),
    e.KioskSignedIn: Entry(
        _("这个浏览器登录着账户,不能当投票平板:请先退出登录,或者换一台设备。"), 403
    ),
    e.KioskUnknown: Entry(_("没有第 %(place)s 号平板。"), 404, 2),
    e.TooManyKiosks: Entry(_("一场测评会最多 %(limit)s 台平板。")),
    # Bundles and backups
    **refusals_backup.TABLE,
    # Paper
    e.GlyphMissing: Entry(_("字库里没有“%(char)s”字(在“%(name)s”中)"), INPUT),
    # The machine
    e.SettingWrong: Entry(_("设置 %(name)s 不对:现为“%(found)s”,应为“%(wanted)s”"), 500),
    e.KeysDoNotMatch: Entry(_("密钥不是这个数据库的那一套:现为 %(found)s,应为 %(wanted)s"), 500),
    e.AlreadyServing: Entry(_("另一个服务正在使用 %(data)s"), 500),
    e.DatabaseBehind: Entry(
        _("数据库版本不对:现为 %(found)s,应为 %(wanted)s。请运行 ballot db upgrade"), 500
    ),
    e.DatabaseUnreachable: Entry(_("连不上数据库 %(where)s"), 503),
    e.Tampered: Entry(_("数据库里的内容与程序写入的不符(%(what)s)。请停下,报告管理员。"), 500),
    e.ProofRefused: Entry(_("核对不成立:%(why)s"), INPUT),
    e.BoxKeyMissing: Entry(_("找不到票箱的密钥文件"), 500),
    e.SharesNeeded: Entry(_("开箱要两份监票人密钥,现有 %(given)s 份")),
    e.NoSharesHere: Entry(_("这场的密钥由服务器保管,不用监票人的钥匙开箱")),
    e.ShareOfAnother: Entry(
        _("这是 %(position)s 号监票人的钥匙。各人在自己的手机上用自己的钥匙。"), 403
    ),
    e.SentToAnother: Entry(_("这是编号 %(number)s 那场测评会的开箱文件,不能交到这一场"), INPUT, 2),
    **refusals_interface.TABLE,
}


def entry(error: e.BallotError) -> Entry:
    """The entry of an error's class, or of the nearest class above it."""
    return next(TABLE[kind] for kind in type(error).__mro__ if kind in TABLE)


def words(error: e.BallotError) -> str:
    """The sentence of an error in the reader's language, with the place where it has one.

    Several faults are several lines.
    """
    if isinstance(error, e.Refused) and error.faults:
        return "\n".join(words(fault) for fault in error.faults)
    if isinstance(error, e.Fault):
        return _placed(error)
    if isinstance(error, e.OutOfRange) and None in (error.low, error.high):
        return _beyond(error)
    return str(entry(error).words) % {
        field.name: _value(field.name, getattr(error, field.name)) for field in fields(error)
    }


def status(error: e.BallotError) -> int:
    """The HTTP status."""
    return entry(error).status


def exit_code(error: e.BallotError) -> int:
    """What the command line ends with."""
    return entry(error).exit_code


def problem_type(error: e.BallotError) -> str:
    """The ``type`` of a problem document (RFC 9457)."""
    kebab = re.sub(r"(?<!^)(?=[A-Z])", "-", type(error).__name__).lower()
    return f"urn:ballot:problem:{kebab}"


def place(fault: e.Fault) -> str:
    """Where a fault lies: file, row, column, key, as far as they are known."""
    parts = [
        fault.file,
        gettext("第 %(row)s 行", row=fault.row) if fault.row is not None else None,
        gettext("“%(column)s”列", column=fault.column) if fault.column is not None else None,
        fault.key,
    ]
    return " ".join(part for part in parts if part)


def _placed(fault: e.Fault) -> str:
    where, what = place(fault), words(fault.error)
    return gettext("%(where)s:%(what)s", where=where, what=what) if where else what


def _beyond(error: e.OutOfRange) -> str:
    if error.high is None:
        return str(gettext("“%(value)s”不能小于 %(low)s", value=error.value, low=error.low))
    return str(gettext("“%(value)s”不能大于 %(high)s", value=error.value, high=error.high))


def _value(name: str, value: object) -> object:
    if name == "state":
        return names.state(str(value))
    if name == "act":
        return names.act(str(value))
    if name == "lines" and isinstance(value, tuple):
        return names.listing(names.law(str(each)) for each in value)
    if isinstance(value, datetime):
        return value.astimezone().strftime("%Y-%m-%d %H:%M")
    if isinstance(value, tuple):
        return names.listing(value)
    return reasons.read_out(name, value) or value
