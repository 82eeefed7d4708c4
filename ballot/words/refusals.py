"""What a refusal says, and what it counts as: one table for pages, command line and interface.

``TABLE`` maps every class of ``ballot.domain.errors`` to its sentence, HTTP status and exit code:
1 for a check that did not hold, 2 for wrong input. A sentence may name the fields of its error.
"""

import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime

from ballot.domain import errors
from ballot.domain.meeting import Transport
from ballot.words import (
    people,
    reasons,
    refusals_backup,
    refusals_drafts,
    refusals_files,
    refusals_interface,
    refusals_machine,
    refusals_people,
    refusals_review,
    terms,
)
from ballot.words.bulk import refusals_bulk
from ballot.words.hall import refusals_hall, refusals_slips, shortfall
from ballot.words.language import gettext
from ballot.words.language import lazy_gettext as _
from ballot.words.refusal_entry import INPUT, Entry, beyond

TABLE: Mapping[type[errors.BallotError], Entry] = {
    errors.BallotError: Entry(_("这一步没有做成，什么也没有改变。"), 500),
    # Input from files and forms
    errors.Fault: Entry(_("有一处不对。"), INPUT, 2),
    errors.Refused: Entry(_("有几处不对，请改正后再试。什么也没有保存。"), INPUT, 2),
    errors.Missing: Entry(_("缺少内容"), INPUT, 2),
    errors.UnknownKey: Entry(_("没有“%(name)s”这一项；可用的有：%(allowed)s"), INPUT, 2),
    errors.WrongType: Entry(_("“%(value)s”不对，应为%(expected)s"), INPUT, 2),
    errors.OutOfRange: Entry(_("“%(value)s”超出范围，应在 %(low)s 与 %(high)s 之间"), INPUT, 2),
    errors.RatingsIncomplete: Entry(_("两个等级要一起填：%(names)s"), INPUT, 2),
    errors.SheetConflict: Entry(_("这几条不能同时成立：%(rules)s"), INPUT, 2),
    errors.ColumnsDisagree: Entry(_("与“%(other)s”列矛盾"), INPUT, 2),
    errors.CapExceeded: Entry(_("“%(grade)s”最多 %(limit)s 人，现有 %(given)s 人"), INPUT, 2),
    errors.NotADecimal: Entry(_("“%(value)s”不是数，应像 112 或 97.5"), INPUT, 2),
    errors.NotADate: Entry(_("“%(value)s”不是日期，应像 2026-12-20"), INPUT, 2),
    errors.NotAMoment: Entry(_("“%(value)s”不是日期和时间，应像 2026-12-20 19:30"), INPUT, 2),
    errors.PartsDiffer: Entry(
        _(
            "“%(column)s”写了 %(wanted)s 位，这里写了 %(parts)s 个：都一样的只写一个，"
            "不一样的按同样的先后用“、”一一写出"
        ),
        INPUT,
        2,
    ),
    errors.NotOneOf: Entry(_("“%(value)s”不在可选范围内：%(allowed)s"), INPUT, 2),
    errors.TwiceTheSame: Entry(_("“%(value)s”重复了，只能有一个"), INPUT, 2),
    errors.NotAFile: Entry(_("读不了文件“%(path)s”：%(reason)s"), INPUT, 2),
    errors.NotWritable: Entry(_("写不了文件“%(path)s”：%(reason)s"), INPUT, 2),
    **refusals_files.TABLE,
    # Schemes
    errors.SchemeUnknown: Entry(_("没有考核办法“%(name)s”；现有：%(available)s"), INPUT, 2),
    errors.SchemeContradiction: Entry(_("考核办法自相矛盾：%(rule)s"), INPUT, 2),
    errors.ExampleFails: Entry(
        _("考核办法的算例“%(name)s”不符：应为 %(expected)s，算得 %(got)s"), INPUT, 1
    ),
    **refusals_bulk.TABLE,
    # Two who change the same
    **refusals_drafts.TABLE,
    # The review of an assessment
    **refusals_people.TABLE,
    **refusals_review.TABLE,
    # A slip and a ballot
    **refusals_slips.TABLE,
    # The life of a meeting
    errors.MeetingUnknown: Entry(_("没有编号为 %(number)s 的测评会"), 404, 2),
    errors.NotInState: Entry(_("现在不能“%(act)s”：测评会处于“%(state)s”")),
    errors.RehearsalCounted: Entry(
        _(
            "演练已经截止：清空会删除演练的票、清点和结果，不能恢复。"
            "确实要清空，请确认（命令行加 --agreed）"
        )
    ),
    errors.NoSlips: Entry(_("还没有制票：先制票，再锁定")),
    errors.TooManySlips: Entry(
        _("每场测评会 1 至 %(limit)s 张票；已有 %(have)s 张，又要 %(asked)s 张"), INPUT, 2
    ),
    errors.BatchesNotConfirmed: Entry(_("还有没确认打印完的票：第 %(batches)s 批")),
    errors.BatchUnknown: Entry(_("没有第 %(batch)s 批票"), 404, 2),
    errors.ClassTooSmall: Entry(
        _(
            "“%(name)s”应参加 %(eligible)s 人，少于 %(least)s 人：分开统计会暴露个人，不能锁定。"
            "请把这一类并入别的类，或者改用不分类的考核办法。"
        )
    ),
    errors.ClassNeeded: Entry(
        _("这场会分类投票，每类的票分开制：请写明这些票给哪一类（%(classes)s）"), INPUT, 2
    ),
    errors.NoClasses: Entry(_("这场会不分类投票，没有“%(name)s”：不要写类别"), INPUT, 2),
    errors.ClassesNotPlanned: Entry(
        _("这场会分类投票，应参加人数要按类写（%(classes)s）：现在只有一个总数，请先分类填写")
    ),
    errors.ClassWithoutSlips: Entry(
        _("“%(name)s”应参加 %(eligible)s 人，还没有一张票：先给这一类制票")
    ),
    errors.KeysNotConfirmed: Entry(_("三位监票人还没有都确认密钥（已确认 %(confirmed)s 位）")),
    errors.PlainTransport: Entry(_("本场网络未加密，不能开始由监票人保管密钥的投票")),
    errors.TransportChanged: Entry(
        _(
            "网络和公告上写的不同：公告写的是“%(frozen)s”，现在是“%(now)s”。"
            "请把网络改回去，或者解除锁定、重新锁定，再贴新的公告"
        )
    ),
    errors.QuorumMissed: Entry(
        _("收回 %(returned)s 张，要求至少 %(required)s 张：未达到法定人数，票箱不打开")
    ),
    errors.RoundInvalid: Entry(_("收回 %(returned)s 张，多于 %(bound)s：本轮无效")),
    errors.RoundInvalidByClass: Entry(
        _("“%(name)s”收回 %(returned)s 张，多于这一类应参加的 %(bound)s 人：本轮无效")
    ),
    errors.LedgerOpen: Entry(_("收发票数对不上：%(lines)s")),
    errors.NotSettled: Entry(_("还没有清点完毕：请先在“票据清点”页核对收发票数，再开箱。")),
    errors.ProofsUnchecked: Entry(_("密文还没有全部核验：请先按“清点完毕”，程序随即核验。")),
    errors.SlipsSettled: Entry(_("已经清点完毕，收发票数不再改动。")),
    errors.SlipScanned: Entry(_("这张票已经核验过，不重复计数。")),
    errors.SlipExchanged: Entry(_("这张票已经换成纸质票。"), 410),
    errors.SheetsDiffer: Entry(
        _("各选项、弃权、无效相加是 %(sheets)s，与纸质票 %(expected)s 张不符"), INPUT, 2
    ),
    errors.ComplaintUnknown: Entry(_("没有第 %(position)s 条等待处理的异议。"), 404, 2),
    errors.NothingToOverride: Entry(_("收发票数没有不符的地方，不用带差额开箱。")),
    errors.NoRoundLeft: Entry(_("只有未达到法定人数或无效的测评会可以举行一次第二轮")),
    errors.ObjectionsRunning: Entry(_("异议期到 %(until)s 才结束，在此之前不能删除密文")),
    errors.CiphertextsErased: Entry(_("这场的密文已经删除：结果还在，不能再逐票核验"), 410),
    # People
    errors.NotSignedIn: Entry(_("请先登录"), 401),
    errors.MayNot: Entry(_("您的账户不能“%(act)s”"), 403),
    errors.WrongPassword: Entry(_("用户名或密码不对"), 401, 2),
    errors.SignInAgain: Entry(_("这一步要重新登录确认"), 401),
    errors.WeakPassword: Entry(_("密码太简单：至少 %(least)s 个字符，不要用常见密码"), INPUT, 2),
    errors.DownloadLinkInvalid: Entry(
        _("这个下载链接已过期或不完整。请组织者在结果页再点一次“给手机扫码下载”，重新扫。"), 410
    ),
    errors.InvitationInvalid: Entry(
        _("这个链接已用过、已过期或不完整。请向给您链接或二维码的人再要一个。"), 410
    ),
    errors.SlipsPrinted: Entry(
        _("已经印了测评票，不能再改为由服务器保管密钥。要改，请先把印好的票整批作废。")
    ),
    errors.NoBadge: Entry(_("这部手机还没有领这场测评会的监票人或计票人身份。"), 403),
    errors.BadgeHeld: Entry(
        _("这部手机已经领了“%(name)s”的身份：一部手机只能给一个人用，请换本人的手机扫。")
    ),
    errors.NameBarred: Entry(
        _("“%(name)s”是被测评人或组织者，不能担任监票人、计票人，请另选一位。"), INPUT, 2
    ),
    errors.PlaceUnknown: Entry(_("还没有确定第 %(place)s 位的人选，请先写上姓名。"), 404, 2),
    errors.PlaceTaken: Entry(_("“%(name)s”已经用手机领过身份：要换手机或换人，请写明原因。")),
    errors.WeakPin: Entry(
        _("请设 6 位数字，不要 6 个一样的，也不要 123456 这样连着的。"), INPUT, 2
    ),
    errors.WrongPin: Entry(_("数字密码不对，请再输一次。"), 403, 1),
    errors.PinWaits: Entry(_("数字密码输错太多次，请等到 %(until)s 再试。"), 429, 1),
    errors.KeysAreMade: Entry(
        _("三位监票人已经确认密钥：要换人或换手机，请先写明原因，作废现有密钥，重新制作。")
    ),
    errors.KeyStepWrong: Entry(
        _("密钥制作已经进到下一步，或者已经重新开始：请看这一页的最新提示。")
    ),
    errors.ConsentNeeded: Entry(
        _("“%(act)s”要一位监票人同意：请任一位监票人在自己的手机上点“同意”，然后再做一次。")
    ),
    errors.ConsentGone: Entry(_("这件事已经有人答复，或者已经撤回，不用再答。")),
    errors.ExchangeNotAgreed: Entry(
        _("换发纸质票要一位监票人先同意（或同意的张数已经用完）：请写最多换几张，请监票人同意。")
    ),
    errors.ConsentNotNeeded: Entry(_("这场的密钥由服务器保管，“%(act)s”不用监票人同意。")),
    errors.SignedInHere: Entry(
        _("这个浏览器登录着账户：监票人、计票人要用自己的手机，不能与组织者共用。"), 403
    ),
    # The roster, kiosks, tablets at the door
    **refusals_hall.TABLE,
    # Bundles and backups
    **refusals_backup.TABLE,
    # Paper
    errors.FontUnusable: Entry(
        _(
            "“%(file)s”不能用来打印：要一个有轮廓、厂家允许嵌入的字库文件（.ttf、.otf、.ttc），"
            "网页字库和图片字库不行"
        ),
        INPUT,
        2,
    ),
    **refusals_machine.TABLE,
    errors.Tampered: Entry(
        _("数据库里的内容与程序写入的不符（%(what)s）。请停下，报告管理员。"), 500
    ),
    errors.ProofRefused: Entry(_("核对不成立：%(why)s"), INPUT),
    errors.BoxKeyMissing: Entry(_("找不到票箱的密钥文件"), 500),
    errors.SharesNeeded: Entry(_("开箱要两份监票人密钥，现有 %(given)s 份")),
    errors.NoSharesHere: Entry(_("这场的密钥由服务器保管，不用监票人的钥匙开箱")),
    errors.ShareOfAnother: Entry(
        _("这是 %(position)s 号监票人的钥匙。各人在自己的手机上用自己的钥匙。"), 403
    ),
    errors.SentToAnother: Entry(
        _("这是编号 %(number)s 那场测评会的开箱文件，不能交到这一场"), INPUT, 2
    ),
    **refusals_interface.TABLE,
}


