"""The worked examples of every policy that is shipped, as rankings: people with all that counts."""

import functools
import tomllib
from typing import Any

from ballot import schemes
from ballot.domain.scheme import columns
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scoring.score import Scored, score
from ballot.schemes.examples import rows_of


@functools.cache
def rankings() -> tuple[tuple[str, Scheme, Scored], ...]:
    """(name, scheme, ranking) of each example with people that is not one of a refusal."""
    return tuple(
        (f"{id}: {one['name']}", *_ranked(id, document, one))
        for id in schemes.available()
        for document in [tomllib.loads(schemes.text_of(id))]
        for one in document["examples"]
        if "people" in one and "refused" not in one
    )


def _ranked(id: str, document: dict[str, Any], one: dict[str, Any]) -> tuple[Scheme, Scored]:
    scheme = schemes.find(id, one.get("set", {}))
    usual = dict.fromkeys(columns.needed(scheme), "") | document.get("examples_same", {})
    return scheme, score(scheme, [usual | row for row in rows_of(one["people"])])
