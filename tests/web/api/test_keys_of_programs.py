"""Keys at the desk of an administrator: made, shown once, listed, revoked; and nowhere kept."""

import hashlib
import logging
import re
from datetime import date
from pathlib import Path

import pytest
from makers.county import add_unit
from people.desk import Desk, a_desk
from people.programs import Program, a_program
from people.searcher import everything, files, spellings
from sqlalchemy import insert, select

from ballot.domain.access import CONSOLE, Actor, Role
from ballot.domain.errors import KeyUnknown, MayNot
from ballot.storage import journal, tables
from ballot.usecases.accounts import api_keys
from ballot.usecases.accounts.create_account import create_account
from ballot.usecases.accounts.list_people import list_people
from ballot.usecases.hall import Hall
from ballot.web.proxy import Application

KEY = re.compile(r"ballot_key_[A-Za-z0-9_-]{43}")


UNIT = re.compile(r'<select[^>]* id="unit".*?value="(\d+)"', re.DOTALL)


def unit_of(desk: Desk) -> str:
    """The first unit that the page offers."""
    found = UNIT.search(desk.page)
    assert found, desk.page
    return found[1]


def made_at(desk: Desk, name: str, role: str = "organizer") -> str:
    desk.look("/accounts/keys")
    desk.send("/accounts/keys", name=name, role=role, unit=unit_of(desk))
    found = KEY.search(desk.page)
    assert found, desk.page
    return found[0]


def test_an_administrator_makes_a_key_sees_it_once_and_revokes_it(
    app: Application, hall: Hall
) -> None:
    desk = a_desk(app, hall)
    desk.look("/accounts")
    assert "/accounts/keys" in desk.page
    key = made_at(desk, "县考核系统")
    program = Program(app.test_client(use_cookies=False), key)
    assert program.get("/meetings").status_code == 200
    desk.look("/accounts/keys")
    assert "县考核系统" in desk.page
    assert key not in desk.page
    desk.send("/accounts/keys/revoke", name="县考核系统")
    assert "已停用" in desk.page
    assert program.get("/meetings").status_code == 401


def test_a_name_stands_once_even_after_its_key_is_revoked(app: Application, hall: Hall) -> None:
    desk = a_desk(app, hall)
    made_at(desk, "县考核系统")
    desk.send("/accounts/keys/revoke", name="县考核系统")
    desk.look("/accounts/keys")
    answer = desk.send("/accounts/keys", name="县考核系统", role="organizer", unit=unit_of(desk))
    assert answer.status_code == 422
    assert "重复" in desk.page


def test_who_is_no_administrator_sees_and_makes_no_keys(app: Application, hall: Hall) -> None:
    a_desk(app, hall)
    unit = list_people(hall, CONSOLE).units[0].id
    for role in (Role.ORGANIZER, Role.OBSERVER):
        link = create_account(hall, CONSOLE, "某人", role, unit)
        desk = Desk(app.test_client())
        desk.accept(link, name=f"某人 {role}")
        assert desk.look("/accounts/keys").status_code == 403
        given = {"name": "x", "role": "organizer", "unit": str(unit)}
        assert desk.send("/accounts/keys", **given).status_code == 403
        assert desk.send("/accounts/keys/revoke", name="x").status_code == 403
    assert api_keys.list_keys(hall, CONSOLE) == []


def test_a_township_manages_its_own_keys_alone(app: Application, hall: Hall) -> None:
    a_program(app, hall, name="县的")
    top = list_people(hall, CONSOLE).units[0].id
    unit = add_unit(hall, CONSOLE, "里岔镇", top)
    there = Actor(id=7, name="镇管理员", roles=((unit, Role.ADMINISTRATOR),))
    api_keys.make_key(hall, there, "镇的", Role.OBSERVER, unit)
    assert [each.name for each in api_keys.list_keys(hall, there)] == ["镇的"]
    with pytest.raises(MayNot):
        api_keys.make_key(hall, there, "x", Role.OBSERVER, top)
    with pytest.raises(Exception, match="ApiKeyUnknown"):
        api_keys.revoke_key(hall, there, "县的")


def test_the_journal_tells_who_made_and_revoked_a_key(app: Application, hall: Hall) -> None:
    a_program(app, hall, name="县考核系统")
    api_keys.revoke_key(hall, CONSOLE, "县考核系统")
    details = [line.detail for line in hall.database.read(journal.all_lines)]
    assert '"key":"县考核系统","role":"organizer"' in details[-2]
    assert '"done":"revoked","key":"县考核系统"' in details[-1]


def test_of_its_use_a_key_leaves_a_day_and_no_time(hall: Hall, program: Program) -> None:
    def used() -> list[date | None]:
        return [each.used_on for each in api_keys.list_keys(hall, CONSOLE)]

    assert used() == [None]
    program.get("/meetings")
    assert used() == [hall.clock().date()]
    assert type(used()[0]) is date


def test_a_key_lies_nowhere(
    app: Application, hall: Hall, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    program = a_program(app, hall)
    number, _slips = program.an_open_meeting()
    program.post(f"/meetings/{number}/close", repeat="one")
    program.post("/meetings", {}, repeat="two")
    assert program.key is not None
    kept = hall.database.read(everything) + files(tmp_path) + caplog.text.encode()
    secret = program.key.removeprefix(api_keys.PREFIX).encode()
    assert secret not in kept
    assert number.encode() in kept, "the control: what does lie there is found"
    assert not any(each in kept for each in spellings(secret))


def test_tokens_that_were_answered_lie_nowhere(
    app: Application, hall: Hall, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    program = a_program(app, hall)
    number = program.a_meeting()
    for repeat in (None, "one", "one"):
        answer = program.post(f"/meetings/{number}/slips", {"count": 2}, repeat=repeat)
        slips = answer.json.get("slips", [])
        kept = hall.database.read(everything) + files(tmp_path) + caplog.text.encode()
        for slip in slips:
            assert slip["url"].rsplit("/", 1)[-1].encode() not in kept
            assert slip["code"].encode() not in kept
            assert slip["code"].replace(" ", "").encode() not in kept


def test_who_writes_the_database_makes_no_key_of_his_own(hall: Hall, program: Program) -> None:
    """The digest is made under a secret that lies outside."""

    forged = "ballot_key_" + "A" * 43
    row = hall.database.read(lambda db: db.execute(select(tables.api_key)).mappings().one())
    values = dict(row) | {"id": 99, "name": "x", "used_on": None}
    forgotten = tables.api_key.delete().where(tables.api_key.c.id == 99)
    for digest in (
        hashlib.sha256(forged.encode()).digest(),
        hashlib.sha256(b"api-key-v1|" + forged.encode()).digest(),
    ):
        mine = values | {"digest": digest}
        hall.database.write(lambda db, m=mine: db.execute(insert(tables.api_key).values(m)))
        with pytest.raises(KeyUnknown):
            api_keys.find_bearer(hall, forged)
        hall.database.write(lambda db: db.execute(forgotten))
    assert program.get("/meetings").status_code == 200
