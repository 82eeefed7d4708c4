"""The score sheet of a person as it is kept: what stands in both columns, and its points."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from ballot.domain import rounding
from ballot.domain.errors import BallotError, Fault, NotOneOf, OutOfRange, Refused
from ballot.domain.scheme.scheme import Item, Scheme
from ballot.domain.scheme.sheet_rules import Rule, Sheet
from ballot.domain.scoring import scoresheet, sheet_entry
from ballot.domain.scoring.scoresheet import Entered, SheetScore
from ballot.domain.scoring.sheet_entry import Side
from ballot.domain.scoring.sheet_points import MONTHS
from ballot.domain.written_number import whole
from ballot.storage.assessment import assessments, score_entries
from ballot.storage.assessment.assessments import OBJECTIVE_SCORE, PersonRow
from ballot.storage.assessment.score_entries import EntryRow

MONTHS_ITEM = "任职月数"
DONE = "完成"
"""The value of the entry ``考核组评分`` once the sheet counts for the ranking."""
Latest = dict[str, EntryRow]
FEW = 20
"""So many names are told where somebody is not among them."""
LARGEST = 2**31 - 1
"""No row has a larger id."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands beside a rule: a text a column, the 依据, the voucher of a sum of money."""

    texts: Mapping[Side, str] = field(default_factory=dict)
    reason: str = ""
    voucher: str = ""


def person_of(db: Session, assessment: int, person: int) -> PersonRow:
    """The person of this id. Raises Refused, key ``person``."""
    found = assessments.person_in(db, assessment, person) if 0 <= person <= LARGEST else None
    if found is not None:
        return found
    names = assessments.first_names(db, assessment, FEW)
    error = NotOneOf(value=str(person), allowed=tuple(names))
    raise Refused([Fault(error=error, key="person")])


def item_of(scheme: Scheme) -> tuple[Item, Sheet]:
    """The item that is a score sheet. Raises Refused, key ``sheet``, where there is none."""
    for item in scheme.items:
        if item.sheet is not None:
            return item, item.sheet
    error = NotOneOf(value="sheet", allowed=tuple(item.name for item in scheme.items))
    raise Refused([Fault(error=error, key="sheet")])


def latest(db: Session, person: int) -> Latest:
    """The last entry of each item of a person."""
    return {each.item: each for each in score_entries.of_person(db, person)}


def stored(sheet: Sheet, entries: Latest) -> dict[str, Typed]:
    """What stands beside each rule, by its number."""
    return {rule.no: _stored(rule, entries) for rule in scoresheet.rules(sheet)}


def _stored(rule: Rule, entries: Latest) -> Typed:
    found = {side: entries.get(sheet_entry.key(side, rule.no)) for side in Side}
    texts = {side: "" if row is None else row.value for side, row in found.items()}
    newest = max((row for row in found.values() if row), key=lambda row: row.at, default=None)
    if newest is None:
        return Typed(texts)
    return Typed(texts, newest.reason, newest.voucher)


def months_in(text: str) -> int:
    """Months in post, 12 where nothing is said. Raises Refused, key ``months``."""
    if not text.strip():
        return MONTHS
    months = whole(text.strip())
    if months and months <= MONTHS:
        return months
    error = OutOfRange(value=text, low="1", high=str(MONTHS))
    raise Refused([Fault(error=error, key="months")])


def scored(
    sheet: Sheet, typed: Mapping[str, Typed], side: Side, groups: Mapping[str, str], months: int
) -> SheetScore:
    """The points of one column. Raises Refused: the rule's number as column, the side as key."""
    entries, faults = _entries(sheet, typed, side)
    try:
        score = scoresheet.score(sheet, entries, groups, months)
    except Refused as refused:
        faults += refused.faults
    else:
        if not faults:
            return score
    raise Refused([Fault(each.error, column=each.column, key=side) for each in faults])


def _entries(
    sheet: Sheet, typed: Mapping[str, Typed], side: Side
) -> tuple[dict[str, Entered], list[Fault]]:
    entries: dict[str, Entered] = {}
    faults: list[Fault] = []
    for rule in scoresheet.rules(sheet):
        said = typed.get(rule.no, Typed())
        text = said.texts.get(side, "")
        if not text.strip():
            continue
        try:
            entries[rule.no] = sheet_entry.read(rule, text, said.reason, said.voucher)
        except BallotError as error:
            faults.append(Fault(error, column=rule.no))
    return entries, faults


def counts(entries: Latest) -> bool:
    """Whether the sheet counts for the ranking already."""
    row = entries.get(Side.EXAMINER.value)
    return row is not None and row.value == DONE


def given_otherwise(entries: Latest, score: SheetScore | None) -> dict[str, EntryRow]:
    """The sections, by name, of a sheet that counts for which another value counts than the sheet
    has: what was decided on an objection or came in with a file. None without the ``score``."""
    if score is None or not counts(entries):
        return {}
    stand = {each.name: (each.points, entries.get(each.name)) for each in score.sections}
    return {
        name: row
        for name, (points, row) in stand.items()
        if row and row.value and rounding.read_decimal(row.value) != points
    }


def given_before(scheme: Scheme, entries: Latest, score: SheetScore) -> dict[str, EntryRow]:
    """What counts so far of a sheet that does not count yet, and is not what the sheet says: its
    sections by name, or the whole where that came in alone."""
    sections = {each.name: each.points for each in score.sections}
    given = {name: row for name in sections if (row := entries.get(name)) and row.value}
    whole = entries.get(OBJECTIVE_SCORE)
    if not given and scheme.objective and whole and whole.value:
        sections, given = {scheme.objective.name: score.total}, {scheme.objective.name: whole}
    return {
        name: row
        for name, row in given.items()
        if rounding.read_decimal(row.value) != sections[name]
    }


def is_filled(texts: Iterable[str], side: Side) -> bool:
    """Whether anything was entered in a column, by the names of a person's items."""
    return any(name.startswith(f"{side}:") for name in texts)
