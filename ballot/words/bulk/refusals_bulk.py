"""What is said where many meetings are chosen, and of one with which there is nothing to do."""

from collections.abc import Mapping

from ballot.domain import errors
from ballot.words.language import lazy_gettext as _
from ballot.words.refusal_entry import INPUT, Entry

TABLE: Mapping[type[errors.BallotError], Entry] = {
    errors.TooManyChosen: Entry(
        _(
            "一次最多办 %(limit)s 场，现在选了 %(chosen)s 场："
            "请先按单位、考核或状态缩小范围，再分几次办。"
        ),
        INPUT,
        2,
    ),
    errors.NothingChosen: Entry(_("没有选会议：请在“测评会”里勾选，或者先筛选。"), INPUT, 2),
    errors.SlipsEnough: Entry(_("已经印好 %(have)s 张，人人都有了；要补印，请到这场的“测评票”页")),
    errors.NoBatchWaits: Entry(_("没有等待确认的票")),
    errors.KeptSo: Entry(_("已经是这样保管的，不用再改")),
}
"""Part of the table of ``refusals``."""
