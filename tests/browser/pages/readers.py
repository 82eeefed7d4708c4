"""Whoever reads a page: each role with its cookies, and where its pages begin."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from makers.life import rosters
from makers.life.further_states import jobs_in_every_state
from makers.meetings import GOOD, VERY, a_closed_meeting, a_draft, an_open_meeting
from makers.meetings_of_scrutineers import a_closed_meeting_of_scrutineers
from people.ceremony import a_meeting_with_keys, an_open_meeting_of_scrutineers
from people.desk import Desk, a_desk

from ballot.domain.access import CONSOLE, Role
from ballot.domain.errors import ConsentNeeded
from ballot.storage import people
from ballot.storage.assessment import assessments
from ballot.usecases.accounts.create_account import create_account
from ballot.usecases.accounts.invite_administrator import invite_administrator
from ballot.usecases.accounts.list_people import list_people
from ballot.usecases.assessment.list_assessments import list_assessments
from ballot.usecases.bulk.bulk_act import BulkAct
from ballot.usecases.hall import Hall
from ballot.usecases.kiosk import pair_kiosk
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.freeze import freeze
from ballot.usecases.review.see_notice import see_notices
from ballot.usecases.roster import doors
from ballot.web.proxy import Application

FULL = os.environ.get("BALLOT_TEST_SCALE") == "full"


@dataclass
class Reader:
    """Somebody with a browser: its cookies, and where the pages begin."""

    name: str
    client: FlaskClient
    begin: tuple[str, ...]
    cookies: list[tuple[str, str, str]] = field(default_factory=list)
    """(name, value, path)."""

    def take(self, name: str, path: str = "/") -> "Reader":
        cookie = self.client.get_cookie(name, path=path)
        assert cookie is not None
        self.cookies.append((name, cookie.value, path))
        return self


def readers(app: Application, hall: Hall) -> Iterator[Reader]:
    """One of each kind, the administrator first."""
    voting = an_open_meeting(hall)
    with pytest.raises(ConsentNeeded):
        freeze(hall, CONSOLE, (asked := a_meeting_with_keys(hall)).number)
    closed = an_open_meeting_of_scrutineers(hall)
    close_voting(hall, CONSOLE, closed.number)
    opening = a_closed_meeting_of_scrutineers(hall, [VERY, GOOD], slips=2, eligible=2)
    admin = a_desk(app, hall).client
    begin = (
        "/meetings/",
        "/assessments/",
        *unlinked(hall),
        *(states_of_jobs(hall) if FULL else ()),
    )
    yield Reader("administrator", admin, begin).take("ballot")
    unit = list_people(hall, CONSOLE).units[0].id
    for role in (Role.ORGANIZER, Role.OBSERVER) if FULL else ():
        desk = Desk(app.test_client())
        desk.accept(create_account(hall, CONSOLE, role.value, role, unit), name=role.value)
        yield Reader(role.value, desk.client, ("/meetings/", "/assessments/")).take("ballot")
    for each in (asked, an_open_meeting_of_scrutineers(hall), closed):
        yield phone(app, each.number, each.phones[0].badge)
        yield phone(app, each.number, each.phones[-1].badge)
    yield phone(app, opening.number, opening.badges[0])
    offer = pair_kiosk.offer(hall, CONSOLE, voting.number)
    kiosk = app.test_client()
    kiosk.post("/k", data={"number": voting.number, "code": offer.code.text})
    stage = f"/k/{voting.number}"
    yield Reader("kiosk", kiosk, (f"{stage}/",)).take("kiosk", stage)
    yield tablet_of_door(app, hall)
    slip = f"/v/{voting.number}/{voting.slips[0].token.text}"
    setup = f"/setup/{invite_administrator(hall)}"
    door = urlsplit(a_door(hall)).path
    always = ("/sign-in", "/", "/v", "/k", "/verify", "/demo", "/v/about/server")
    open_to_all = (*always, slip, setup, door)
    if FULL:
        open_to_all += (*posted_notices(hall), *slips_in_every_state(hall), "/v/about/scrutineers")
    yield Reader("nobody", app.test_client(), (*open_to_all, f"/v/{voting.number}"))


def a_door(hall: Hall) -> str:
    """The address that brings a tablet to the door of a meeting with a roster."""
    number = a_draft(hall, slips=0, eligible=3).number
    rosters.a_roster(hall, number, rosters.people(3))
    return doors.address(hall, number, doors.offer(hall, CONSOLE, number))


def tablet_of_door(app: Application, hall: Hall) -> Reader:
    """A tablet at the door."""
    stage, _come, link = urlsplit(a_door(hall)).path.partition("come/")
    client, secret = app.test_client(), doors.claim(hall, stage.split("/")[2], link)
    client.set_cookie("door", secret, path="/d")
    return Reader("door", client, (stage,)).take("door", "/d")


def states_of_jobs(hall: Hall) -> Iterator[str]:
    """The bars of the administrator's long work, and what many meetings are asked at once."""
    account = hall.database.read(people.accounts)[0].id
    yield from (f"/jobs/{each}" for each in jobs_in_every_state(hall, account))
    yield from (f"/meetings/bulk?do={act}" for act in BulkAct)


def posted_notices(hall: Hall) -> Iterator[str]:
    """What hangs, as everybody reads it."""
    for each in list_assessments(hall, CONSOLE):
        found = see_notices(hall, CONSOLE, each.id)
        if found.present is not None and found.is_posted:
            yield urlsplit(found.present.url).path


def slips_in_every_state(hall: Hall) -> Iterator[str]:
    """A slip that is spent, of a vote that is over, and of one that has not begun."""
    made = an_open_meeting(hall, subjects=3)
    made.cast(VERY, VERY, VERY)
    shut = a_closed_meeting(hall, [VERY])
    for meeting, slip in ((made, 0), (made, 1), (shut, 0)):
        yield f"/v/{meeting.number}/{meeting.slips[slip].token.text}"


def unlinked(hall: Hall) -> Iterator[str]:
    """Pages to which a link leads only in states that no meeting here is in."""
    yield from ("/help", "/meetings/bulk?do=freeze", "/meetings/bulk/print")
    for each in list_assessments(hall, CONSOLE):
        for page in ("combine", "parts", "meetings/new"):
            yield f"/assessments/{each.id}/{page}"
        for person in hall.database.read(lambda db, id=each.id: assessments.people(db, id))[:1]:
            yield f"/assessments/{each.id}/people/{person.id}/remove"


def phone(app: Application, number: str, badge: str) -> Reader:
    """The phone of a 监票人 or 计票人."""
    home, client = f"/s/{number}", app.test_client()
    client.set_cookie("badge", badge, path=home)
    return Reader(f"phone of {number}", client, (f"{home}/",), [("badge", badge, home)])
