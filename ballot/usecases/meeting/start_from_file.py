"""An organizer starts the missing meetings by a file, one a row; a preview saves nothing."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy.orm import Session

from ballot.domain import odd_cells
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import (
    BallotError,
    Fault,
    Missing,
    NotOneOf,
    Refused,
    TwiceTheSame,
    UnknownKey,
    WrongType,
)
from ballot.domain.meeting import Custody
from ballot.domain.person_name import folded_key
from ballot.domain.scheme.scheme import KEY_COLUMNS, NAME, UNIT, VILLAGE, Scheme
from ballot.domain.scoring import people_rows
from ballot.domain.scoring.assessment import PeopleFile
from ballot.usecases.assessment import ranking_inputs, reviewing
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.start_meetings import (
    Gap,
    Start,
    StartBasis,
    faults_of,
    items_of,
    known,
    start_meetings,
)

TITLE, PLACE, ELIGIBLE, ITEM = "会议名称", "会议地点", "应参加人数", "测评项目"
ORGANIZER, KEEPER = "组织单位", "密钥保管"
KEEPERS = {"": Custody.SERVER, "服务器": Custody.SERVER, "监票人": Custody.SCRUTINEERS}
"""What a row says of who keeps the key of its box; a cell left empty: the server."""
CHOICES = {KEEPER: tuple(filter(None, KEEPERS))}
"""Column of such a file → the words that its cells choose from."""
COLUMNS = {
    "title": TITLE,
    "place": PLACE,
    "eligible": ELIGIBLE,
    "item": ITEM,
    "subjects": NAME,
    "unit": ORGANIZER,
}
"""Key of a plan → the column that it comes from."""
FEW = 20
"""So many names are told where a name is not among them."""


def columns_of(scheme: Scheme, units: Collection[str]) -> tuple[str, ...]:
    """The columns of such a file; 测评项目 where a meeting must say which item it fills, 组织单位
    where ``units`` below that of the assessment may organize it."""
    item = (ITEM,) if items_of(scheme) else ()
    organizer = (ORGANIZER,) if units else ()
    return (*KEY_COLUMNS, *item, TITLE, PLACE, ELIGIBLE, *organizer, KEEPER)


def wanted(scheme: Scheme, units: Collection[str]) -> dict[str, bool]:
    """The columns that a file is searched for, and whether it is refused without them."""
    may_lack = (UNIT, VILLAGE, PLACE, ORGANIZER, KEEPER)
    return {name: name not in may_lack for name in columns_of(scheme, units)}


def row_of(gap: Gap) -> dict[str, str]:
    """The row of the empty form for a meeting that is missing."""
    return ranking_inputs.key_texts(gap.person) | {ITEM: gap.item, TITLE: gap.title}


def preview_meetings(
    hall: Hall, actor: Actor, assessment: int, given: PeopleFile
) -> tuple[Fault, ...]:
    """All faults of a file of meetings, each with row and column. Saves nothing.

    Raises AssessmentConcluded, NoticeHangs, MayNot: nobody looks through what cannot come in.
    """

    def work(db: Session) -> tuple[Fault, ...]:
        reviewing.require_changeable(db, actor, assessment, Act.CREATE)
        return _read(db, actor, assessment, given)[1]

    return hall.database.read(work)


def start_from_file(hall: Hall, actor: Actor, assessment: int, given: PeopleFile) -> int:
    """Start a meeting a row; how many. Raises Refused with every fault, MayNot."""
    starts, faults = hall.database.read(lambda db: _read(db, actor, assessment, given))
    if faults:
        raise Refused(list(faults))
    return len(start_meetings(hall, actor, assessment, starts))


def _read(
    db: Session, actor: Actor, assessment: int, given: PeopleFile
) -> tuple[list[Start], tuple[Fault, ...]]:
    there = known(db, actor, assessment, Act.CREATE)
    reading = _Reading(given.file, there)
    reading.row = given.notes.heading_row
    reading.heading(given.heading)
    if not reading.faults:
        for number, row in people_rows.numbered(given.rows, given.first_row):
            reading.read(number, row)
        if not given.rows:
            reading.complain(NAME, Missing())
    return reading.starts, tuple(reading.faults)


class _Reading:
    """A file of meetings on its way in."""

    def __init__(self, file: str, there: StartBasis) -> None:
        self.file, self.there = file, there
        self.ids = {
            folded_key((each.name, each.unit_name, each.village)): id
            for id, each in there.people.items()
        }
        self.starts: list[Start] = []
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
        """A row; an odd cell is told as what it is."""
        before, self.faults = self.faults, []
        self._read(number, row)
        found = odd_cells.instead(self.faults, row, file=self.file, number=number)
        self.faults = [*before, *found]

    def _read(self, number: int, row: Mapping[str, str]) -> None:
        self.row = number
        texts = {name: text.strip() for name, text in row.items()}
        id = self._person(texts)
        eligible = self._eligible(texts.get(ELIGIBLE, ""))
        custody = self._custody(texts.get(KEEPER, ""))
        if id is None or eligible is None or custody is None:
            return
        item = texts.get(ITEM, "")
        start = Start(
            people=(id,),
            title=texts.get(TITLE, ""),
            place=texts.get(PLACE, ""),
            eligible=eligible,
            item=item,
            unit=texts.get(ORGANIZER, ""),
            custody=custody,
        )
        for fault in faults_of(self.there, start):
            self.complain(COLUMNS.get(fault.key or "", NAME), fault.error)
        if any((each.people, each.item) == ((id,), item) for each in self.starts):
            self.complain(NAME, TwiceTheSame(value=texts[NAME]))
        self.starts.append(start)

    def _person(self, texts: Mapping[str, str]) -> int | None:
        key = (texts.get(NAME, ""), texts.get(UNIT, ""), texts.get(VILLAGE, ""))
        id = self.ids.get(folded_key(key))
        if id is None:
            there = self.there.people.values()
            written = ((each.name, each.unit_name, each.village) for each in there)
            names = tuple(" ".join(part for part in one if part) for one in written)
            self.complain(NAME, NotOneOf(value=" ".join(key).strip(), allowed=names[:FEW]))
        return id

    def _custody(self, text: str) -> Custody | None:
        if text not in KEEPERS:
            self.complain(KEEPER, NotOneOf(value=text, allowed=CHOICES[KEEPER]))
        return KEEPERS.get(text)

    def _eligible(self, text: str) -> int | None:
        if not text:
            self.complain(ELIGIBLE, Missing())
        elif not (text.isascii() and text.isdigit() and len(text) < 10):
            self.complain(ELIGIBLE, WrongType(expected="whole number", value=text))
        else:
            return int(text)
        return None