def entry(error: errors.BallotError) -> Entry:
    """The entry of an error's class, or of the nearest class above it."""
    return next(TABLE[kind] for kind in type(error).__mro__ if kind in TABLE)


def words(error: errors.BallotError) -> str:
    """The sentence of an error in the reader's language, with its place; a line a fault."""
    if isinstance(error, errors.Refused) and error.faults:
        return "\n".join(words(fault) for fault in error.faults)
    if isinstance(error, errors.Fault):
        return _placed(error)
    if isinstance(error, errors.OutOfRange) and None in (error.low, error.high):
        return beyond(error)
    if isinstance(error, errors.PersonMeasured):
        return people.measured(error, error.name)
    return str(entry(error).words) % {
        field.name: _value(field.name, getattr(error, field.name)) for field in fields(error)
    }


def status(error: errors.BallotError) -> int:
    """The HTTP status."""
    return entry(error).status


def exit_code(error: errors.BallotError) -> int:
    """What the command line ends with."""
    return entry(error).exit_code


def problem_type(error: errors.BallotError) -> str:
    """The ``type`` of a problem document (RFC 9457)."""
    kebab = re.sub(r"(?<!^)(?=[A-Z])", "-", type(error).__name__).lower()
    return f"urn:ballot:problem:{kebab}"


def location(fault: errors.Fault) -> str:
    """Where a fault lies: file, row, column, key, as far as they are known."""
    parts = [
        fault.file,
        gettext("第 %(row)s 行", row=fault.row) if fault.row is not None else None,
        gettext("“%(column)s”列", column=fault.column) if fault.column is not None else None,
        fault.key,
    ]
    return " ".join(part for part in parts if part)


def _placed(fault: errors.Fault) -> str:
    where, what = location(fault), words(fault.error)
    return gettext("%(where)s：%(what)s", where=where, what=what) if where else what


def _value(name: str, value: object) -> object:
    if name == "state":
        return terms.state(str(value))
    if name in ("kind_said", "kind_chosen"):
        return terms.period(str(value))
    if name == "short_by":
        return shortfall.said(value if isinstance(value, int) else None)
    if name == "act":
        return terms.act(str(value))
    if isinstance(value, Transport):
        return terms.transport(value)
    if name == "lines" and isinstance(value, tuple):
        return terms.listing(terms.law(str(each)) for each in value)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, tuple):
        return terms.listing(reasons.read_out(name, each) or each for each in value)
    return reasons.read_out(name, value) or value
