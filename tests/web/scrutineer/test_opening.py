"""The page of the opening without a script: who is let in, what is said, and the fallbacks."""

import io
import re

import pytest
from flask.testing import FlaskClient
from makers.meetings import BAD, GOOD, VERY, a_closed_meeting
from makers.meetings_of_scrutineers import (
    Scrutinised,
    a_closed_meeting_of_scrutineers,
    an_open_meeting_of_scrutineers,
)
from people.desk import a_desk
from people.opener import slip_of
from werkzeug.test import TestResponse

from ballot.box import published, shares
from ballot.domain.access import CONSOLE
from ballot.domain.errors import ProofRefused
from ballot.domain.meeting import State
from ballot.domain.meetings.result import Way
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.opening.send_partials import send_share
from ballot.usecases.result.see_result import see_result
from ballot.web.proxy import Application
from ballot.web.scrutineer import opening

SECRET = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


@pytest.fixture
def held(hall: Hall) -> Scrutinised:
    return a_closed_meeting_of_scrutineers(hall, [VERY, VERY, GOOD, BAD], slips=5, eligible=5)


def look(client: FlaskClient, held: Scrutinised, position: int, page: str = "") -> TestResponse:
    """A page of the opening on the phone of a place."""
    client.set_cookie("badge", held.badges[position - 1])
    return client.get(f"/s/{held.number}/opening{page}")


def send(
    client: FlaskClient, held: Scrutinised, position: int, page: str, **fields: object
) -> TestResponse:
    """A form of the page, filled in and sent."""
    found = SECRET.search(look(client, held, position).text)
    data = {"csrf_token": found[1] if found else "", **fields}
    address = f"/s/{held.number}/opening/{page}"
    return client.post(address, data=data, follow_redirects=True)


def a_file(text: str) -> tuple[io.BytesIO, str]:
    return io.BytesIO(text.encode()), "partial.json"


def test_a_file_and_a_typed_key_open_the_box_and_are_named(
    app_client: FlaskClient, hall: Hall, held: Scrutinised
) -> None:
    text = published.sent_to_json(held.made(hall, 1))
    page = send(app_client, held, 1, "file", file=a_file(text)).text
    assert "您的钥匙已经用过" in page
    assert "当众撕掉" in page
    assert "在另一台机器上" in page
    page = send(app_client, held, 2, "key", key=slip_of(held.shares[1])).text
    assert "票箱已打开" in page
    assert "钥匙交给服务器用" in page
    ways = [each.way for each in see_result(hall, held.number).facts.opened_by]
    assert ways == [Way.FILE, Way.SERVER]
    assert "票箱已打开" in look(app_client, held, 3).text


def test_the_list_is_what_another_machine_opens(
    app_client: FlaskClient, hall: Hall, held: Scrutinised
) -> None:
    answer = look(app_client, held, 1, "/list")
    assert answer.mimetype == "application/json"
    listed = published.from_json(answer.text)
    assert listed.ballots == 4
    shown = "".join(re.findall(r"<span>([0-9a-f]{4})</span>", look(app_client, held, 1).text))
    assert shown == listed.close_value.hex()


@pytest.mark.parametrize(
    ("page", "fields", "said"),
    [
        ("file", {}, "不是这个程序写的"),
        ("file", {"file": "x"}, "不是这个程序写的"),
        ("key", {}, "密钥条没有写对"),
        ("key", {"key": "ABCD"}, "密钥条没有写对"),
        ("key", {"key": slip_of(shares.split()[1][0])}, "不是本场的"),
    ],
    ids=["no file", "another file", "no key", "half a key", "a foreign key"],
)
def test_what_is_wrong_is_refused_in_words(
    app_client: FlaskClient,
    hall: Hall,
    held: Scrutinised,
    page: str,
    fields: dict[str, str],
    said: str,
) -> None:
    given = {name: a_file(text) if name == "file" else text for name, text in fields.items()}
    answer = send(app_client, held, 1, page, **given)
    assert answer.status_code == 422
    assert said in answer.text
    assert see_result(hall, held.number).facts.state is State.CLOSED


