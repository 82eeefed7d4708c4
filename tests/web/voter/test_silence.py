"""What stays behind of a voter: nothing in the logs, and of a look nothing in the database."""

import logging
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from makers.meetings import AMeeting, an_open_meeting
from people.phone import Phone
from sqlalchemy import text
from sqlalchemy.orm import Session

from ballot.serving import log
from ballot.storage.database import Database
from ballot.usecases.hall import Hall
from ballot.web.proxy import Application
from ballot.web.voter import replies, voting


class Secret(Exception):
    """An exception whose message holds what nobody may read."""


@pytest.fixture
def meeting(hall: Hall) -> AMeeting:
    """An open meeting on two persons."""
    return an_open_meeting(hall, slips=4, subjects=2)


@pytest.fixture
def production_log(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> pytest.CaptureFixture[str]:
    """Everything that the program writes down as it runs in a hall."""
    caplog.set_level(logging.DEBUG)
    log.set_up()
    capfd.readouterr()
    return capfd


def written(capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> str:
    """All that was written down, on whatever road."""
    streams = capfd.readouterr()
    return streams.out + streams.err + caplog.text


def attend(client: FlaskClient, meeting: AMeeting, monkeypatch: pytest.MonkeyPatch) -> None:
    """A success, wrong input, an unknown slip, a failing database, an exception of ours."""
    slip, number = meeting.slips[0], meeting.number
    choices = {"a1_1": "3", "a2_1": "4"}
    url = f"/v/{number}/{slip.token.text}"
    Phone(client).scan(meeting).press(choices).press(button="cast")
    assert client.post(f"/v/{number}", data={"code": slip.code.text}).status_code == 200
    other = f"/v/{number}/{meeting.slips[1].token.text}"
    assert client.post(other, data={**choices, "a1_1": "7"}).status_code == 400
    assert client.get(url.replace(number, "000000")).status_code == 404
    with monkeypatch.context() as broken:
        broken.setattr(Database, "drop_in", _fail)
        assert client.post(other, data={**choices, "cast": "1"}).status_code == 503
        broken.setattr(Database, "standing", _fail)
        assert client.post(other, data={**choices, "cast": "1"}).status_code == 503
        code = {"code": meeting.slips[1].code.text}
        assert client.post(f"/v/{number}", data=code).status_code == 503
    with monkeypatch.context() as broken:
        broken.setattr(replies, "once_more", _fail)
        assert client.post(other, data=choices).status_code == 503


def _fail(*given: object, **more: object) -> None:
    raise Secret(repr((given, more)) + " a1_1=3")


def test_no_token_code_or_choice_is_ever_written_down(
    client: FlaskClient,
    meeting: AMeeting,
    monkeypatch: pytest.MonkeyPatch,
    production_log: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    attend(client, meeting, monkeypatch)
    text = written(production_log, caplog)
    for slip in meeting.slips[:2]:
        assert slip.token.text not in text
        assert slip.code.text not in text
        assert slip.code.printed not in text
    assert "a1_1" not in text
    assert "/v/" not in text
    assert "page failed" in text
    assert "Secret" in text


def test_a_plain_flask_would_have_written_the_token_down(
    app: Application,
    meeting: AMeeting,
    monkeypatch: pytest.MonkeyPatch,
    production_log: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The control: the same failure under the log of the framework."""
    monkeypatch.setattr(type(app), "log_exception", Flask.log_exception)
    monkeypatch.setattr(replies, "once_more", _fail)
    app.error_handler_spec[None][None].pop(Exception)
    url = f"/v/{meeting.number}/{meeting.slips[0].token.text}"
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.test_client().post(url, data={"a1_1": "3"})
    assert meeting.slips[0].token.text in written(production_log, caplog)


def test_a_fault_that_no_handler_takes_is_noted_without_its_address(
    app: Application,
    meeting: AMeeting,
    monkeypatch: pytest.MonkeyPatch,
    production_log: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(replies, "once_more", _fail)
    app.error_handler_spec[None][None].pop(Exception)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    url = f"/v/{meeting.number}/{meeting.slips[0].token.text}"
    app.test_client().post(url, data={"a1_1": "3"})
    text = written(production_log, caplog)
    assert "voter.slip" in text
    assert meeting.slips[0].token.text not in text
    assert "a1_1" not in text


def test_a_hundred_looks_change_nothing(
    client: FlaskClient, meeting: AMeeting, tmp_path: Path
) -> None:
    Phone(client).scan(meeting).press({"a1_1": "1", "a2_1": "1"}).press(button="cast")
    before = everything(meeting.hall.database, tmp_path)
    begun = transactions(meeting.hall.database)
    look_at_all(client, meeting)
    assert everything(meeting.hall.database, tmp_path) == before
    # A vacuum of the server's own may begin a few; a look that writes would begin a hundred.
    assert transactions(meeting.hall.database) - begun < 10


def test_a_look_that_spent_a_slip_would_be_seen(
    client: FlaskClient, meeting: AMeeting, tmp_path: Path
) -> None:
    """The control: one vote among the looks."""
    before = everything(meeting.hall.database, tmp_path)
    look_at_all(client, meeting)
    Phone(client).scan(meeting, 1).press({"a1_1": "1", "a2_1": "1"}).press(button="cast")
    assert everything(meeting.hall.database, tmp_path) != before


def look_at_all(client: FlaskClient, meeting: AMeeting) -> None:
    """A hundred GET and HEAD of slips spent, unused and unknown."""
    number = meeting.number
    urls = [f"/v/{number}/{slip.token.text}" for slip in meeting.slips]
    urls.append(f"/v/{number}/{'A' * 26}")
    for _ in range(10):
        for url in urls:
            client.get(url)
            client.head(url)


def everything(database: Database, folder: Path) -> object:
    """SQLite: the bytes of file and log. PostgreSQL: all rows with who wrote them."""
    if database.dialect == "sqlite":
        files = sorted((folder / "data").iterdir())
        return {file.name: file.read_bytes() for file in files if not file.name.endswith("-shm")}
    return database.read(_rows)


def _rows(db: Session) -> object:
    public = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
    names = db.scalars(text(public)).all()
    counted = 'SELECT xmin::text, t::text FROM "{}" t ORDER BY 2'
    return {name: [tuple(row) for row in db.execute(text(counted.format(name)))] for name in names}


def transactions(database: Database) -> int:
    """How many writing transactions PostgreSQL has begun since it was made; 0 on SQLite."""
    if database.dialect == "sqlite":
        return 0
    counted = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint"
    return int(database.read(lambda db: db.execute(text(counted)).scalar_one()))


def test_a_paper_drawn_once_is_never_shown_for_a_changed_meeting(
    client: FlaskClient, meeting: AMeeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Phone(client).scan(meeting).text
    assert Phone(client).scan(meeting, 1).text == first
    assert Phone(client).scan(meeting, 1, "?lang=en").text != first
    see = voting.Visit.see
    monkeypatch.setattr(
        voting.Visit, "see", lambda visit: replace(see(visit), version=99, title="另一场")
    )
    assert "另一场" in Phone(client).scan(meeting, 2).text
