"""No page costs more because there is more in the house: the same statements, at most 60 KB.

Every address that answers a look is walked as every role, in a small house and in one that has many
times as much of everything. ``BALLOT_TEST_SCALE=full`` makes 2,000 meetings, 20,000 people and
100,000 lines of journal, and writes what each page costs (docs/performance.md).
"""

import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from makers.life.large_house import HouseSize, LargeHouse, a_large_house
from makers.meetings import a_hall
from makers.settings import settings
from people.desk import Desk, everybody
from sqlalchemy import event, select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from ballot.app import create_app
from ballot.domain.access import CONSOLE, Role
from ballot.storage import meetings, tables
from ballot.storage.database import Database
from ballot.usecases.accounts.create_account import create_account
from ballot.usecases.assessment import worked_out
from ballot.usecases.hall import Hall
from ballot.web.proxy import Application

IS_FULL = os.environ.get("BALLOT_TEST_SCALE") == "full"
SMALL = HouseSize(people=24, meetings=8, lines=20)
MANY = HouseSize(120, 80, 3_000, units=40, accounts=90, assessments=90, appeals=90)
FULL = HouseSize(20_000, 2_000, 100_000, units=200, accounts=200, assessments=171, appeals=200)
MOST_BYTES = 60_000
STATES = ("draft", "open", "closed", "opened")
KNOWN = {
    "custody": "server",
    "filename": "organizer/frame.css",
    "format": "json",
    "kind": "pdf",
    "name": "jiaozhou-village",
    "what": "people",
}
"""Values of the parts of addresses; what neither is here nor told by the house is 1."""
VERIFIER = "/verify"
"""One file of always the same size, which people take along on a stick."""
SOUGHT = "?q=1&page=2"
"""The second page of what is found."""


@dataclass(frozen=True, slots=True)
class Look:
    """What one look cost. ``is_page``: it is read by a person, and taken along by nobody."""

    status: int
    statements: int
    size: int
    cpu: float
    is_page: bool


@contextmanager
def counted(hall: Hall) -> Iterator[list[str]]:
    """The statements that are made inside."""
    made: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        made.append(statement)

    event.listen(hall.database.engine, "before_cursor_execute", note)
    try:
        yield made
    finally:
        event.remove(hall.database.engine, "before_cursor_execute", note)


@dataclass(frozen=True, slots=True)
class Walk:
    """A house with its application, and everybody's browser."""

    hall: Hall
    app: Application
    house: LargeHouse
    roles: dict[str, FlaskClient]

    def looks(self) -> dict[str, Look]:
        """By role and address what a look costs, an address by the words of its rule."""
        return {
            f"{role} {name}": self.look(browser, path)
            for role, browser in self.roles.items()
            for name, path in self.addresses().items()
            if concerns(role, path)
        }

    def look(self, browser: FlaskClient, path: str) -> Look:
        with counted(self.hall) as made:
            begun = time.process_time()
            answer = browser.get(path)
            size, took = len(answer.data), time.process_time() - begun
        is_page = answer.mimetype == "text/html" and path != VERIFIER
        answer.close()
        return Look(answer.status_code, len(made), size, took, is_page)

    def addresses(self) -> dict[str, str]:
        """Every address that answers a look: of a meeting of each state; with and without words."""
        found: dict[str, str] = {}
        for rule in self.app.url_map.iter_rules():
            if "GET" in (rule.methods or ()) and not rule.alias and (IS_FULL or not is_file(rule)):
                of_meeting = "number" in rule.arguments and "/assessments/" not in rule.rule
                for state in STATES if of_meeting else ("",):
                    path = self.address(rule, state)
                    found[f"{rule.rule} {state}".strip()] = path
                    if rule.endpoint.startswith("organizer."):
                        found[f"{rule.rule} {state} sought"] = path + SOUGHT
        return found

    def address(self, rule: Rule, state: str) -> str:
        house = self.house
        told: dict[str, Any] = {
            "id": house.assessment,
            "person": house.person,
            "unit": house.unit,
            "appeal": house.appeal,
            "code": house.code,
            "number": house.meetings.get(state, self.number(rule)),
        }
        values = {name: str(told.get(name, KNOWN.get(name, 1))) for name in rule.arguments}
        with self.app.test_request_context():
            _domain, path = rule.build(values, append_unknown=False) or ("", "")
        assert path, rule
        return path

    def number(self, rule: Rule) -> int:
        """What a number is of that is none of a meeting."""
        house = self.house
        of = {"/appeals/": house.appeal, "/notice/": house.notice}
        return next((number for part, number in of.items() if part in rule.rule), house.ranking)


