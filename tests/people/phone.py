"""A phone without JavaScript and cookies: it scans a slip, fills the form, presses a button."""

from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from urllib.parse import urlsplit

from flask.testing import FlaskClient
from makers.meetings import AMeeting, a_plan
from makers.reviewed import CONSENT
from werkzeug.test import TestResponse

from ballot import schemes
from ballot.domain.access import CONSOLE
from ballot.domain.scoring.assessment import AssessmentPlan
from ballot.slips.tokens import Minted
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.review.authorise_assessment import authorise_assessment
from ballot.usecases.slips.confirm_batch import confirm_batch
from ballot.usecases.slips.issue_slips import issue_slips


class Form(HTMLParser):
    """The one form of a page: hidden fields, radio groups, what is checked, named buttons."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.there = False
        self.action = ""
        self.hidden: dict[str, str] = {}
        self.radios: dict[str, list[str]] = {}
        self.checked: dict[str, str] = {}
        self.buttons: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what belongs to the form."""
        given = {name: value or "" for name, value in attrs}
        name, value = given.get("name", ""), given.get("value", "")
        if tag == "form":
            self.there, self.action = True, given.get("action", "")
        elif tag == "button" and name:
            self.buttons.append(name)
        elif given.get("type") == "hidden":
            self.hidden[name] = value
        elif given.get("type") == "radio":
            self.radios.setdefault(name, []).append(value)
            if "checked" in given:
                self.checked[name] = value


@dataclass
class Phone:
    """One page at a time, and what the network saw of it."""

    client: FlaskClient
    url: str = ""
    answer: TestResponse = field(init=False)

    def scan(self, meeting: AMeeting, slip: int | Minted = 0, query: str = "") -> "Phone":
        """Open the address of a slip, given by its place in the meeting or itself."""
        minted = meeting.slips[slip] if isinstance(slip, int) else slip
        self.url = f"/v/{meeting.number}/{minted.token.text}{query}"
        self.answer = self.client.get(self.url)
        return self

    def press(self, choices: dict[str, str] | None = None, button: str = "") -> "Phone":
        """Send the form with these radios chosen, pressing a named button or the nameless one."""
        form = self.form
        assert form.there, self.text
        assert not button or button in form.buttons, form.buttons
        data = {**form.checked, **form.hidden, **(choices or {})}
        if button:
            data[button] = "1"
        self.url = form.action or self.url
        self.answer = self.client.post(self.url, data=data)
        return self

    @property
    def form(self) -> Form:
        """The form of this page."""
        return Form(self.text)

    @property
    def text(self) -> str:
        """The page as text."""
        return self.answer.get_data(as_text=True)

    @property
    def status(self) -> int:
        """The status of the answer."""
        return self.answer.status_code

    @property
    def path(self) -> str:
        """The path of the address, without the question mark and what follows."""
        return urlsplit(self.url).path


def a_meeting_by(hall: Hall, scheme: str, subjects: int) -> AMeeting:
    """An open meeting by this scheme."""
    title = " ".join(("考核", scheme, *schemes.find(scheme).aftermath.rounds[:1]))
    if schemes.find(scheme).aftermath.authorisation:
        id = create_assessment(hall, CONSOLE, AssessmentPlan(title, scheme))
        authorise_assessment(hall, CONSOLE, id, CONSENT)
    classes = [each.name for each in schemes.find(scheme).classes]
    plan = a_plan(scheme=scheme, subjects=subjects, assessment=title)
    if classes:
        parts = tuple((name, 8) for name in classes)
        plan = replace(plan, eligible=8 * len(parts), eligible_parts=parts)
    number = create_meeting(hall, CONSOLE, plan)
    slips = []
    for name in classes or [""]:
        issue = issue_slips(hall, CONSOLE, number, 8, name)
        confirm_batch(hall, CONSOLE, number, issue.batch)
        slips += issue.slips
    open_voting(hall, CONSOLE, number)
    return AMeeting(hall, number, slips, subjects)
