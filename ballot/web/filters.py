"""Filters of the templates."""

from flask import Flask

from ballot.web import consent_words, refusals, words


def init_app(app: Flask) -> None:
    """Give the templates the names of states, acts and choices, and the words of refusals."""
    app.jinja_env.filters.update(
        state=words.state,
        act=words.act,
        badge=words.badge,
        consent_lines=consent_words.lines,
        consent_meaning=consent_words.meaning,
        custody=words.custody,
        transport=words.transport,
        storage=words.storage,
        memory=words.memory,
        way=words.way,
        groups=words.groups,
        law=words.law,
        verdict=words.verdict,
        listing=words.listing,
        refusal=refusals.words,
    )
