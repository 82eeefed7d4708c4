"""What is said of two who change the same, and of a form that is sent twice."""

from collections.abc import Mapping

from ballot.domain import errors
from ballot.words.language import lazy_gettext as _
from ballot.words.refusal_entry import Entry

TABLE: Mapping[type[errors.BallotError], Entry] = {
    errors.ChangedMeanwhile: Entry(
        _("您打开以后，这里又改过。您的没有保存：请重新打开，看过现在的内容再改。")
    ),
    errors.DoneBefore: Entry(
        _(
            "这张表已经交过，没有做第二次。只显示一次的（链接、密钥、票）不会再显示；还要一份，请从头开始。"
        )
    ),
}
"""Part of the table of ``refusals``."""
