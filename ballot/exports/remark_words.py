"""Remarks of a result as sentences, in Chinese and English: a file travels further than a page.

Forms print the Chinese, tables both; pages and commands take the Chinese as the key of their
catalogue (``words.remarks``).
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from ballot.domain.ledger.balance import Law
from ballot.domain.meetings.remark import Remark, RemarkKind, Value


class InBoth(NamedTuple):
    """One sentence in both languages, with places such as ``%(left)s``."""

    zh: str
    en: str


Say = Callable[[InBoth], str]
"""Chooses the language."""


def in_both(zh: str, en: str) -> InBoth:
    """A sentence; ``scripts/translate`` collects the Chinese of it."""
    return InBoth(zh, en)


EQUATIONS = {
    Law.ISSUED: in_both(
        "印制 = 发出 + 未发 + 发前损坏",
        "Printed = handed out + not handed out + spoiled before",
    ),
    Law.HANDED_OUT: in_both(
        "发出 = 收回 + 领后损坏 + 未收回",
        "Handed out = returned + spoiled after + not returned",
    ),
    Law.SLIP_ROWS: in_both("数据库中的票 = 印制", "Slips in the database = printed"),
    Law.SLIP_ROOT: in_both("票根 = 墙上公告的票根", "Root of the slips = the one on the wall"),
    Law.CIPHERTEXTS: in_both(
        "每一项的密文 = 手机和平板收回",
        "Ciphertexts of each question = returned by phone and kiosk",
    ),
    Law.PAPER: in_both("纸质收回 ≤ 换发纸质票", "Returned on paper ≤ exchanged for paper"),
    Law.PAPER_OF_CLASS: in_both(
        "各类：纸质收回 ≤ 这一类换发纸质票",
        "Each class: returned on paper ≤ exchanged for paper of the class",
    ),
    Law.RETURNED_OF_CLASS: in_both(
        "各类：收回 ≤ 这一类应参加", "Each class: returned ≤ eligible of the class"
    ),
    Law.RETURNED_OF_ELIGIBLE: in_both("收回 ≤ 应参加", "Returned ≤ eligible"),
    Law.RETURNED_OF_HANDED_OUT: in_both("收回 ≤ 发出", "Returned ≤ handed out"),
}

SENTENCES = {
    RemarkKind.UNBALANCED: in_both(
        "票据不符：%(equation)s（%(left)s，%(right)s）。",
        "The slips do not balance: %(equation)s (%(left)s, %(right)s).",
    ),
    RemarkKind.MORE_THAN_PRESENT: in_both(
        "收回 %(returned)s 张，多于实到 %(present)s 人。",
        "%(returned)s ballots were returned, more than the %(present)s persons present.",
    ),
    RemarkKind.NOT_COUNTED: in_both(
        "发出多少张没有清点；未用票逐张核验了 %(unissued)s 张。",
        "Nobody counted the slips handed out; %(unissued)s unused ones were checked one by one.",
    ),
    RemarkKind.PAPER_MISSING: in_both(
        "换发纸质票 %(exchanged)s 张，没有录入纸质票。",
        "%(exchanged)s slips were exchanged for paper, and no paper was entered.",
    ),
    RemarkKind.PAPER_BY_ONE: in_both(
        "纸质票 %(sheets)s 张，两遍都由 %(name)s 一人录入。",
        "%(sheets)s paper ballots were entered both times by one person, %(name)s.",
    ),
    RemarkKind.CORRECTED: in_both(
        "应参加由 %(before)s 人更正为 %(after)s 人（%(state)s），原因：%(reason)s。",
        "Eligible was corrected from %(before)s to %(after)s (%(state)s): %(reason)s.",
    ),
    RemarkKind.REPRINTED: in_both(
        "公告之后印制的票由 %(before)s 张变为 %(after)s 张。",
        "After the notice the number of printed slips changed from %(before)s to %(after)s.",
    ),
    RemarkKind.VOIDED: in_both(
        "投票中作废 %(count)s 张票（%(spoiled)s），原因：%(reason)s。",
        "%(count)s slips were voided during the vote (%(spoiled)s): %(reason)s.",
    ),
    RemarkKind.RESTORED: in_both(
        "数据从备份（%(taken)s）恢复过，少了 %(missing)s 张。",
        "The data were restored from a backup (%(taken)s); %(missing)s ballots were missing.",
    ),
    RemarkKind.GONE_OVER: in_both(
        "%(number)s 号监票人%(name)s同意带差额开箱，原因：%(reason)s。",
        "Scrutineer %(number)s, %(name)s, went on over the difference: %(reason)s.",
    ),
    RemarkKind.ALSO_MEASURED: in_both(
        "%(subject)s 的同一项还有另外的测评会：%(meetings)s。",
        "Other meetings measure %(subject)s in the same item: %(meetings)s.",
    ),
    RemarkKind.UNANIMOUS: in_both(
        "%(subject)s%(place)s人人都选了同一项（%(option)s），等于公开了每个人的选择。",
        "%(subject)s%(place)s everybody chose the same (%(option)s): each one's choice is known.",
    ),
    RemarkKind.SINGLE: in_both(
        "%(subject)s%(place)s“%(options)s”这一项只有一张票，请不要打听是谁投的。",
        "%(subject)s%(place)s “%(options)s” has one ballot: nobody may ask whose it is.",
    ),
}
ONE_SIDED = in_both("票据不符：%(equation)s。", "The slips do not balance: %(equation)s.")
PLACE = in_both("第 %(question)s 项：", ", question %(question)s:")
FIRST = in_both("：", ":")
BLANK = in_both("弃权", "Blank")
LIST = in_both("、", ", ")
WORDS = {
    "before": in_both("发前损坏", "spoiled before it was handed out"),
    "after": in_both("领后损坏", "spoiled after it was handed out"),
    "frozen": in_both("投票前", "before the vote"),
    "open": in_both("投票中", "during the vote"),
    "closed": in_both("截止后", "after the close"),
}


def sentence(remark: Remark, say: Say) -> str:
    """The remark in words; ``say`` chooses the language."""
    said = SENTENCES[remark.kind]
    if remark.kind is RemarkKind.UNBALANCED and "left" not in remark.values:
        said = ONE_SIDED
    return say(said) % _values(remark.values, say)


def chinese(remark: Remark) -> str:
    """The sentence that forms print."""
    return sentence(remark, lambda said: said.zh)


def both(remark: Remark) -> str:
    """The sentence in Chinese and English, for files."""
    return f"{chinese(remark)} {sentence(remark, lambda said: said.en)}"


def _values(values: Mapping[str, Value], say: Say) -> dict[str, str]:
    """The values as texts; code words of them in the language."""
    found = {name: _text(name, value, say) for name, value in values.items()}
    if "question" in values:
        place = FIRST if values["question"] == 1 else PLACE
        found["place"] = say(place) % {"question": values["question"]}
    return found


def _text(name: str, value: Value, say: Say) -> str:
    if isinstance(value, tuple):
        return say(LIST).join(_text(name, each, say) for each in value)
    if value is None:
        return say(BLANK)
    if name == "equation":
        return say(EQUATIONS[Law(str(value))])
    if name in ("state", "spoiled"):
        return say(WORDS[str(value)])
    if name == "taken":
        return f"{str(value)[:16].replace('T', ' ')} UTC"
    return str(value)
