"""The first page: two roads, for whoever holds a slip and for whoever organizes."""

from flask.testing import FlaskClient


def test_the_front_door_leads_voters_to_the_digits_and_organizers_to_their_sign_in(
    client: FlaskClient,
) -> None:
    page = client.get("/")
    assert page.status_code == 200
    for road in ("/v", "/sign-in"):
        assert f'href="{road}"' in page.text
        assert client.get(road).status_code == 200
