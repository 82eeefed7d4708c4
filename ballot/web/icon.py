"""The picture that browsers ask for by themselves: no page of a voter names it."""

from flask import Flask, Response

ADDRESS = "/favicon.ico"
LIFE = 24 * 60 * 60
"""Seconds that a browser keeps it: the next slip on the same phone asks for nothing more."""


def init_app(app: Flask) -> None:
    """Answer at the address where browsers look."""
    app.add_url_rule(ADDRESS, "favicon", lambda: _picture(app))


def _picture(app: Flask) -> Response:
    answer = app.send_static_file("favicon.ico")
    answer.cache_control.no_cache = None
    answer.cache_control.max_age = LIFE
    return answer
