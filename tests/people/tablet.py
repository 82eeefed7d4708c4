"""A kiosk as its script drives it, without a browser."""

from dataclasses import dataclass

from flask.testing import FlaskClient
from makers.meetings import AMeeting
from people.phone import Form
from werkzeug.test import TestResponse

from ballot.domain.access import CONSOLE
from ballot.slips import address
from ballot.storage import slips
from ballot.usecases.kiosk import pair_kiosk
from ballot.web.proxy import Application


@dataclass
class Tablet:
    """A kiosk as its script drives it: what is scanned, then one form after another."""

    client: FlaskClient
    number: str
    answer: TestResponse | None = None

    def scan(self, text: str, **more: str) -> "Tablet":
        """Scan a slip or type its digits."""
        return self._send({"code": text, **more})

    def press(self, choices: dict[str, str] | None = None, button: str = "") -> "Tablet":
        """Send the form on the screen."""
        form = Form(self.text)
        assert form.action == f"/k/{self.number}/step"
        data = {**form.checked, **form.hidden, **(choices or {})}
        return self._send(data | ({button: "1"} if button else {}))

    def _send(self, data: dict[str, str]) -> "Tablet":
        self.answer = self.client.post(f"/k/{self.number}/step", data=data)
        return self

    @property
    def text(self) -> str:
        """The answer as text."""
        assert self.answer is not None
        return self.answer.text

    @property
    def status(self) -> int:
        """Its status."""
        assert self.answer is not None
        return self.answer.status_code


def paired(app: Application, meeting: AMeeting) -> Tablet:
    """A device that has become a kiosk of the meeting."""
    offer = pair_kiosk.offer(meeting.hall, CONSOLE, meeting.number)
    client = app.test_client()
    answer = client.post("/k", data={"number": meeting.number, "code": offer.code.printed})
    assert answer.status_code == 303
    return Tablet(client, meeting.number)


def scanned(meeting: AMeeting, slip: int) -> str:
    """What a scanner reads from a printed slip."""
    return address.in_capitals(
        address.url("https://ballot.example", meeting.number, meeting.slips[slip].token)
    )


def spent(meeting: AMeeting) -> int:
    """How many slips have voted."""
    return meeting.hall.database.read(lambda db: slips.spent(db, meeting.number))
