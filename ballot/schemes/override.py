"""``--set key=value``: one key of a scheme set besides its file.

A key is the dotted path that complaints and 「文件未规定,采用默认」 show (``items[1].denominator``,
lists counted from 1); an entry of a list may also be called by its name
(``items.群众满意度.denominator``), and a last name that occurs only once may stand alone
(``denominator``).
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ballot.domain.errors import UnknownKey
from ballot.domain.table import Table

NOT_RULES = ("examples", "examples_same", "words")
NAMES = ("name", "no", "column", "grade", "text")


@dataclass(frozen=True, slots=True)
class SchemeValue:
    """A value of a scheme: its key with counted lists, its key with named ones, its holder."""

    key: str
    named: str
    holder: dict[str, Any]
    name: str

    def is_called(self, key: str) -> bool:
        """Whether a key, long, named or short, means this place."""
        return key in (self.key, self.named, self.name)


def override(table: Table, key: str, text: str) -> str:
    """Set a key of a file; returns its full dotted key.

    Complains at the key if the file has none of that name, or a short name that is not single.
    """
    every = values_of(table)
    places = [place for place in every if place.is_called(key)]
    if len(places) != 1:
        known = tuple(place.key for place in places or every)
        table.complain(key, UnknownKey(name=key, allowed=known))
        return key
    places[0].holder[places[0].name] = _value(text)
    return places[0].key


def values_of(table: Table) -> list[SchemeValue]:
    """Every value of a scheme with its keys, the worked examples left out."""
    return list(_places(table.data, "", ""))


def _places(data: Any, key: str, named: str) -> Iterator[SchemeValue]:
    for name, value in data.items():
        if name in NOT_RULES:
            continue
        path, called = _join(key, name), _join(named, name)
        if isinstance(value, dict):
            yield from _places(value, path, called)
        elif isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
            for number, one in enumerate(value, start=1):
                title = next((str(one[word]) for word in NAMES if word in one), str(number))
                yield from _places(one, f"{path}[{number}]", f"{called}.{title}")
        yield SchemeValue(path, called, data, name)


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _value(text: str) -> object:
    """A value as TOML reads it; anything else is a text."""
    try:
        return tomllib.loads(f"value = {text}", parse_float=Decimal)["value"]
    except tomllib.TOMLDecodeError:
        return text
