"""Filters of the templates."""

from flask import Flask

from ballot.domain import groups_of_four
from ballot.words import class_notes, consents, refusals, remarks, small_halls, terms


def init_app(app: Flask) -> None:
    """Give the templates the names of states, acts and choices, and the words of refusals."""
    app.jinja_env.filters.update(
        state=terms.state,
        act=terms.act,
        chain_name=terms.chain,
        badge=terms.badge,
        class_notes=class_notes.before_the_vote,
        consent_lines=consents.lines,
        consent_meaning=consents.meaning,
        custody=terms.custody,
        transport=terms.transport,
        storage=terms.storage,
        memory=terms.memory,
        way=terms.way,
        groups=groups_of_four.groups,
        law=terms.law,
        equation=terms.equation,
        verdict=terms.verdict,
        listing=terms.listing,
        refusal=refusals.words,
        remark=remarks.words,
        small_hall=small_halls.words,
    )
