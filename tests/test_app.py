"""The plugging-together: what belongs together is opened, what does not is refused."""

import shutil
import time
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from makers.meetings import a_closed_meeting, an_open_meeting

from ballot import housekeeping
from ballot.app import create_app, from_environment
from ballot.config import Config
from ballot.domain.access import CONSOLE
from ballot.domain.errors import DatabaseBehind, KeysDoNotMatch
from ballot.domain.meeting import Transport
from ballot.hall import make_hall
from ballot.serving import memory
from ballot.serving.memory import Serving
from ballot.stock import keeper
from ballot.stock.maker_client import Maker
from ballot.storage import meetings
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.verified import frozen_facts

pytest_plugins = ("makers.compiled",)


@pytest.fixture
def environ(tmp_path: Path, sqlite_url: str) -> dict[str, str]:
    """The settings of an installation of its own."""
    return {
        "BALLOT_DATA": str(tmp_path / "data"),
        "BALLOT_KEYS": str(tmp_path / "keys"),
        "BALLOT_DATABASE_URL": sqlite_url,
    }


def test_a_hall_opens_again_with_its_own_keys(environ: dict[str, str]) -> None:
    config = Config.from_environment(environ)
    first, second = make_hall(config), make_hall(config)
    assert first.pepper == second.pepper
    assert first.transport is Transport.LOCAL
    assert first.clock().utcoffset() is not None
    for each in (first, second):
        each.database.dispose()


def test_a_database_does_not_open_with_other_keys(environ: dict[str, str], tmp_path: Path) -> None:
    make_hall(Config.from_environment(environ)).database.dispose()
    shutil.rmtree(tmp_path / "keys")
    with pytest.raises(KeysDoNotMatch):
        make_hall(Config.from_environment(environ))


def test_a_database_without_tables_is_refused(environ: dict[str, str], tmp_path: Path) -> None:
    environ["BALLOT_DATABASE_URL"] = f"sqlite:///{tmp_path / 'data' / 'empty.sqlite3'}"
    with pytest.raises(DatabaseBehind):
        make_hall(Config.from_environment(environ))


def test_a_worker_is_made_from_the_environment_alone(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    started = []
    monkeypatch.setattr(housekeeping, "start", lambda hall, *_given: started.append(hall))
    monkeypatch.setattr(keeper, "start", lambda pools, _maker: started.append(pools))
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    app = from_environment().app
    hall = app.extensions["hall"]
    assert started == [hall, hall.pools]
    client: FlaskClient = app.test_client()
    assert client.get("/").status_code == 200
    app.extensions["hall"].database.dispose()


def test_cookies_are_for_https_alone_where_there_is_https(environ: dict[str, str]) -> None:
    for url, secure in (("https://ballot.example", True), ("http://127.0.0.1:8000", False)):
        config = Config.from_environment({**environ, "BALLOT_PUBLIC_URL": url})
        app = create_app(config)
        assert app.config["SESSION_COOKIE_SECURE"] is secure
        app.extensions["hall"].database.dispose()


def test_the_setting_decides_the_language_where_nobody_chose(environ: dict[str, str]) -> None:
    app = create_app(Config.from_environment({**environ, "BALLOT_LANG": "en"}))
    client = app.test_client()
    for path in ("/v", "/sign-in"):
        assert "<html lang=en" in client.get(path).get_data(as_text=True).replace('"', "")
        assert "lang=zh" in client.get(f"{path}?lang=zh").get_data(as_text=True).replace('"', "")
    app.extensions["hall"].database.dispose()


def test_randomness_is_made_before_the_first_voter_comes_and_others_are_told(
    environ: dict[str, str],
) -> None:
    config = Config.from_environment(environ)
    hall, serving, maker = make_hall(config), Serving(config.data), Maker()
    meeting = an_open_meeting(hall, slips=2)
    serving.enter(hall.clock())
    assert see_meeting(hall, CONSOLE, meeting.number).stock == "preparing"
    for thread in (
        housekeeping.start(hall, hall.clock(), serving),
        keeper.start(hall.pools, maker),
    ):
        assert thread.daemon
    end = time.monotonic() + 30
    while see_meeting(hall, CONSOLE, meeting.number).stock != "ready" and time.monotonic() < end:
        time.sleep(0.05)
    assert see_meeting(hall, CONSOLE, meeting.number).stock == "ready"
    pk = frozen_facts.of(hall, hall.database.read(lambda db: meetings.get(db, meeting.number))).pk
    assert hall.pools.of(pk).held > 0
    maker.end()


def test_a_process_that_plays_a_hall_is_replaced_when_the_play_is_over(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(memory, "restart", lambda: asked.append(True))
    monkeypatch.setattr(housekeeping, "LATER", 0.1)
    config, plays = Config.from_environment(environ), [True]
    hall = make_hall(config)
    since = hall.clock()
    a_closed_meeting(hall, [0, 1], slips=3, eligible=3)
    housekeeping.start(hall, since, Serving(config.data), lambda: bool(plays))
    time.sleep(1)
    assert asked == []
    plays.clear()
    end = time.monotonic() + 20
    while not asked and time.monotonic() < end:
        time.sleep(0.05)
    assert asked


def test_housekeeping_seals_what_has_ended(environ: dict[str, str], tmp_path: Path) -> None:
    hall = make_hall(Config.from_environment(environ))
    number = a_closed_meeting(hall, [0, 1], slips=3, eligible=3).number
    assert see_meeting(hall, CONSOLE, number).sealed is False
    housekeeping.start(hall, hall.clock(), Serving(tmp_path))
    end = time.monotonic() + 20
    while not see_meeting(hall, CONSOLE, number).sealed and time.monotonic() < end:
        time.sleep(0.05)
    assert see_meeting(hall, CONSOLE, number).sealed is True


def test_a_duty_that_fails_comes_again_later_and_ends_no_thread(hall: Hall) -> None:
    asked: list[Hall] = []

    def fail(hall: Hall) -> bool:
        asked.append(hall)
        raise OSError

    duty = housekeeping.Duty(fail)
    duty.do_if_due(hall, time.monotonic())
    duty.do_if_due(hall, time.monotonic())
    assert len(asked) == 1
    duty.do_if_due(hall, duty.due)
    assert len(asked) == 2
