"""A link pasted with the end of its sentence works, and leads nowhere else."""

import pytest

from ballot.web.proxy import Application

BEHIND = ("。", ",", "\uff0c", ")", "\uff09", "/", "。/", "”", ";", ".")


@pytest.mark.parametrize("behind", BEHIND)
def test_what_stands_behind_a_link_is_left_out(app: Application, behind: str) -> None:
    answer = app.test_client().get(f"/v/482913{behind}?lang=en")
    assert (answer.status_code, answer.location) == (302, "/v/482913?lang=en")


@pytest.mark.parametrize("path", ["/", "/v/482913", "/verify", "//example.org/。", "/。"])
def test_no_other_address_is_led_elsewhere(app: Application, path: str) -> None:
    answer = app.test_client().get(path)
    assert not (answer.location or "").startswith(("//", "http"))
    if path != "//example.org/。":
        assert answer.status_code != 302


def test_what_is_sent_is_not_led_on(app: Application) -> None:
    assert app.test_client().post("/v/482913。").status_code != 302
