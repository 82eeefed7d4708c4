"""The organizer's pages: from a new meeting to its result, behind a sign-in."""

from flask import Flask
from flask_wtf import CSRFProtect

from ballot.web import failed_tries, sign_in
from ballot.web.organizer.accounts import accounts, api_keys, journal, units
from ballot.web.organizer.assessment import listing, manage, overview, start_meetings
from ballot.web.organizer.assessment.people import (
    imports,
    period_parts,
    persons,
    sheets,
    typed_values,
)
from ballot.web.organizer.assessment.ranking import compare, counted_meetings, ranking
from ballot.web.organizer.assessment.review import (
    appeals,
    defaults,
    flags,
    notice,
    review,
    review_printing,
)
from ballot.web.organizer.bulk import forms_of_many, many
from ballot.web.organizer.counting import exchanges, ledger, slips
from ballot.web.organizer.jobs import jobs
from ballot.web.organizer.meeting import (
    acts,
    corrections,
    desk,
    draft,
    evening,
    hall_screen,
    meetings,
    resume,
    scores,
    signed_forms,
    subjects,
    turnout,
)
from ballot.web.organizer.pages import pages
from ballot.web.organizer.result import printing, result
from ballot.web.organizer.roster import bringing_in, doors, roster
from ballot.web.organizer.scrutineers import appointments, consents, kiosks, opening

ROOMS = (
    (desk, evening, meetings, draft, subjects, corrections),
    (scores, acts, resume, turnout, hall_screen, signed_forms),
    (many, forms_of_many),
    (slips, exchanges, ledger),
    (appointments, consents, kiosks, opening),
    (roster, bringing_in, doors),
    (result, printing),
    (accounts, units, api_keys, journal, jobs),
    (listing, overview, manage, start_meetings),
    (imports, persons, sheets, typed_values, period_parts),
    (ranking, compare, counted_meetings),
    (review, review_printing, flags, appeals, notice, defaults),
)
"""The modules that hold the views, room by room; importing them hangs their pages into the
blueprint.
"""


def init_app(app: Flask) -> None:
    """Register sign-in and the organizer's pages; every form of both is guarded against forgery.

    The guard stands behind the sign-in: whose session has run out is shown the door, not a fault.
    """
    app.config.setdefault("WTF_CSRF_CHECK_DEFAULT", False)
    app.config.setdefault("WTF_CSRF_TIME_LIMIT", None)
    guard = CSRFProtect(app)
    sign_in.init_app(app)
    app.register_blueprint(pages)
    for closing in ("organizer.close", "organizer.bulk_close"):
        failed_tries.limit(app, closing)
    for blueprint in (sign_in.pages, pages):
        app.before_request_funcs.setdefault(blueprint.name, []).append(guard.protect)
