"""Filters of the templates."""

from flask import Flask

from ballot.web import refusals, words


def init_app(app: Flask) -> None:
    """Give the templates the names of states, acts and choices, and the words of refusals."""
    app.jinja_env.filters.update(
        state=words.state,
        act=words.act,
        badge=words.badge,
        custody=words.custody,
        transport=words.transport,
        storage=words.storage,
        memory=words.memory,
        listing=words.listing,
        refusal=refusals.words,
    )
