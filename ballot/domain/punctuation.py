"""Punctuation of Chinese text, full-width as GB/T 15834 has it."""

import re

_CHINESE = "\u3400-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uff60“”‘’—…①-⓿"
_IS_CHINESE = re.compile(f"[{_CHINESE}]")
_WORDS = re.compile("[\u3400-\u9fff]")
_LATIN = re.compile("[A-Za-z]")
_KEPT = re.compile(
    r"%\(\w+\)[sd]|\]\([^)]*\)|%[sd]|\{[^{}]*\}|<[^<>]*>|https?://[^\s\u3000-\u9fff]*|`[^`]*`|&#?\w+;|&\w+;"
)
"""What is no text: values to be put in, markup, addresses, code."""
_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_STAND_IN = "\x00"


def full_width(text: str) -> str:
    """``text`` with the punctuation of its Chinese full-width, and no blank behind it.

    Left alone: punctuation between Latin letters or digits (10:30, 1,000), that of an English
    sentence that names a Chinese word, and what is no text (values to be put in, markup, code).
    """
    if not _WORDS.search(text):
        return text
    kept = [found[0] for found in _KEPT.finditer(text)]
    plain = _KEPT.sub(_STAND_IN, text)
    marked = list(plain)
    foreign = len(_LATIN.findall(plain)) > len(_WORDS.findall(plain))
    _widen_brackets(plain, marked, foreign=foreign)
    for at, each in enumerate(plain):
        if each in _WIDE and _belongs(marked, at, foreign=foreign):
            marked[at] = _WIDE[each]
            if plain[at + 1 : at + 2] == " ":
                marked[at + 1] = ""
    back = iter(kept)
    return "".join(next(back) if each == _STAND_IN else each for each in marked)


def _belongs(marked: list[str], at: int, *, foreign: bool) -> bool:
    """Whether the mark at this place stands in Chinese text."""
    before, behind = "".join(marked[max(at - 1, 0) : at]), "".join(marked[at + 1 : at + 2])
    touches = _IS_CHINESE.match(before) or _IS_CHINESE.match(behind)
    if foreign:  # English has a blank behind its marks
        return bool(touches and behind.strip())
    if touches or not behind:
        return True
    return before == behind == _STAND_IN and marked[at] in ",;"


def _widen_brackets(plain: str, marked: list[str], *, foreign: bool) -> None:
    """Both brackets of a pair, or neither."""
    opened: list[int] = []
    for at, each in enumerate(plain):
        if each == "(":
            opened.append(at)
        elif each == ")" and opened:
            first = opened.pop()
            around = plain[first - 1 : first] if first else ""
            behind = plain[at + 1 : at + 2]
            inside = plain[first + 1 : at]
            touches = [_IS_CHINESE.match(one) for one in (around, behind) if one]
            if _WORDS.search(inside) or _IS_CHINESE.match(around) or (any(touches) and not foreign):
                marked[first], marked[at] = "（", "）"
                if around == " ":
                    marked[first - 1] = ""
                if behind == " ":
                    marked[at + 1] = ""
