"""What an organizer is shown when an address is wrong, a form too old, or the program fails."""

import pytest
from flask.testing import FlaskClient

from ballot.domain.errors import MayNot, Tampered
from ballot.web.proxy import Application


@pytest.fixture
def failing(app: Application) -> Application:
    """The application with three pages more, each of which goes wrong in its own way."""

    def page(error: Exception) -> str:
        raise error

    app.add_url_rule("/may-not", view_func=lambda: page(MayNot("open")), endpoint="may_not")
    app.add_url_rule("/tampered", view_func=lambda: page(Tampered("frozen")), endpoint="tampered")
    app.add_url_rule("/broken", view_func=lambda: page(KeyError("a1_1")), endpoint="broken")
    return app


def test_a_wrong_address_is_told_in_the_frame_of_the_organizers(client: FlaskClient) -> None:
    answer = client.get("/no/such/page")
    assert answer.status_code == 404
    text = answer.get_data(as_text=True)
    assert "没有这一页" in text
    assert "organizer/frame.css" in text


def test_a_wrong_method_is_told(client: FlaskClient) -> None:
    answer = client.delete("/sign-in")
    assert answer.status_code == 405
    assert "这一页不能这样用" in answer.get_data(as_text=True)


def test_too_large_an_upload_is_told(app: Application) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 100
    answer = app.test_client().post("/sign-in", data={"name": "x" * 1000})
    assert answer.status_code == 413
    assert "送来的内容太大" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/may-not", 403, "您的账户不能“开始投票”"),
        ("/tampered", 500, "数据库里的内容与程序写入的不符（锁定的内容）"),
        ("/broken", 500, "这一步没有做成，什么也没有改变。"),
    ],
)
def test_refusals_and_faults_are_told_and_hold_no_detail(
    failing: Application, path: str, status: int, said: str
) -> None:
    answer = failing.test_client().get(path)
    assert answer.status_code == status
    text = answer.get_data(as_text=True)
    assert said in text
    assert "a1_1" not in text
    assert "Traceback" not in text


def test_an_organizer_without_the_secret_of_the_form_is_sent_back(
    client: FlaskClient,
) -> None:
    answer = client.post("/sign-in", data={"name": "a", "password": "b"})
    assert answer.status_code == 400
    assert "页面放得太久了，请回去刷新，再做一次。" in answer.get_data(as_text=True)


def test_a_redirect_stays_one(client: FlaskClient) -> None:
    answer = client.get("/meetings")
    assert answer.status_code in (302, 308)


@pytest.mark.parametrize("path", ["/sign-in", "/static/organizer/frame.css", "/no/such/page"])
def test_organizers_pages_run_nothing_from_elsewhere(client: FlaskClient, path: str) -> None:
    with client.get(path) as answer:
        policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
