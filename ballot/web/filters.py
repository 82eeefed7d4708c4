"""Filters of the templates."""

from flask import Flask

from ballot.words import consents, names, refusals


def init_app(app: Flask) -> None:
    """Give the templates the names of states, acts and choices, and the words of refusals."""
    app.jinja_env.filters.update(
        state=names.state,
        act=names.act,
        badge=names.badge,
        consent_lines=consents.lines,
        consent_meaning=consents.meaning,
        custody=names.custody,
        transport=names.transport,
        storage=names.storage,
        memory=names.memory,
        way=names.way,
        groups=names.groups,
        law=names.law,
        verdict=names.verdict,
        listing=names.listing,
        refusal=refusals.words,
    )
