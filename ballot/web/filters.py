"""Filters of the templates."""

from collections.abc import Callable
from typing import Any

from flask import Flask
from jinja2 import pass_context
from jinja2.runtime import Context

from ballot.domain import groups_of_four, punctuation
from ballot.words import (
    class_notes,
    consents,
    job_states,
    people,
    refusals,
    remarks,
    small_halls,
    terms,
)
from ballot.words.bulk import bulk_acts
from ballot.words.hall import shortfall


def init_app(app: Flask) -> None:
    """Give the templates the names of states, acts and choices, and the words of refusals."""
    app.jinja_env.filters.update(
        groups=groups_of_four.groups,
        full_width=punctuation.full_width,
    )
    spoken = dict[str, Callable[..., Any]](
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
        job_state=job_states.job_state,
        law=terms.law,
        equation=terms.equation,
        verdict=terms.verdict,
        listing=terms.listing,
        bulk_name=bulk_acts.name,
        bulk_meaning=bulk_acts.meaning,
        some_names=people.some_names,
        refusal=refusals.words,
        remark=remarks.words,
        small_hall=small_halls.words,
        shortfall=shortfall.said,
    )
    app.jinja_env.filters.update({name: _at_each_look(say) for name, say in spoken.items()})


def _at_each_look(say: Callable[..., Any]) -> Callable[..., Any]:
    """The same asked anew for each reader: of a value that stands in the template Jinja would keep
    the words of whoever looked first, in his language."""

    @pass_context
    def said(_context: Context, *values: Any) -> Any:
        return say(*values)

    return said
