"""What the program itself says in the words of a policy, for a reader of another language.

A formula and the reasons of a place are records: paper, files and the interface have them in
Chinese, whoever asks. A page that is read shows them in its reader's language.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from ballot.domain.scheme import roll_up, why
from ballot.domain.scheme.consequences import Period
from ballot.schemes import default_words, key_names
from ballot.words import form_titles
from ballot.words.language import SOURCE, gettext, speaking


def _(msgid: str) -> str:
    """Marks a sentence for the catalogues."""
    return msgid


OF_FORMULAS = (
    _("投票数"),
    _("有效票数"),
    _("有效票数与弃权票数之和"),
    _("各票打分之和"),
    _("（去掉一个最高、一个最低）"),
)
OF_FILES = (
    _("应参加人数"),
    _("弃权"),
    _("无效"),
    _("组别"),
    _("组内位次"),
    _("等次"),
    _("说明"),
    _("建议等次"),
    _("审定等次"),
    _("期限至"),
    _("以前等次"),
    _("待测评"),
    _("待定"),
    _("是"),
    _("否"),
    _("排名"),
    _("单位"),
    _("姓名"),
    _("村(社区)"),
    _("组"),
    _("类别"),
    _("证件后四位"),
)
OF_PERIODS = (
    _("第一季度"),
    _("第二季度"),
    _("第三季度"),
    _("第四季度"),
    _("上半年"),
    _("下半年"),
)
OF_FLAGS = (_("不得确定为{0}"), _("直接确定为{0}"))
CLAUSE = re.compile(r"(.*?)(?:（([^（）]*(?:（[^（）]*）[^（）]*)*)）)?", re.DOTALL)
"""A sentence, and in brackets behind it the clause."""


@lru_cache(maxsize=64)
def words(own: tuple[tuple[str, str], ...], language: str) -> Mapping[str, str]:
    """The words of a policy with all that the program makes of them: 很满意票数, 1月月考."""
    with speaking(language):
        said = {word: gettext(word) for word in (*OF_FORMULAS, *OF_FILES, *OF_PERIODS)}
        for word in (*key_names.NAMES.values(), *key_names.SECTIONS.values()):
            said[word] = gettext(word)
        for values in default_words.VALUES.values():
            said |= {word: gettext(word) for word in values.values()}
        said |= {title.msgid: str(title) for title in form_titles.OF_POLICIES}
        for number, month in enumerate(roll_up.NAMES[Period.MONTH], start=1):
            said[month] = gettext("第 %(n)s 个月", n=number)
        for word, other in own:
            said |= _made_of(word, other)
        said |= _wide(tuple(said.items()))
        return {**said, **_parts(own), **dict(own), **_wide(own)}


def _made_of(word: str, other: str) -> dict[str, str]:
    """What a formula, a rule for ties and a column of a month make of a word."""
    short = {word[:-2]: other.removeprefix("Score for ")} if word.endswith("得分") else {}
    return short | {
        f"{word}票数": gettext("%(option)s票数", option=other),
        f"{word}率": gettext("%(option)s率", option=other),
        **{
            f"{name}{word}": f"{gettext(name)} · {other}"
            for name in (*roll_up.NAMES[Period.QUARTER], *roll_up.NAMES[Period.HALF_YEAR])
        },
        **{
            f"{month}{word}": f"{gettext('第 %(n)s 个月', n=number)} · {other}"
            for number, month in enumerate(roll_up.NAMES[Period.MONTH], start=1)
        },
    }


def _parts(own: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Goals are shown in two: what, and how."""
    found: dict[str, str] = {}
    for word, other in own:
        ours, theirs = word.split("：", 1), other.split(": ", 1)
        if len(ours) == len(theirs) == 2:
            found |= dict(zip(ours, theirs, strict=True))
    return found


def _wide(own: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Names of columns and rules stand in files with narrow brackets, on pages with wide ones."""
    wide = str.maketrans("()", "（）")
    return {word.translate(wide): other for word, other in own if "(" in word}


SIGNS = str.maketrans(
    {"、": ", ", "；": "; ", "：": ": ", "，": ", ", "。": ". ", "（": " (", "）": ")"}
)

HAN = "\u3400-\u9fff"
ALONE = re.compile(f"(?<![{HAN}])[{''.join(map(chr, SIGNS))}](?![{HAN}])")
"""A sign between words that are not Chinese."""


def signs(text: str) -> str:
    """Stops and brackets of a text that has no Chinese sign any more."""
    return text.translate(SIGNS).replace("  ", " ")


def signs_between(text: str) -> str:
    """The same of a text in which a name still is Chinese: the signs that touch none of it."""
    return ALONE.sub(lambda sign: signs(sign[0]), text).replace("  ", " ")


def sentences(text: str, language: str) -> str:
    """A record, 「；」 between its reasons, in another language; what is none stays as it is."""
    if language == SOURCE:
        return text
    parts = text.split("；")
    with speaking(language):
        told = [_told(each) for each in parts]
    return text if told == parts else "; ".join(told)


def _told(text: str) -> str:
    whole = CLAUSE.fullmatch(text)
    for sentence, clause in ((text, ""), whole.groups() if whole else (text, "")):
        for pattern, msgid in _patterns():
            found = pattern.fullmatch(sentence)
            if found:
                said = gettext(msgid).format(*_in_order(found))
                return f"{said} ({clause})" if clause else said
    who, colon, rest = text.partition("：")
    return f"{who}: {_told(rest)}" if colon and _told(rest) != rest else text


def _in_order(found: re.Match[str]) -> list[str]:
    values = found.groupdict()
    return [values[name] for name in sorted(values)]


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    every = (*why.WORDS.values(), *OF_FLAGS)
    return tuple((_pattern(each), each) for each in sorted(every, key=len, reverse=True))


def _pattern(sentence: str) -> re.Pattern[str]:
    """Each of its values once; the same value again is the same."""
    seen: set[str] = set()
    out = ""
    for piece in re.split(r"(\{\d\})", sentence):
        if not piece.startswith("{"):
            out += re.escape(piece)
        elif piece in seen:
            out += f"(?P=v{piece[1]})"
        else:
            seen.add(piece)
            out += f"(?P<v{piece[1]}>.*?)"
    return re.compile(out, re.DOTALL)
