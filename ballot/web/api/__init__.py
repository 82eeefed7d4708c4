"""The interface for the evaluation system: JSON behind a key, the acts that pages have too."""

from flask import Flask

from ballot.web.api import (
    assessments,
    bulk_meetings,
    document,
    meetings,
    people,
    periods,
    roster,
    slips,
)
from ballot.web.api.pages import pages

ROOMS = (meetings, slips, roster, assessments, bulk_meetings, people, periods)
"""The modules that hold the views; importing them hangs their addresses into the blueprint."""


def init_app(app: Flask) -> None:
    """Register the interface and its description. No session, no cookie, no form stands here."""
    app.register_blueprint(pages)
    app.register_blueprint(document.document)
