"""The claim shown is the one that custody and transport allow, word by word (docs/secrecy.md)."""

import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from makers.claims import PLAIN, SCRUTINEERS, SEALED, SERVER, UNSEEN
from makers.meetings import an_open_meeting
from makers.settings import AppOn
from people.phone import Phone

from ballot.domain.meeting import Custody, Transport
from ballot.slips.tokens import Secret
from ballot.usecases.casting.view_paper import PaperView, view_paper
from ballot.usecases.hall import Hall
from ballot.web.voter import voting

CLAIMS = {
    (Custody.SERVER, Transport.LOCAL): [SERVER],
    (Custody.SERVER, Transport.HTTPS): [SERVER],
    (Custody.SERVER, Transport.PLAIN): [SERVER, PLAIN],
    (Custody.SCRUTINEERS, Transport.LOCAL): [SEALED],
    (Custody.SCRUTINEERS, Transport.HTTPS): [UNSEEN],
    (Custody.SCRUTINEERS, Transport.PLAIN): [SEALED, PLAIN],
}


@pytest.mark.parametrize(("custody", "transport"), CLAIMS)
def test_the_paper_claims_what_is_true_of_this_meeting(
    hall: Hall,
    app_on: AppOn,
    monkeypatch: pytest.MonkeyPatch,
    custody: Custody,
    transport: Transport,
) -> None:
    meeting = an_open_meeting(hall)

    def as_if(hall: Hall, number: str, secret: Secret) -> PaperView:
        return replace(view_paper(hall, number, secret), custody=custody)

    monkeypatch.setattr(voting, "view_paper", as_if)
    text = Phone(app_on(transport).test_client()).scan(meeting).text
    allowed = CLAIMS[custody, transport]
    for claim in (SERVER, UNSEEN, PLAIN, SEALED):
        assert (claim in text) == (claim in allowed), claim
    assert "任何人都不可能知道" not in text
    assert f"/v/about/{custody}" in text


@pytest.mark.parametrize("custody", Custody)
@pytest.mark.parametrize("transport", Transport)
def test_the_page_behind_it_has_six_sentences(
    app_on: AppOn, custody: Custody, transport: Transport
) -> None:
    text = app_on(transport).test_client().get(f"/v/about/{custody}").get_data(as_text=True)
    assert text.count("<li>") == 6
    assert (PLAIN in text) == (transport is Transport.PLAIN)
    for sentence in SCRUTINEERS:
        assert (sentence in text) == (custody is Custody.SCRUTINEERS)
    assert (SERVER in text) == (custody is Custody.SERVER)


def test_the_page_behind_it_tells_of_back_and_leads_back_without_an_address(
    client: FlaskClient, hall: Hall
) -> None:
    meeting = an_open_meeting(hall)
    link = re.search(r'href="(/v/about/[^"]+)"', Phone(client).scan(meeting).text)
    assert link is not None
    text = client.get(link[1]).get_data(as_text=True)
    assert "投好以后按“返回”键，看不到您选了什么" in text
    assert "按“返回”键，回到测评票。" in text
    assert re.findall(r'href="([^"]+)"', text) == ["?lang=en"]
    assert meeting.number not in link[1] + text


def test_there_is_no_page_about_a_custody_that_does_not_exist(client: FlaskClient) -> None:
    assert client.get("/v/about/nobody").status_code == 404
