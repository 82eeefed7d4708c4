"""The door of a hall: who comes is found by his name and checked in, at a tablet or two.

Its page stays; a script fetches what was found into it, so that the browser keeps no history of
names. A name is sent in the body of a request and stands in no address. Without the script the same
forms lead to the same page. Whoever is signed in as an organizer may use it as well.
"""

from flask import Flask

from ballot.web.door import checking_in, coming
from ballot.web.door.pages import pages

ROOMS = (checking_in, coming)
"""The modules that hold the views; importing them hangs their pages into the blueprint."""


def init_app(app: Flask) -> None:
    """Register the pages. Every form of theirs is guarded against forgery."""
    app.register_blueprint(pages)
    guards = app.before_request_funcs.setdefault(pages.name, [])
    guards.append(app.extensions["csrf"].protect)