def is_file(rule: Rule) -> bool:
    """Whether it answers something to take along, a paper or a table, and no page."""
    return "." in rule.rule.rpartition("/")[2] or bool({"kind", "format"} & rule.arguments)


def concerns(role: str, path: str) -> bool:
    """Whether a role has business there; what a page of another door costs is walked by nobody.
    What is looked for costs everybody the same."""
    if role != "organizer" and path.endswith(SOUGHT):
        return False
    prefixes = {"scrutineer": "/s/", "teller": "/s/", "kiosk": "/k", "key": "/api/"}
    kind = role.split("-")[0]
    return path.startswith(prefixes[kind]) if kind in prefixes else True


def a_walk(folder: Path, template: Path, size: HouseSize) -> Walk:
    folder.mkdir()
    shutil.copy(template, folder / "ballot.sqlite3")
    hall = a_hall(Database.connect(f"sqlite:///{folder / 'ballot.sqlite3'}"), folder)
    app = create_app(settings(folder, hall.database), hall)
    add_naive_page(app, hall)
    house = a_large_house(hall, size)
    roles = everybody(app, hall, house.meetings["open"])
    organizer = Desk(app.test_client())
    organizer.accept(create_account(hall, CONSOLE, "组织者", Role.ORGANIZER, house.unit), "组织者")
    return Walk(hall, app, house, roles | {"organizer": organizer.client})


def grown(few: dict[str, Look], many: dict[str, Look]) -> dict[str, tuple[int, int]]:
    """The looks that took more statements where there is more."""
    assert few.keys() == many.keys()
    pairs = {name: (few[name].statements, many[name].statements) for name in few}
    return {name: (before, after) for name, (before, after) in pairs.items() if after > before}


def large(looks: dict[str, Look]) -> dict[str, int]:
    """The pages of more than 60 KB."""
    pages = {name: each.size for name, each in looks.items() if each.is_page}
    return {name: size for name, size in pages.items() if size > MOST_BYTES}


def add_naive_page(app: Application, hall: Hall) -> None:
    """A page that lists every meeting and looks at each: the control."""

    def naive() -> str:
        def work(db: Session) -> str:
            numbers = db.scalars(select(tables.meeting.c.number)).all()
            return "".join(f"<p>{meetings.get(db, each)}</p>" for each in numbers)

        return hall.database.read(work)

    app.add_url_rule("/naive", "naive", naive)


def test_what_a_page_costs_does_not_grow_with_the_house(
    sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worked_out, "MANY", 10)
    few, many = (
        a_walk(tmp_path / name, sqlite_template, size)
        for name, size in (("few", SMALL), ("many", MANY))
    )
    before, after = few.looks(), many.looks()
    dear, long = grown(before, after), large(after)
    assert [name for name in dear if "/naive" not in name] == [], dear
    assert [name for name in long if "/naive" not in name] == [], long
    assert [name for name, each in after.items() if each.status >= 500] == []
    told = [name for name, each in after.items() if each.status == 200]
    assert len(told) > 200, "pages are seen, not refusals"
    assert "administrator /naive" in dear.keys() & long.keys(), "the control"


@pytest.mark.skipif(not IS_FULL, reason="minutes")
def test_a_county_is_read_in_pages(
    sqlite_template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each page twice, as people look at it: what the second look cost is written down."""
    walk = a_walk(tmp_path / "county", sqlite_template, FULL)
    cold, warm = walk.looks(), walk.looks()
    with capsys.disabled():
        for name, each in sorted(warm.items(), key=lambda pair: -pair[1].cpu):
            said = (each.status, each.statements, each.size / 1000, each.cpu * 1000)
            sys.stdout.write("{}: {}, {} statements, {:.1f} KB, {:.0f} ms".format(name, *said))
            sys.stdout.write(f"; at first {cold[name].cpu * 1000:.0f} ms\n")
    assert large(warm) == {}
