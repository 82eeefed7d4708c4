"""The kiosk: a tablet or laptop of the hall at which one voter after another votes.

Its page stays; a script fetches the very pages of the voter's phone into it, one step after
another. So the browser has no history of them, nothing to go back to, and the address names no
slip. There is no session and no token against forged requests: the slip is the secret, and the
cookie of the kiosk gives nothing but a lane at typed codes.
"""

from flask import Flask

from ballot.web.kiosk import pairing, voting
from ballot.web.kiosk.pages import pages

ROOMS = (pairing, voting)
"""The modules that hold the views; importing them hangs their pages into the blueprint."""


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(pages)
