"""The body of a request: one JSON object, its numbers exact, read key by key."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NoReturn

from flask import request

from ballot.domain.errors import JsonUnreadable, NotJson, Refused
from ballot.domain.table import Table

NO_TEXT = "\x00"
"""Characters that no database keeps in a text; halves of characters are the other ones."""


def table() -> Table:
    """The object. Raises NotJson, JsonUnreadable."""
    if not request.is_json:
        raise NotJson
    try:
        data = json.loads(
            request.get_data(),
            object_hook=_there,
            parse_float=Decimal,
            parse_constant=_no_number,
        )
        is_whole = isinstance(data, dict) and all(_is_text(text) for text in _texts(data))
    except (ValueError, RecursionError):
        raise JsonUnreadable from None
    if not is_whole:
        raise JsonUnreadable
    return Table(data, "")


def table_if_any() -> Table:
    """The object, empty where nothing was sent. Raises NotJson, JsonUnreadable."""
    return table() if request.content_length else Table({}, "")


def done(read: Table) -> None:
    """Everything was asked for. Raises Refused with all faults."""
    read.done()
    if read.faults:
        raise Refused(read.faults)


def _there(given: dict[str, Any]) -> dict[str, Any]:
    """What is null is as good as missing."""
    return {name: value for name, value in given.items() if value is not None}


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            yield name
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def _is_text(text: str) -> bool:
    return NO_TEXT not in text and not any("\ud800" <= each <= "\udfff" for each in text)
