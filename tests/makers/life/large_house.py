"""A house of thousands of meetings, made in seconds: by direct statements where acts would take
minutes, and valid under every check: tags, signatures, chains and their marks.

People, scores and what is bound of them; a ranking, its review and 公示; meetings, each a copy of
one that people really held, under its own number; lines of the journal.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice
from typing import Any

from makers.meetings import VERY, a_closed_meeting, a_draft, an_open_meeting
from makers.reviewed import vote, walk
from makers.score_rows import USUAL
from sqlalchemy import Table, insert, select

from ballot import schemes
from ballot.box import tags
from ballot.domain import journal_line
from ballot.domain.access import CONSOLE, Role
from ballot.domain.acts import Act
from ballot.domain.journal_line import HOUSE, End, JournalLine
from ballot.domain.meetings.frozen import fingerprint
from ballot.domain.scheme import columns
from ballot.domain.scheme.scheme import NAME, UNIT, VILLAGE
from ballot.domain.scoring.assessment import AssessmentPlan
from ballot.storage import api_keys, journal, people, tables
from ballot.storage.assessment import appeals, assessments, inputs, notices
from ballot.storage.assessment.assessments import PersonRow
from ballot.storage.assessment.inputs import NewPerson, NewScore
from ballot.usecases.accounts.add_units import add_units
from ballot.usecases.accounts.units import top_unit
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.rank_assessment import rank_assessment
from ballot.usecases.hall import Hall
from ballot.usecases.review.post_notice import NoticePlan, post_notice, write_notice
from ballot.usecases.verified import entered_values, result_record

SCHEME = schemes.find("jiaozhou-village")
TITLE, BEFORE = "2026年度第一书记考核", "2025年度第一书记考核"
GROUPS = {"单位类别": ("镇街", "市直"), "职务层次": ("正股级", "副股级及以下")}
AT_ONCE = 1_000
LINES_OF_A_MEETING = 400
"""A long journal of one meeting: a line an act."""
OF_A_MEETING = (tables.voter_class, tables.eligible, tables.question, tables.batch)
"""What is copied of a meeting as it is, save its number."""


@dataclass(frozen=True, slots=True)
class HouseSize:
    """How much there is of everything."""

    people: int
    meetings: int
    lines: int
    units: int = 4
    accounts: int = 4
    assessments: int = 2
    appeals: int = 2


@dataclass(frozen=True, slots=True)
class LargeHouse:
    """Where to look: the assessment of all people, its newest ranking, its 公示, somebody of it, a
    meeting of each state by name."""

    assessment: int
    ranking: int
    notice: int
    code: str
    appeal: int
    person: int
    unit: int
    meetings: Mapping[str, str]


def a_large_house(hall: Hall, size: HouseSize) -> LargeHouse:
    """A house of this size."""
    unit = hall.database.write(top_unit)
    add_units(hall, CONSOLE, "\n".join(f"第{at}镇" for at in range(1, size.units)), unit)
    before = an_assessment(hall, BEFORE, size.people // 2)
    rank_assessment(hall, CONSOLE, before)
    id = an_assessment(hall, TITLE, size.people, before)
    for at in range(size.assessments - 2):
        an_assessment(hall, f"{at}镇考核", 2)
    held = meetings_of(hall, id, size.meetings)
    ranking, _doubts = rank_assessment(hall, CONSOLE, id)
    walk(hall, id)
    notice, code = hung(hall, id)
    appeal = objected(hall, id, notice, size.appeals)
    officers(hall, unit, size.accounts)
    person = hall.database.read(lambda db: assessments.people(db, id)[0].id)
    few = min(LINES_OF_A_MEETING, size.lines // 6)
    for number in held.values():
        add_lines(hall, journal_line.of_meeting(number), few)
    for chain in (HOUSE, journal_line.of_assessment(id)):
        add_lines(hall, chain, (size.lines - few * len(held)) // 2)
    return LargeHouse(id, ranking, notice, code, appeal, person, unit, held)


def an_assessment(hall: Hall, title: str, count: int, previous: int | None = None) -> int:
    """An assessment of so many people with all scores and the counts of their votes."""
    plan = AssessmentPlan(title, SCHEME.id, title[:4], previous=previous)
    id = create_assessment(hall, CONSOLE, plan)
    grouped = {column.name for column in SCHEME.group_columns}

    def work(db: Any) -> None:
        rows = list(_rows(count))
        added = [
            NewPerson(row[NAME], row[UNIT], row[VILLAGE], {k: row[k] for k in grouped if k in row})
            for row in rows
        ]
        inputs.add_people(db, id, added)
        ids = [each.id for each in assessments.people(db, id)]
        scores = [
            NewScore(who, item, text)
            for who, row in zip(ids, rows, strict=True)
            for item, text in row.items()
            if item in SCORES
        ]
        inputs.enter_all(db, scores, source="名单.xlsx", by="console", at=hall.clock())
        entered_values.write_down(hall, db, CONSOLE, id, people=count)
        ends.update(journal.written(db))

    ends: dict[str, End] = {}
    hall.database.write(work)
    hall.marks.note_journal(ends)
    return id


SCORES = {column.name for column in columns.coming_in(SCHEME)} - {
    NAME,
    UNIT,
    VILLAGE,
    *(column.name for column in SCHEME.group_columns),
}


def _rows(count: int) -> Iterator[dict[str, str]]:
    for at in range(count):
        yield USUAL | {
            NAME: f"人{at}",
            UNIT: f"第{at % 17}局",
            VILLAGE: f"第{at}村",
            "单位类别": GROUPS["单位类别"][at % 2],
            "职务层次": GROUPS["职务层次"][at // 2 % 2],
            "基本工作目标得分": str(40 + at % 27),
            "办实事奖分": str(at % 41),
        }


def meetings_of(hall: Hall, assessment: int, count: int) -> dict[str, str]:
    """One held really of each state, and copies: every third of people of the assessment."""
    who = hall.database.read(lambda db: assessments.people(db, assessment))
    first = who[0]
    of = (first.unit_name, first.village)
    held = {
        "opened": vote(hall, [first.name], [VERY] * 3, title=TITLE, of=of),
        "draft": a_draft(hall).number,
        "open": an_open_meeting(hall).number,
        "closed": a_closed_meeting(hall, [VERY] * 40).number,
    }
    names = list(held)
    free = (str(each) for each in range(100_000, 1_000_000) if str(each) not in held.values())
    others = iter(who[1:])
    for name in names:
        model = _read(hall, held[name])
        numbers = list(islice(free, max(0, count // len(names) - 1)))
        share = -(-(len(who) - 1) // max(1, len(numbers)))
        if name == "opened":
            several = [part for _ in numbers if (part := list(islice(others, share)))]
            numbers = numbers[: len(several)]
        else:
            several = []
        _copy(hall, model, numbers, several)
    return held


@dataclass(frozen=True, slots=True)
class _Model:
    """A meeting as its rows have it, and its chain."""

    meeting: Mapping[str, Any]
    rows: Mapping[Table, Sequence[Mapping[str, Any]]]
    subjects: Sequence[Mapping[str, Any]]
    result: Mapping[str, Any] | None
    lines: Sequence[JournalLine]


def _read(hall: Hall, number: str) -> _Model:
    def rows(db: Any, table: Table, column: str = "meeting") -> list[dict[str, Any]]:
        statement = select(table).where(table.c[column] == number)
        return [dict(row) for row in db.execute(statement).mappings()]

    def work(db: Any) -> _Model:
        return _Model(
            rows(db, tables.meeting, "number")[0],
            {table: rows(db, table) for table in OF_A_MEETING},
            rows(db, tables.subject),
            next(iter(rows(db, tables.result)), None),
            journal.lines(db, journal_line.of_meeting(number)),
        )

    return hall.database.read(work)


def _copy(
    hall: Hall, model: _Model, numbers: Sequence[str], several: Sequence[Sequence[PersonRow]]
) -> None:
    """Copies under other numbers; each of those of ``several``, or of whom the model is."""
    made: dict[Table, list[dict[str, Any]]] = {}
    lines: list[JournalLine] = []
    ends: dict[str, End] = {}
    for at, number in enumerate(numbers):
        persons = several[at] if at < len(several) else []
        text = _frozen(model, number, persons)
        row = dict(model.meeting) | {"number": number, "title": f"第{at}村测评会", "frozen": text}
        if text is not None:
            row["frozen_tag"] = tags.frozen_tag(hall.tags, row["run"], text.encode())
        made.setdefault(tables.meeting, []).append(row)
        for table, rows in model.rows.items():
            made.setdefault(table, []).extend(dict(each) | {"meeting": number} for each in rows)
        ids = [each.id for each in persons] or [each["person"] for each in model.subjects]
        made.setdefault(tables.subject, []).extend(
            {"meeting": number, "position": place, "person": id} for place, id in enumerate(ids)
        )
        if model.result is not None:
            told = _result(hall, model, number, text or "", len(ids))
            made.setdefault(tables.result, []).append(told)
        chain = journal_line.of_meeting(number)
        details = [(each.act, _told(each.detail, model, number, text)) for each in model.lines]
        found, ends[chain] = _chained(
            hall, chain, End(0, b"", journal_line.first_head(chain)), details
        )
        lines += found
    _insert(hall, made)
    _keep(hall, lines, ends)


def _frozen(model: _Model, number: str, persons: Sequence[PersonRow]) -> str | None:
    if model.meeting["frozen"] is None:
        return None
    facts = json.loads(model.meeting["frozen"]) | {"number": number}
    if persons:
        facts["subjects"] = [
            {"name": each.name, "unit": each.unit_name, "village": each.village} for each in persons
        ]
    return _canonical(facts)


def _result(hall: Hall, model: _Model, number: str, frozen: str, subjects: int) -> dict[str, Any]:
    """What came out for the first subject of the model came out for everybody."""
    assert model.result is not None
    facts = json.loads(model.result["text"])
    facts |= {"meeting": number, "fingerprint": fingerprint(frozen)}
    text = _canonical(facts | {"tallies": facts["tallies"][:1] * subjects})
    return dict(model.result) | {
        "meeting": number,
        "text": text,
        "sha256": sha256(text.encode()).digest(),
        "signature": result_record.sign(hall, text),
    }


def _told(detail: str, model: _Model, number: str, frozen: str | None) -> str:
    was = fingerprint(model.meeting["frozen"] or "")
    return detail.replace(was, fingerprint(frozen or "")).replace(model.meeting["number"], number)


def _canonical(facts: Mapping[str, Any]) -> str:
    return json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def add_lines(hall: Hall, chain: str, count: int) -> None:
    """So many lines more of a chain, as if somebody had typed all day."""
    here = hall.database.read(lambda db: journal.end(db, chain))
    told = ((Act.EDIT.value, _canonical({"reason": f"第{at}次"})) for at in range(count))
    lines, end = _chained(hall, chain, here, told)
    _keep(hall, lines, {chain: end})


def _chained(
    hall: Hall, chain: str, last: End, told: Iterable[tuple[str, str]]
) -> tuple[list[JournalLine], End]:
    found = []
    at = hall.clock()
    for act, detail in told:
        line = JournalLine(chain, last.length + 1, at, "console", act, detail, b"", b"")
        tag = tags.journal_tag(hall.tags, last.tag, *journal._fields(line))
        last = End(line.sequence, tag, journal._head(last.head, line))
        found.append(replace(line, tag=tag, head=last.head))
    return found, last


def _keep(hall: Hall, lines: Sequence[JournalLine], ends: Mapping[str, End]) -> None:
    names = ("chain", "sequence", "at", "actor", "act", "detail", "tag", "head")
    rows = [{name: getattr(line, name) for name in names} for line in lines]
    _insert(hall, {tables.journal: rows})
    hall.marks.note_journal({chain: end for chain, end in ends.items() if end.length})


def _insert(hall: Hall, made: Mapping[Table, Sequence[Mapping[str, Any]]]) -> None:
    for table, rows in made.items():
        for at in range(0, len(rows), AT_ONCE):
            part = rows[at : at + AT_ONCE]
            hall.database.write(lambda db, table=table, part=part: db.execute(insert(table), part))


def hung(hall: Hall, assessment: int) -> tuple[int, str]:
    """A 公示 that hangs: its id, and the code of its address."""
    first = hall.now().date().isoformat()
    write_notice(
        hall,
        CONSOLE,
        assessment,
        NoticePlan("按照办法规定，经研究", "某市委组织部", "0532-1", first),
    )
    post_notice(hall, CONSOLE, assessment)
    (row,) = hall.database.read(lambda db: notices.of_assessment(db, assessment))
    return row.id, row.code


def objected(hall: Hall, assessment: int, notice: int, count: int) -> int:
    """So many objections to what hangs; the id of the last."""
    who = hall.database.read(lambda db: assessments.people(db, assessment))
    said = {"item": "", "appellant": "群众", "claim": "有不同意见", "by": "console"}

    def work(db: Any) -> int:
        return [
            appeals.add(db, of_person=who[at % len(who)].id, notice=notice, at=hall.clock(), **said)
            for at in range(max(1, count))
        ][-1]

    return hall.database.write(work)


def officers(hall: Hall, unit: int, count: int) -> None:
    """So many accounts, and as many keys of programs."""

    def work(db: Any) -> None:
        for at in range(count):
            made = people.add_account(db, name=f"干部{at}", password_hash="-", at=hall.clock())
            assert made
            people.join(db, of_account=made, of_unit=unit, role=Role.ORGANIZER.value)
            digest = sha256(str(at).encode()).digest()
            api_keys.add(
                db,
                unit=unit,
                role=Role.OBSERVER.value,
                name=f"系统{at}",
                digest=digest,
                at=hall.clock(),
            )

    hall.database.write(work)
