"""What another program is told at the interface, and whoever asks for what is not there."""

from collections.abc import Mapping

from ballot.domain import errors
from ballot.words.language import Sentence
from ballot.words.language import lazy_gettext as _
from ballot.words.refusal_entry import INPUT, Entry

TABLE: Mapping[type[errors.BallotError], Entry] = {
    errors.KeyMissing: Entry(_("请求没有带接口密钥。请写上：Authorization: Bearer 密钥"), 401),
    errors.KeyUnknown: Entry(
        _("这个接口密钥不对，或者已经停用。请找管理员在“账户”页另发一个。"), 401
    ),
    errors.ApiKeyUnknown: Entry(_("没有名为“%(name)s”的接口密钥"), 404, 2),
    errors.NotJson: Entry(_("请求正文要用 JSON：Content-Type: application/json"), 415, 2),
    errors.JsonUnreadable: Entry(_("请求正文读不了：应为一个 JSON 对象，文字用 UTF-8。"), 400, 2),
    errors.AssessmentUnknown: Entry(_("没有编号为 %(id)s 的考核"), 404, 2),
    errors.JobUnknown: Entry(_("没有这一项任务"), 404),
    errors.AskedTooLongAgo: Entry(
        _("排队等得太久，没有办：请看清会议现在的情况，再输一次密码，重新开始。")
    ),
    errors.JobFileGone: Entry(
        _(
            "这个下载链接已过期。请到“我的任务”打开这一项，再点一次下载；文件已经删除的，重新做一次。"
        ),
        410,
    ),
    errors.RepeatKeyWrong: Entry(
        _("Idempotency-Key 不对：应为 1 至 %(longest)s 个可见的 ASCII 字符"), 400, 2
    ),
    errors.RepeatedOtherwise: Entry(
        _("这个 Idempotency-Key 已经用在另一个请求上：新的请求请换一个。"), INPUT, 2
    ),
    errors.StillUnderWay: Entry(
        _("同样的请求还在办理，或者中途断开：请先查看现在的状态，再换一个 Idempotency-Key。")
    ),
    errors.IssuedAlready: Entry(
        _(
            "这个请求已经制过票：第 %(batch)s 批。"
            "票的内容不再给出；没有收到的，请作废这一批，再制一批。"
        )
    ),
}
"""Part of the table of ``refusals``."""

TITLES: Mapping[int, Sentence] = {
    400: _("请求读不了"),
    401: _("没有认出是谁"),
    403: _("没有权限"),
    404: _("没有找到"),
    405: _("这个地址不能这样用"),
    409: _("现在不能这样做"),
    410: _("已经没有了"),
    413: _("内容太大"),
    415: _("不是 JSON"),
    422: _("内容不对"),
    429: _("请求太多"),
    503: _("请稍后再试"),
}
"""The title of a problem document by its status."""

FAILED: Sentence = _("服务出错")
"""The title of every other one."""
