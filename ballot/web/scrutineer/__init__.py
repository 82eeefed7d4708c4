"""The pages of 监票人 and 计票人: on their own phones, without an account, for one meeting."""

from flask import Flask

from ballot.web.scrutineer import (
    about,
    badge_claim,
    consents,
    exchanges,
    home,
    keys,
    ledger,
    opening,
    paper,
    scan,
    second_round,
)
from ballot.web.scrutineer.pages import pages

ROOMS = (
    about,
    home,
    badge_claim,
    keys,
    consents,
    exchanges,
    scan,
    paper,
    ledger,
    opening,
    second_round,
)
"""The modules that hold the views; importing them hangs their pages into the blueprint."""


def init_app(app: Flask) -> None:
    """Register the pages; every form is guarded against forgery as the organizer's are."""
    app.register_blueprint(pages)
    guards = app.before_request_funcs.setdefault(pages.name, [])
    guards.append(app.extensions["csrf"].protect)
