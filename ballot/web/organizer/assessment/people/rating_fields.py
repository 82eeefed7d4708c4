"""Two ratings of a score sheet as they are chosen: the names of their fields, and what was sent."""

from collections.abc import Iterator, Mapping

from ballot.domain.errors import BallotError, Fault, Refused
from ballot.domain.scheme.sheet_rules import SheetLine
from ballot.domain.scoring.sheet_entry import NOT_APPLICABLE, Side
from ballot.domain.scoring.sheets import ratings
from ballot.usecases.assessment.see_sheet import LineView
from ballot.web.drafts import Shown
from ballot.words.language import gettext as _

Sent = Mapping[str, str]


def name(part: str, line: SheetLine, rating: str) -> str:
    """The name of a field: ``exam.(四).上年分类定级``."""
    return f"{part}.{line.no}.{rating}"


def first(part: str, line: SheetLine) -> str:
    """The first field of a column, beside which it is said what is wrong with both."""
    return why(line) if part == "why" else name(part, line, line.ratings[0])


def not_applicable(part: str, line: SheetLine) -> str:
    """The name of the box 不适用 of both: ``exam-na.(四)``."""
    return f"{part}-na.{line.no}"


def why(line: SheetLine) -> str:
    """The name of the field for the evidence: ``why.(四)``."""
    return f"why.{line.no}"


def chosen(line: LineView, side: Side) -> tuple[str, str]:
    """What is kept of both."""
    kept = {each.rule.no: each.typed.texts.get(side, "") for each in line.rules}
    return ratings.read(line.line, kept)


def is_not_applicable(line: LineView, side: Side) -> bool:
    """Whether they are kept as 不适用."""
    return any(each.typed.texts.get(side) == NOT_APPLICABLE for each in line.rules)


def reason(line: LineView) -> str:
    """The evidence that is kept."""
    return next((each.typed.reason for each in line.rules if each.typed.reason), "")


def texts(line: SheetLine, part: str, side: Side, sent: Sent) -> dict[str, str]:
    """By rule what was sent in a column. Raises Refused: the first rule as column, the side as
    key."""
    if sent.get(not_applicable(part, line)):
        return {rule.no: NOT_APPLICABLE for rule in line.rules}
    before, now = (sent.get(name(part, line, each), "") for each in line.ratings)
    try:
        return ratings.texts(line, before, now)
    except BallotError as error:
        raise Refused([Fault(error, column=line.rules[0].no, key=side)]) from None


def shown(
    line: SheetLine, part: str, label: str, both: tuple[str, str], na: str
) -> Iterator[Shown]:
    """The fields of a column with what stands in them."""
    for rating, text in zip(line.ratings, both, strict=True):
        yield Shown(name(part, line, rating), f"{label} {rating}", text)
    said = str(_("不适用")) if na else ""
    yield Shown(not_applicable(part, line), f"{label} {_('不适用')}", na, said)


def of_kept(line: LineView, part: str, label: str, side: Side) -> Iterator[Shown]:
    """The fields of a column with what is kept."""
    na = "1" if is_not_applicable(line, side) else ""
    return shown(line.line, part, label, chosen(line, side), na)


def of_sent(line: SheetLine, part: str, label: str, sent: Sent) -> Iterator[Shown]:
    """The same with what was sent."""
    before, now = (sent.get(name(part, line, each), "") for each in line.ratings)
    na = "1" if sent.get(not_applicable(part, line)) else ""
    return shown(line, part, label, (before, now), na)
