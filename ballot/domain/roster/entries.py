"""The rows of a file → the entries of a roster. Every fault names its row and column."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ballot.domain import odd_cells, person_name, short_text
from ballot.domain.errors import BallotError, Fault, Missing, NotOneOf, SeveralClasses, TooLong
from ballot.domain.heading import folded
from ballot.domain.roster.double_entries import RosterEntry
from ballot.domain.roster.voter import RosterVoter
from ballot.domain.scheme.scheme import NAME, UNIT, VILLAGE
from ballot.domain.scoring.people_rows import numbered

GROUP, CATEGORY, ID_TAIL = "组", "类别", "证件后四位"
COLUMNS: Mapping[str, bool] = {
    NAME: True,
    UNIT: False,
    VILLAGE: False,
    GROUP: False,
    CATEGORY: False,
    ID_TAIL: False,
}
"""The columns of a roster, and whether a file is refused without them."""
LONGEST_TAIL = 4
"""Characters of a document's number that are kept: enough to tell two of one name apart."""
BETWEEN = re.compile(r"[、,，;；/／|]")
"""What stands between two categories in one cell."""
_AROUND = re.compile("[“”\"'‘’「」《》()]")
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RosterRules:
    """``allowed`` categories, empty: any; of ``classes`` of voters everybody is in just one."""

    allowed: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()


@dataclass(slots=True)
class EntriesRead:
    """The entries of a file; with any fault none of them is used."""

    entries: list[RosterEntry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read(rows: Sequence[Row], first_row: int, file: str, rules: RosterRules) -> EntriesRead:
    """Read the rows from ``first_row`` on; a row in which nothing stands is nobody."""
    found = EntriesRead()
    by_category = bool(rules.allowed) and any(row.get(CATEGORY, "").strip() for row in rows)
    for number, row in numbered(rows, first_row):
        voter, wrong = voter_of(row, rules)
        if by_category and not voter.categories:  # he would count in none of the numbers
            wrong.append((CATEGORY, Missing()))
        faults = [Fault(error, file=file, row=number, column=at) for at, error in wrong]
        found.faults += odd_cells.instead(faults, row, file=file, number=number)
        found.entries.append(RosterEntry(number, voter))
    return found


def voter_of(row: Row, rules: RosterRules) -> tuple[RosterVoter, list[tuple[str, BallotError]]]:
    """Somebody as a row or a form says him, and what is wrong, each with its column."""
    texts = {name: person_name.cleaned(row.get(name, "")) for name in COLUMNS}
    parts = [texts[name] for name in (UNIT, VILLAGE, GROUP) if texts[name]]
    unit = " ".join(dict.fromkeys(parts))
    given = BETWEEN.split(row.get(CATEGORY, ""))
    said = [name for each in given if (name := _category(each, rules))]
    voter = RosterVoter(texts[NAME], unit, tuple(dict.fromkeys(said)), texts[ID_TAIL].upper())
    return voter, _wrong(voter, rules)


def faults_of_classes(voter: RosterVoter, rules: RosterRules) -> list[tuple[str, BallotError]]:
    """Where voters come in classes, everybody is in just one: his slip is of it."""
    if not rules.classes:
        return []
    found = tuple(name for name in voter.categories if name in rules.classes)
    if not found:
        return [(CATEGORY, NotOneOf(value="、".join(voter.categories), allowed=rules.classes))]
    if len(found) > 1:
        return [(CATEGORY, SeveralClasses(name=voter.name, classes=found))]
    return []


def _wrong(voter: RosterVoter, rules: RosterRules) -> list[tuple[str, BallotError]]:
    found: list[tuple[str, BallotError]] = []
    name = person_name.wrong(voter.name) if voter.name else Missing()
    if name is not None:
        found.append((NAME, name))
    if long := person_name.too_long(voter.unit, person_name.LONGEST_UNIT):
        found.append((UNIT, long))
    if len(voter.id_tail) > LONGEST_TAIL:
        found.append((ID_TAIL, TooLong(length=len(voter.id_tail), most=LONGEST_TAIL)))
    for each in voter.categories:
        if rules.allowed and each not in rules.allowed:
            found.append((CATEGORY, NotOneOf(value=each, allowed=rules.allowed)))
        elif error := short_text.wrong(each):
            found.append((CATEGORY, error))
    return found or faults_of_classes(voter, rules)


def _category(text: str, rules: RosterRules) -> str:
    """A category as the scheme writes it: 两委成员 is 村“两委”成员."""
    given = person_name.cleaned(text)
    known = {_plain(name): name for name in (*rules.allowed, *rules.classes)}
    return known.get(_plain(given), given)


def _plain(text: str) -> str:
    return _AROUND.sub("", folded(text)).removeprefix("村").removeprefix("社区")