def test_a_huge_file_is_not_read_to_its_end(
    app_client: FlaskClient, hall: Hall, held: Scrutinised, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "LONGEST", 10)
    text = published.sent_to_json(held.made(hall, 1))
    assert send(app_client, held, 1, "file", file=a_file(text)).status_code == 422
    monkeypatch.undo()
    assert send(app_client, held, 1, "file", file=a_file(text)).status_code == 200


def test_the_page_is_for_the_three_and_after_the_close(
    app_client: FlaskClient, hall: Hall, held: Scrutinised
) -> None:
    other = a_closed_meeting(hall, [VERY], slips=1, eligible=1)
    app_client.set_cookie("badge", held.badges[0])
    for page in ("", "/now", "/list"):
        assert app_client.get(f"/s/{other.number}/opening{page}").status_code == 403
    voting = an_open_meeting_of_scrutineers(hall, slips=2, eligible=2)
    answer = look(app_client, voting, 1, "/list")
    assert answer.status_code == 409
    assert "正在投票" in answer.text


def test_the_home_page_calls_for_the_key_and_then_does_not(
    app_client: FlaskClient, hall: Hall, held: Scrutinised
) -> None:
    def home() -> str:
        app_client.set_cookie("badge", held.badges[0])
        return app_client.get(f"/s/{held.number}/").text

    assert 'class="urgent"' in home()
    send(app_client, held, 1, "key", key=slip_of(held.shares[0]))
    assert "钥匙已到 1/2 把" in home()
    assert 'class="urgent"' not in home()


def test_how_many_keys_came_is_asked_again_and_again(
    app_client: FlaskClient, held: Scrutinised
) -> None:
    first = look(app_client, held, 1, "/now")
    tag = {"If-None-Match": first.headers["ETag"]}
    assert app_client.get(f"/s/{held.number}/opening/now", headers=tag).status_code == 304
    send(app_client, held, 2, "key", key=slip_of(held.shares[1]))
    app_client.set_cookie("badge", held.badges[0])
    again = app_client.get(f"/s/{held.number}/opening/now", headers=tag)
    assert again.status_code == 200
    assert "李监" in again.text


def test_organizer_and_hall_see_how_many_keys_came(
    app: Application, hall: Hall, held: Scrutinised
) -> None:
    desk = a_desk(app, hall)
    page = desk.look(f"/meetings/{held.number}").text
    assert "请监票人当众开箱" in page
    assert "0<small> / 2</small>" in page
    send_share(hall, CONSOLE, held.number, held.shares[1].secret)
    answer = desk.look(f"/meetings/{held.number}/opening/now")
    assert "1<small> / 2</small>" in answer.text
    assert "李监" in answer.text
    again = {"If-None-Match": answer.headers["ETag"]}
    address = f"/meetings/{held.number}/opening/now"
    assert desk.client.get(address, headers=again).status_code == 304
    assert "钥匙已到 1/2 把" in desk.look(f"/meetings/{held.number}/screen").text
    send_share(hall, CONSOLE, held.number, held.shares[2].secret)
    assert "结果已出" in desk.look(f"/meetings/{held.number}").text


def test_the_readable_log_tells_of_every_key_and_of_every_refusal(
    app: Application, hall: Hall, held: Scrutinised
) -> None:
    with pytest.raises(ProofRefused):
        send_share(hall, CONSOLE, held.number, shares.split()[1][0].secret)
    send_share(hall, CONSOLE, held.number, held.shares[1].secret)
    log = a_desk(app, hall).look(f"/journal?meeting={held.number}").text
    assert "没有收下：对不上 · 钥匙交给服务器用" in log
    assert "2 号监票人 李监 · 钥匙交给服务器用" in log


def test_nobody_is_called_before_the_slips_are_settled(app_client: FlaskClient, hall: Hall) -> None:
    held = an_open_meeting_of_scrutineers(hall, slips=1, eligible=1)
    held.meeting.cast(VERY)
    close_voting(hall, CONSOLE, held.number)
    app_client.set_cookie("badge", held.badges[0])
    assert f"/s/{held.number}/opening" not in app_client.get(f"/s/{held.number}/").text
    assert "还没有清点完毕" in look(app_client, held, 1).text
