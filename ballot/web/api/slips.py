"""Slips at the interface: minted and answered once, with their secrets; confirmed, or voided."""

from functools import partial

from flask import Response

from ballot.domain.errors import (
    ClassNeeded,
    Fault,
    NoClasses,
    NotOneOf,
    Refused,
    SlipUnknown,
)
from ballot.domain.ledger.ledger_told import Spoiled
from ballot.domain.meetings.plan import MOST_ELIGIBLE
from ballot.exports.plain_values import plain
from ballot.slips import address
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.slips.confirm_batch import confirm_batch
from ballot.usecases.slips.issue_slips import issue_slips
from ballot.usecases.slips.void_batch import void_batch
from ballot.usecases.slips.void_slip import void_slip
from ballot.web.access import hall
from ballot.web.api import body, shapes
from ballot.web.api.pages import actor, in_json, pages
from ballot.web.api.repeating import batch_alone, once
from ballot.web.api.view_descriptions import tells


@pages.post("/meetings/<number>/slips")
@tells(shapes.Slips, 404, status=201, body=shapes.SlipsBody, posts=True)
@partial(once, kept_of=batch_alone)
def issue(number: str) -> Response:
    """Issue slips. None votes before its batch is confirmed.

    The secrets stand in this one answer. The same request again is answered 409 with the number
    of the batch: whoever did not receive it voids the batch and issues another.
    """
    given = body.table()
    count = given.integer("count", low=1, high=MOST_ELIGIBLE)
    class_name = given.text("class", needed=False)
    body.done(given)
    try:
        made = issue_slips(hall(), actor(), number, count, class_name)
    except (ClassNeeded, NoClasses, NotOneOf) as error:
        raise Refused([Fault(error, key="class")]) from None
    slips = [
        {"url": address.url(hall().public_url, number, each.token), "code": each.code.text}
        for each in made.slips
    ]
    return in_json({"batch": made.batch, "slips": slips}, 201)


@pages.post("/meetings/<number>/slips/<int:batch>/confirm")
@tells(shapes.Meeting, 404, posts=True)
@once
def confirm(number: str, batch: int) -> Response:
    """All slips of the batch are printed, or handed on whole: from now on they can vote."""
    confirm_batch(hall(), actor(), number, batch)
    return _told(number)


@pages.post("/meetings/<number>/slips/<int:batch>/void")
@tells(shapes.Meeting, 404, posts=True)
@once
def void(number: str, batch: int) -> Response:
    """None of the batch will ever vote."""
    void_batch(hall(), actor(), number, batch)
    return _told(number)


@pages.post("/meetings/<number>/slips/void")
@tells(shapes.Meeting, 404, 409, 410, body=shapes.TornBody)
def void_one(number: str) -> Response:
    """Void one slip; while people vote only with a reason, which every form of the result tells.

    No Idempotency-Key, which would keep a digest of the slip: void already, it is refused.
    """
    given = body.table()
    read = address.read(given.text("slip"))
    spoiled = Spoiled(given.choice("spoiled", list(Spoiled))) if given.has("spoiled") else None
    reason = given.text("reason", needed=False)
    body.done(given)
    if read is None or read.number not in (None, number):
        raise SlipUnknown
    void_slip(hall(), actor(), number, read.secret, spoiled=spoiled, reason=reason)
    return _told(number)


def _told(number: str) -> Response:
    return in_json(plain(see_meeting(hall(), actor(), number)))
