"""The rows of a file of meetings: one a row, with who judges whom, when, and who keeps the key."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from ballot.domain import odd_cells
from ballot.domain.errors import (
    BallotError,
    Fault,
    Missing,
    NotOneOf,
    TwiceTheSame,
    UnknownKey,
    WrongType,
)
from ballot.domain.meeting import Custody
from ballot.domain.meetings import start_time, subjects_of_row
from ballot.domain.person_name import folded_key
from ballot.domain.scheme.scheme import KEY_COLUMNS, NAME, UNIT, VILLAGE, Scheme
from ballot.domain.scoring import people_rows
from ballot.domain.scoring.assessment import PeopleFile
from ballot.domain.scoring.person import Key
from ballot.domain.written_number import whole
from ballot.usecases.assessment import ranking_inputs
from ballot.usecases.meeting.start_meeting import Gap, Start, StartBasis, faults_of, items_of

TITLE, STARTS, PLACE = "会议名称", "会议时间", "会议地点"
ELIGIBLE, ITEM = "应参加人数", "测评项目"
ORGANIZER, KEEPER = "组织单位", "密钥保管"
KEEPERS = {"": Custody.SERVER, "服务器": Custody.SERVER, "监票人": Custody.SCRUTINEERS}
"""What a row says of who keeps the key of its box; a cell left empty: whom policy or unit asks for,
else the server."""
CHOICES = {KEEPER: tuple(filter(None, KEEPERS))}
"""Column of such a file → the words that its cells choose from."""
COLUMNS = {
    "title": TITLE,
    "starts": STARTS,
    "place": PLACE,
    "eligible": ELIGIBLE,
    "item": ITEM,
    "subjects": NAME,
    "unit": ORGANIZER,
}
"""Key of a plan → the column that it comes from."""
FEW = 20
"""So many names are told where a name is not among them."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows by their numbers: what each without a fault starts, and those whose meeting is there
    already. Faults without a row that starts anything else are of the whole file."""

    starts: Mapping[int, Start]
    there: tuple[int, ...]
    faults: tuple[Fault, ...]


def columns_of(scheme: Scheme, units: Collection[str]) -> tuple[str, ...]:
    """The columns of such a file; 测评项目 where a meeting must say which item it fills, 组织单位
    where ``units`` below that of the assessment may organize it."""
    item = (ITEM,) if items_of(scheme) else ()
    organizer = (ORGANIZER,) if units else ()
    return (*KEY_COLUMNS, *item, TITLE, STARTS, PLACE, ELIGIBLE, *organizer, KEEPER)


def wanted(scheme: Scheme, units: Collection[str]) -> dict[str, bool]:
    """The columns that a file is searched for, and whether it is refused without them."""
    may_lack = (UNIT, VILLAGE, STARTS, PLACE, ORGANIZER, KEEPER)
    return {name: name not in may_lack for name in columns_of(scheme, units)}


def row_of(gap: Gap, usual: Custody = Custody.SERVER) -> dict[str, str]:
    """The row of the empty form for a meeting that is missing; ``usual`` is written into it where
    it is not what an empty cell means."""
    told = {ITEM: gap.item, TITLE: gap.title} | ({ORGANIZER: gap.unit} if gap.unit else {})
    word = next(name for name, custody in KEEPERS.items() if custody is usual)
    return ranking_inputs.key_texts(gap.person) | told | ({KEEPER: word} if word else {})


def left_to_server(rows: Rows, given: PeopleFile) -> int:
    """How many rows say nothing of who keeps the key, so that the server will."""
    texts = dict(people_rows.numbered(given.rows, given.first_row))
    return sum(
        start.custody is Custody.SERVER and not texts[number].get(KEEPER, "").strip()
        for number, start in rows.starts.items()
    )


def read(there: StartBasis, given: PeopleFile) -> Rows:
    """What a file asks for."""
    reading = _Reading(given.file, there)
    reading.row = given.notes.heading_row
    reading.heading(given.heading)
    if not reading.faults:
        for number, row in people_rows.numbered(given.rows, given.first_row):
            reading.read(number, row)
        if not given.rows:
            reading.complain(NAME, Missing())
    return Rows(reading.starts, tuple(reading.meeting_is_there), tuple(reading.faults))


def placed(faults: Sequence[Fault], file: str, row: int) -> list[Fault]:
    """Faults with the keys of a plan, in their cells."""
    return [
        replace(each, file=file, row=row, column=COLUMNS.get(each.key or "", NAME), key=None)
        for each in faults
    ]


class _Reading:
    """A file of meetings on its way in."""

    def __init__(self, file: str, there: StartBasis) -> None:
        self.file, self.there = file, there
        self.ids = {
            folded_key((each.name, each.unit_name, each.village)): id
            for id, each in there.people.items()
        }
        self.starts: dict[int, Start] = {}
        self.meeting_is_there: list[int] = []
        self.taken: set[tuple[int, str]] = set()
        self.faults: list[Fault] = []
        self.row = 1

    def complain(self, column: str, error: BallotError) -> None:
        self.faults.append(Fault(error, file=self.file, row=self.row, column=column))

    def heading(self, names: Sequence[str]) -> None:
        allowed = wanted(self.there.scheme, self.there.units)
        for name, needed in allowed.items():
            if needed and name not in names:
                self.complain(name, Missing())
        for place, name in enumerate(names):
            if name not in allowed:
                self.complain(name, UnknownKey(name=name, allowed=tuple(allowed)))
            elif name in names[:place]:
                self.complain(name, TwiceTheSame(value=name))

    def read(self, number: int, row: Mapping[str, str]) -> None:
        """A row; an odd cell is told as what it is, which a day is not in its own column."""
        before, self.faults = self.faults, []
        self._read(number, row)
        others = {name: text for name, text in row.items() if name != STARTS}
        found = odd_cells.instead(self.faults, others, file=self.file, number=number)
        if found:
            self.starts.pop(number, None)
        self.faults = [*before, *found]

    def _read(self, number: int, row: Mapping[str, str]) -> None:
        self.row = number
        texts = {name: text.strip() for name, text in row.items()}
        ids = self._people(texts)
        eligible = self._eligible(texts.get(ELIGIBLE, ""))
        custody = self._custody(texts.get(KEEPER, ""), texts.get(ORGANIZER, ""))
        if not ids or eligible is None or custody is None:
            return
        item = texts.get(ITEM, "")
        start = Start(
            people=ids,
            title=texts.get(TITLE, ""),
            starts=start_time.spelled(texts.get(STARTS, "")),
            place=texts.get(PLACE, ""),
            eligible=eligible,
            item=item,
            unit=texts.get(ORGANIZER, ""),
            custody=custody,
        )
        twice = [id for id in ids if (id, item) in self.taken]
        self.taken |= {(id, item) for id in ids}
        if not twice and self.there.is_there(start):
            self.meeting_is_there.append(number)
            return
        self.faults += placed(faults_of(self.there, start), self.file, number)
        for id in twice:
            self.complain(NAME, TwiceTheSame(value=self.there.people[id].name))
        if not self.faults:
            self.starts[number] = start

    def _people(self, texts: Mapping[str, str]) -> tuple[int, ...]:
        """Everybody whom the row names; nobody where one of them is not there."""
        keys, faults = subjects_of_row.read(*(texts.get(name, "") for name in KEY_COLUMNS))
        for fault in faults:
            self.complain(fault.column or NAME, fault.error)
        found = [self._person(key) for key in keys]
        return tuple(id for id in found if id is not None) if None not in found else ()

    def _person(self, key: Key) -> int | None:
        id = self.ids.get(folded_key(key))
        if id is None:
            there = self.there.people.values()
            written = ((each.name, each.unit_name, each.village) for each in there)
            names = tuple(" ".join(part for part in one if part) for one in written)
            self.complain(NAME, NotOneOf(value=" ".join(key).strip(), allowed=names[:FEW]))
        return id

    def _custody(self, text: str, unit: str) -> Custody | None:
        if not text:
            return self.there.custody.get(unit, Custody.SERVER)
        if text not in KEEPERS:
            self.complain(KEEPER, NotOneOf(value=text, allowed=CHOICES[KEEPER]))
        return KEEPERS.get(text)

    def _eligible(self, text: str) -> int | None:
        eligible = whole(text)
        if eligible is None:
            wrong = WrongType(expected="whole number", value=text) if text else Missing()
            self.complain(ELIGIBLE, wrong)
        return eligible
