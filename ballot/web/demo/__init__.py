"""The page of the example: slips to vote with at once, and a hall that is played."""

from functools import partial

from flask import Flask

from ballot.demo.folder import Folder
from ballot.demo.player import Player
from ballot.demo.voter import House
from ballot.serving import log
from ballot.web.demo import page, who_may
from ballot.web.demo.page import bp


def init_app(app: Flask, folder: Folder, house: House) -> None:
    """Register the page; it is there on demo data alone and from this machine alone.

    Its forms are guarded against forgery like those of an organizer, behind that gate.
    """
    player = Player(app.extensions["hall"], folder, house, partial(log.failure, page="demo"))
    app.extensions["demo"] = player
    app.jinja_env.globals["demo_is_here"] = who_may.is_here
    gates = app.before_request_funcs.setdefault(bp.name, [])
    gates += [who_may.require, app.extensions["csrf"].protect]
    app.register_blueprint(bp)


__all__ = ["init_app", "page"]
