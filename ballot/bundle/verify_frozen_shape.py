"""The shape of ``frozen.json``, key by key (docs/bundle.md).

``static/verify/notice.js`` has the same: Python takes 1 for True, another reader does not.
"""

import re

from ballot.domain.ledger.shapes_told import (
    Shape,
    hexadecimal,
    is_text,
    list_of,
    one_of,
    table,
    whole,
)
from ballot.domain.meeting import Custody, Sealing, Transport
from ballot.domain.meetings.frozen import FORMAT

NUMBER = re.compile(r"[1-9][0-9]{5}")
MOST_SLIPS = 100_000
"""Slips of one meeting."""
PAIR = 2


def is_number(value: object) -> bool:
    """The number of a meeting: six digits."""
    return isinstance(value, str) and bool(NUMBER.fullmatch(value))


def _is_flag(value: object) -> bool:
    return type(value) is bool


def _or_null(inner: Shape) -> Shape:
    return lambda value: value is None or inner(value)


def _is_pair(value: object) -> bool:
    return isinstance(value, list) and len(value) == PAIR and all(map(whole(1), value))


is_frozen = table(
    {
        "format": whole(FORMAT, FORMAT),
        "number": is_number,
        "run": hexadecimal(16),
        "round": whole(1, 2),
        "follows": _or_null(is_number),
        "rehearsal": _is_flag,
        "title": is_text,
        "place": is_text,
        "item": is_text,
        "custody": one_of(*(each.value for each in Custody)),
        "transport": one_of(*(each.value for each in Transport)),
        "sealing": one_of(*(each.value for each in Sealing)),
        "pk": hexadecimal(32),
        "vks": list_of(hexadecimal(32)),
        "scheme": is_text,
        "scheme_sha256": hexadecimal(32),
        "subjects": list_of(table(dict.fromkeys(("name", "unit", "village"), is_text))),
        "questions": list_of(
            table({"text": is_text, "options": list_of(is_text), "blank": _is_flag})
        ),
        "rules": table(
            {
                "at_most_first": _or_null(whole(1)),
                "not_all_alike": _is_flag,
                "least_below": _or_null(_is_pair),
            }
        ),
        "classes": list_of(
            table(
                {
                    "name": is_text,
                    "eligible": whole(0),
                    "slips": whole(0, MOST_SLIPS),
                    "slip_root": hexadecimal(32),
                }
            )
        ),
        "eligible": whole(0),
        "minimum": whole(0),
        "signing_key": hexadecimal(32),
        "journal_head": hexadecimal(32),
    }
)
