"""Two ratings of one thing, before and now: 上年分类定级 and 本年分类评级 (第十六条(四)).

They say how many levels it rose or fell, so nobody counts levels: what is kept of them is what the
two rules of the line take, the number under the rating that was left; 0 where it stayed.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from ballot.domain.errors import BallotError, ColumnsDisagree, Missing, NotOneOf, RatingsIncomplete
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scheme.sheet_rules import Rule, SheetLine
from ballot.domain.scoring import sheet_entry
from ballot.domain.written_number import whole

UNSAID = ("", "")
ARROW = "→"


def rated(scheme: Scheme) -> Iterator[tuple[str, SheetLine]]:
    """The lines that ask for two ratings, each with the name of its section."""
    for section in scheme.sections:
        for line in section.lines:
            if line.ratings:
                yield section.name, line


def texts(line: SheetLine, before: str, now: str) -> dict[str, str]:
    """By the rule's number what two ratings enter; nothing under both where neither was said.

    Raises RatingsIncomplete where one is missing, NotOneOf for what is no rating.
    """
    up, down = line.rules
    if not before and not now:
        return {up.no: "", down.no: ""}
    if not before or not now:
        raise RatingsIncomplete(names=line.ratings)
    fell = _place(line, now) - _place(line, before)
    rises = fell < 0 or (fell == 0 and before in up.most_of)
    entered = sheet_entry.of_kinds({before: str(abs(fell))})
    return {up.no: entered if rises else "", down.no: "" if rises else entered}


def read(line: SheetLine, entered: Mapping[str, str]) -> tuple[str, str]:
    """Both ratings out of what is kept under the rules; nothing where they are not said."""
    up, down = line.rules
    for rule, way in ((up, -1), (down, 1)):
        for before, many in _kept(rule, entered.get(rule.no, "")):
            return before, line.levels[_place(line, before) + way * many]
    return UNSAID


def shown(both: tuple[str, str]) -> str:
    """Two ratings as a paper has them: C级→B级."""
    return ARROW.join(both) if all(both) else ""


def points(line: SheetLine, before: str, now: str) -> Fraction:
    """What two ratings bring."""
    up, down = line.rules
    fell = _place(line, now) - _place(line, before)
    return down.points * fell if fell > 0 else -up.points * fell


def faults(
    scheme: Scheme, words: Mapping[str, str], sections: Mapping[str, Fraction]
) -> Iterator[tuple[str, BallotError]]:
    """Where a row says one rating alone, or two that do not make its points."""
    for section, line in rated(scheme):
        before, now = (words.get(name, "") for name in line.ratings)
        for name, text, other in zip(line.ratings, (before, now), (now, before), strict=True):
            if other and not text:
                yield name, Missing()
        known = before in line.levels and now in line.levels
        if known and section in sections and sections[section] != points(line, before, now):
            yield line.ratings[1], ColumnsDisagree(other=section)


def _place(line: SheetLine, rating: str) -> int:
    if rating not in line.levels:
        raise NotOneOf(value=rating, allowed=line.levels)
    return line.levels.index(rating)


def _kept(rule: Rule, text: str) -> Iterator[tuple[str, int]]:
    """What was entered under a rating that the rule knows, as far as it goes."""
    for before, many in sheet_entry.kinds(text).items():
        count = whole(many)
        if count is not None and count <= rule.most_of.get(before, -1):
            yield before, count
