"""理由: why a person stands where he stands, as typed facts and as the words of the record.

The words are part of the result, as official as the grade, hence Chinese in every language of the
interface; a page that wants others has ``kind`` and ``values``.
"""

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """What a reason says."""

    QUORUM = "quorum"
    NOBODY_VOTED = "nobody_voted"
    SMALL_CLASS = "small_class"
    MISSING = "missing"
    PARTS = "parts"
    GROUPS = "groups"
    VETO = "veto"
    LEFT = "left"
    BALLOT_OPTION = "ballot_option"
    BALLOT_BELOW = "ballot_below"
    BALLOT_BY_HAND = "ballot_by_hand"
    BARRED_BELOW = "barred_below"
    BARRED_GROUND = "barred_ground"
    QUOTA = "quota"
    FIRST = "first"
    LAST = "last"
    BAND = "band"
    REST = "rest"
    MOVED_UP = "moved_up"
    PLACED_BEHIND = "placed_behind"
    PLACED_BEFORE = "placed_before"
    TIED_OUT = "tied_out"
    TIED_IN = "tied_in"
    OVERLAP = "overlap"
    TO_DECIDE = "to_decide"
    NOT_GRADED = "not_graded"
    CHANGED = "changed"


def _(msgid: str) -> str:
    """Marks a sentence for the catalogues: pages say it in their reader's language."""
    return msgid


WORDS: dict[Why, str] = {
    Why.QUORUM: _("收回{0}票，法定须收回{1}票，本轮无效，待测评"),
    Why.NOBODY_VOTED: _("没有可以计算的票，待测评"),
    Why.SMALL_CLASS: _("{0}收回不足{1}票，不单独计算，待测评"),
    Why.MISSING: _("缺{0}，待测评"),
    Why.PARTS: _("有总分{0}；排名还要{1}{2}部分"),
    Why.GROUPS: _("排名还要{0}"),
    Why.VETO: _("{0}：{1}，直接确定为{2}"),
    Why.LEFT: _("{0}离岗，不排名次、不定等次，不占名额（文件未规定，采用默认）"),
    Why.BALLOT_OPTION: _("{0}{1}票，超过投票数{2}的{3}，测评确定为{4}"),
    Why.BALLOT_BELOW: _("{0}{1}%，低于{2}，测评确定为{3}"),
    Why.BALLOT_BY_HAND: _("测评等次认定为{0}"),
    Why.BARRED_BELOW: _("{0}：{1}分，低于{2}分，不得确定为{3}"),
    Why.BARRED_GROUND: _("{0}，不得确定为{1}"),
    Why.QUOTA: _("第{0}名，{1}名额{2}人（{3}人的{4}）之内，确定为{1}"),
    Why.FIRST: _("第{0}名，在前{1}名之内，确定为{2}"),
    Why.LAST: _("第{0}名，在最后{1}名之内，确定为{2}"),
    Why.BAND: _("总分{0}，达到{1}分，确定为{2}"),
    Why.REST: _("第{0}名，其余人员，确定为{1}"),
    Why.MOVED_UP: _("前面有人不得或不参加确定该等次，名额顺延"),
    Why.PLACED_BEHIND: _("与{0}同分，{1}低，排在后{2}"),
    Why.PLACED_BEFORE: _("与{0}同分，{1}高，排在前{2}"),
    Why.TIED_OUT: _("{0}人并列第{1}名，{2}名额只余{3}人，均不列入{2}，提请审核"),
    Why.TIED_IN: _("{0}人并列第{1}名，{2}名额只余{3}人，按办法一并列入"),
    Why.OVERLAP: _("第{0}名既列入{1}，又在最后{2}名（{3}）之内，由集体研究确定"),
    Why.TO_DECIDE: _("第{0}名，等次由集体研究确定"),
    Why.NOT_GRADED: _("第{0}名，本期只排名次，不评等次"),
    Why.CHANGED: _("由{0}改为{1}：{2}"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, with the values for its words and the clause behind it."""

    kind: Why
    values: tuple[str, ...] = ()
    clause: str = ""

    @property
    def words(self) -> str:
        """The sentence of the record, the clause in brackets."""
        sentence = WORDS[self.kind].format(*self.values)
        return f"{sentence}（{self.clause}）" if self.clause else sentence


def record(reasons: tuple[Reason, ...]) -> str:
    """说明: all reasons of a person as one text."""
    return "；".join(reason.words for reason in reasons)
