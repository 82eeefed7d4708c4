"""Sign-in, sign-out, and the one-time link that makes the first administrator."""

from collections.abc import Callable

import pytest
from people.desk import NAME, PASSWORD, SECRET, Desk, a_desk, without_secrets

from ballot.domain.meeting import Transport
from ballot.usecases.accounts.invite_administrator import invite_administrator
from ballot.usecases.hall import Hall
from ballot.web.proxy import Application


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Nothing here asks the database anything that the kinds could answer differently."""
    return sqlite_url


@pytest.fixture
def desk(app: Application) -> Desk:
    """A browser where nobody has signed in."""
    return Desk(app.test_client())


def test_looking_at_the_link_does_not_use_it_up(desk: Desk, hall: Hall) -> None:
    token = invite_administrator(hall)
    for _ in range(3):
        assert desk.look(f"/setup/{token}").status_code == 200
    assert desk.accept(token).request.path == "/meetings/"
    assert NAME in desk.page


def test_a_link_that_was_used_makes_no_second_account(desk: Desk, hall: Hall) -> None:
    token = invite_administrator(hall)
    desk.accept(token)
    used = desk.look(f"/setup/{token}")
    assert used.status_code == 410
    assert "再要一个" in used.text, "a refusal names the remedy"
    assert desk.send(f"/setup/{token}", name="李明", password=PASSWORD).status_code == 410


def test_an_altered_link_is_shown_the_door(desk: Desk, hall: Hall) -> None:
    token = invite_administrator(hall)
    other = ("A" if token[0] != "A" else "B") + token[1:]
    assert desk.look(f"/setup/{other}").status_code == 410


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": "", "password": PASSWORD, "again": PASSWORD}, "请写姓名"),
        ({"name": NAME, "password": "", "again": ""}, "请设一个密码"),
        ({"name": NAME, "password": PASSWORD, "again": "别的"}, "两次写的不一样"),
        ({"name": NAME, "password": "12345", "again": "12345"}, "密码太简单"),
    ],
)
def test_a_wrong_field_says_its_remedy_and_leaves_the_link(
    desk: Desk, hall: Hall, fields: dict[str, str], said: str
) -> None:
    token = invite_administrator(hall)
    desk.look(f"/setup/{token}")
    desk.send(f"/setup/{token}", **fields)
    assert said in desk.page
    assert desk.accept(token).request.path == "/meetings/"


def test_a_stranger_is_shown_the_door_and_led_on_after_it(app: Application, hall: Hall) -> None:
    a_desk(app, hall)
    stranger = Desk(app.test_client())
    answer = stranger.look("/journal?meeting=")
    assert answer.request.path == "/sign-in"
    sent = stranger.send("/sign-in", name=NAME, password=PASSWORD, next="/journal?meeting=")
    assert sent.request.path == "/journal"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example",
        "/\t/evil.example",
        "/\t//evil.example",
        "evil",
    ],
)
def test_nobody_is_led_to_another_house(app: Application, hall: Hall, elsewhere: str) -> None:
    a_desk(app, hall)
    desk = Desk(app.test_client())
    desk.look("/sign-in")
    answer = desk.send("/sign-in", name=NAME, password=PASSWORD, next=elsewhere)
    assert answer.request.path == "/meetings/"


def test_a_wrong_password_and_an_unknown_name_read_the_same(app: Application, hall: Hall) -> None:
    a_desk(app, hall)
    desk = Desk(app.test_client())
    pages = []
    for name, password in ((NAME, "不对不对不对不对"), ("谁", PASSWORD)):
        desk.look("/sign-in")
        assert desk.send("/sign-in", name=name, password=password).status_code == 401
        pages.append(without_secrets(desk.page).replace(name, ""))
    assert "用户名或密码不对" in pages[0]
    assert pages[0] == pages[1]


def test_the_eleventh_try_of_a_minute_is_not_even_checked(app: Application, hall: Hall) -> None:
    a_desk(app, hall)
    desk = Desk(app.test_client())
    desk.look("/sign-in")
    tries = [desk.send("/sign-in", name=NAME, password="不对").status_code for _ in range(11)]
    assert tries == [401] * 10 + [429]
    assert desk.send("/sign-in", name=NAME, password=PASSWORD).status_code == 429
    assert "过一分钟再试" in desk.page


def test_tries_that_succeed_are_not_counted(app: Application, hall: Hall) -> None:
    a_desk(app, hall)
    for _ in range(12):
        desk = Desk(app.test_client())
        desk.look("/sign-in")
        assert desk.send("/sign-in", name=NAME, password=PASSWORD).status_code == 200


def test_who_signs_out_is_out(app: Application, hall: Hall) -> None:
    desk = a_desk(app, hall)
    desk.send("/sign-out")
    assert desk.look("/meetings/").request.path == "/sign-in"


@pytest.mark.parametrize("path", ["/sign-in", "/sign-out", "/meetings/new", "/accounts"])
def test_a_form_without_its_secret_changes_nothing(app: Application, hall: Hall, path: str) -> None:
    desk = a_desk(app, hall)
    answer = desk.client.post(path, data={"name": NAME, "password": PASSWORD})
    assert answer.status_code == 400
    assert desk.look("/meetings/").request.path == "/meetings/"


def test_the_cookie_of_a_session_is_not_for_scripts_and_not_for_other_sites(
    desk: Desk, hall: Hall
) -> None:
    token = invite_administrator(hall)
    cookies = desk.client.get(f"/setup/{token}").headers.getlist("Set-Cookie")
    assert cookies
    assert all("HttpOnly" in each and "SameSite=Lax" in each for each in cookies)


@pytest.mark.parametrize(
    ("referrer", "status"),
    [("https://ballot.example/", 302), ("https://evil.example/", 400), ("", 400)],
)
def test_over_https_a_form_comes_from_this_house_alone(
    app_on: Callable[[Transport], Application], hall: Hall, referrer: str, status: int
) -> None:
    client = app_on(Transport.HTTPS).test_client()
    house = "https://ballot.example"
    address = f"/setup/{invite_administrator(hall)}"
    page = client.get(address, base_url=house)
    assert page.headers["Referrer-Policy"] == "origin, strict-origin"
    secret = SECRET.search(page.text)
    assert secret
    data = {"csrf_token": secret[1], "name": NAME, "password": PASSWORD, "again": PASSWORD}
    sent = client.post(address, base_url=house, data=data, headers={"Referer": referrer})
    assert sent.status_code == status
    cookies = sent.headers.getlist("Set-Cookie")
    assert all("Secure" in each for each in cookies)


@pytest.mark.parametrize("refreshes", [False, True])
def test_an_answer_that_was_under_way_does_not_undo_a_sign_out(
    app: Application, hall: Hall, refreshes: bool
) -> None:
    """A page asks again by itself; its answer arrives after that of the sign-out. The control:
    where every answer writes the cookie anew, whoever signed out is signed in again."""
    app.config["SESSION_REFRESH_EACH_REQUEST"] = refreshes
    desk = a_desk(app, hall)
    number = desk.new_meeting()
    asked = desk.client.get(f"/meetings/{number}/roster/now")
    assert asked.status_code == 200
    desk.send("/sign-out")
    assert not is_signed_in(desk, number)
    for late in asked.headers.getlist("Set-Cookie"):
        name, _, value = late.partition(";")[0].partition("=")
        desk.client.set_cookie(name, value)
    assert is_signed_in(desk, number) is refreshes


def is_signed_in(desk: Desk, number: str) -> bool:
    return desk.client.get(f"/meetings/{number}/roster/now").status_code == 200
