"""What a slip and a ballot are told when they are turned away."""

from collections.abc import Mapping

from ballot.domain import errors
from ballot.words.language import lazy_gettext as _
from ballot.words.refusal_entry import INPUT, Entry

TABLE: Mapping[type[errors.BallotError], Entry] = {
    errors.SlipUnknown: Entry(_("没有这张票。请看清票上的内容再试一次，或找现场工作人员。"), 404),
    errors.SlipOfAnotherMeeting: Entry(_("这是“%(title)s”的票，不能投在这里。"), 404),
    errors.SlipSpent: Entry(
        _("这张票已经投过，已计入，不能更改。如果不是您投的，请找现场工作人员。"), 200
    ),
    errors.SlipVoid: Entry(_("这张票已作废。请找现场工作人员。"), 410),
    errors.SlipNotConfirmed: Entry(
        _("这张票还不能用：整批票还没有确认打印完。请找现场工作人员。"), 409
    ),
    errors.NotOpenYet: Entry(_("还没有开始，请稍等"), 409),
    errors.VotingClosed: Entry(_("投票已经结束。这张票没有投，不再计入。"), 410),
    errors.RoundShort: Entry(_("%(short_by)s这张票没有投，不能再用。"), 410),
    errors.VotedInShortRound: Entry(_("您的票已经收到。%(short_by)s"), 200),
    errors.VotingPaused: Entry(_("投票暂停，请稍等，听从现场工作人员安排。"), 409),
    errors.TooManyTyping: Entry(_("输入的人太多，请稍后再按一次"), 429),
    errors.CouldNotCast: Entry(_("网络不好，还没有交上，请再交一次"), 503),
    errors.AnswersMissing: Entry(_("还有没选的：第 %(places)s 项"), INPUT, 2),
    errors.AnswerOutOfRange: Entry(_("第 %(place)s 项的选择不在票面上，请重新选。"), 400, 2),
    errors.TooManyOfFirst: Entry(
        _("选第一档的最多 %(limit)s 项，您选了 %(given)s 项。请回去改。"), INPUT, 2
    ),
    errors.TooFewBelow: Entry(_("至少要有 %(least)s 项低于 %(bound)s 分。请回去改。"), INPUT, 2),
    errors.AllAlike: Entry(_("各项不能都选得一样。请回去改。"), INPUT, 2),
}
