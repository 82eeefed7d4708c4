"""结果报告单 read back: every number on its page is one that the hall knows, and no other."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from printing import reading

NUMBER = re.compile(r"\d+(?:\.\d+)?%?")
CODES = re.compile(r"(?:[0-9a-f]{4}\s+){3,}[0-9a-f]{4}|[0-9A-F]{4}(?:-[0-9A-F]{4}){2}")
"""Digests in groups of four, and the check code."""


def share(part: int, whole: int) -> str:
    """By hand, and not by the function that prints it: half up, two decimals."""
    return f"{_rounded(Fraction(part * 100, whole))}%"


def _rounded(exact: Fraction) -> str:
    hundredths = (exact * 100 + Fraction(1, 2)).__floor__()
    return f"{hundredths // 100}.{hundredths % 100:02d}"


@dataclass(frozen=True, slots=True)
class Judged:
    """Somebody, his score, and how often each answer was given: the options, 弃权, 无效."""

    name: str
    score: str
    counts: tuple[int, ...]

    def lines(self, place: int) -> Iterator[str]:
        """What the sheet says of him: the two best of all are satisfied."""
        whole, good = sum(self.counts), self.counts[0] + self.counts[1]
        shares = [share(each, whole) for each in self.counts]
        votes = " ".join(f"{n} ({each})" for n, each in zip(self.counts, shares, strict=True))
        yield f"{place}. {self.name} {votes} {whole}"
        added = f"({self.counts[0]}+{self.counts[1]})÷{whole}"
        yield f"(很满意票数+满意票数)÷投票数 = {added} = {share(good, whole)[:-1]} %（第十七条）"
        total = _rounded(Fraction(self.score) * Fraction(good, whole))
        yield f"{self.score}×{Fraction(good, whole)} = {total}（第十九条（四））"
        added_up = sum(Fraction(each[:-1]) for each in shares)
        if added_up != 100:
            yield f"第 {place} 名 {_rounded(added_up)}%"
        yield f"第 {place} 名被测评对象：排名：有总分{self.score}；"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the people of the hall know without asking the program."""

    number: str
    follows: str
    eligible: int
    required: int
    come: int
    on_leave: int
    printed: int
    phone: int
    kiosk: int
    paper: int
    exchanged: int
    judged: Sequence[Judged]
    beside: Sequence[str]
    """Numbers that are none of the vote: the title, when it was held, the foot."""

    def lines(self) -> list[str]:
        """Everything with a number that the sheet says, in its own words."""
        spent = self.phone + self.kiosk
        back, out, left = spent + self.paper, self.come, self.printed - self.come
        void, away_on_paper = self.printed - spent, self.exchanged - self.paper
        absent = self.eligible - self.come - self.on_leave
        slips = f"{self.printed} {out} {back} {self.phone} {self.kiosk} {self.paper}"
        away = f"{left} {out - back} {void} {void - self.exchanged} 0 {self.exchanged} {back} 0"
        return [
            f"{self.number}（接第一轮 {self.follows}）",
            f"{self.eligible} {self.come} {self.on_leave} {absent} {slips}",
            f"{away} {share(back, out)} {share(back, self.eligible)}",
            f"≥ 2/3，即 {self.eligible} 人中应有 {self.required} 票；收回 {back} 票，已达到",
            f"印制 {self.printed} = 发出 {out} + 未发 {left} + 发前损坏 0（相符）",
            f"发出 {out} = 收回 {back} + 领后损坏 0 + 未收回 {out - back}（相符）",
            f"收回 {back} ≤ 发出 {out}（相符）",
            f"收回 {back} ≤ 应参加 {self.eligible}（相符）",
            f"换发纸质票 {self.exchanged} 张：",
            f"同意 {self.exchanged} 张，已用 {self.exchanged} 张",
            f"领而未投 {out - back} 张，其中换成纸质票没有交回的 {away_on_paper} 张。",
            *(line for at, each in enumerate(self.judged, 1) for line in each.lines(at)),
            *self.beside,
        ]


def strange(text: str, known: Known) -> list[str]:
    """What a page does not say of what is known, its numbers that nobody can account for, and those
    that are known and stand less often on it."""
    squeezed = reading.squeezed(text)
    lines = known.lines()
    missing = [each for each in lines if reading.squeezed(each) not in squeezed]
    found = Counter(NUMBER.findall(CODES.sub("", text)))
    accounted = Counter(number for each in lines for number in NUMBER.findall(each))
    return [*missing, *(found - accounted), *(accounted - found)]


def altered(text: str) -> Iterator[str]:
    """The page with one of its numbers another one, each of them in its turn."""
    codes = [range(*each.span()) for each in CODES.finditer(text)]
    for each in NUMBER.finditer(text):
        if not any(each.start() in code for code in codes):
            last = each[0].rstrip("%")[-1]
            at = each.start() + len(each[0].rstrip("%")) - 1
            yield f"{text[:at]}{(int(last) + 1) % 10}{text[at + 1 :]}"
