"""A TOML or JSON table read key by key, with every complaint kept and the dotted key named.

A reader asks a table for what it needs; what is wrong is noted and a stand-in goes on, so that a
person sees all faults at once. In keys, lists count from 1: ``subjects[2].name`` is the second.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from ballot.domain.errors import (
    BallotError,
    Fault,
    Missing,
    NotOneOf,
    OutOfRange,
    UnknownKey,
    WrongType,
)

PLAIN = re.compile(r"[-+0-9./% ]*")
"""What a number that is a text may hold: no digits of another script, no ``1e2``, no ``1_0``."""
LONGEST_NUMBER = 40
"""No number of a policy is longer; ``1e999999999`` would fill the memory with its digits."""


class Table:
    """One table of a file. ``path`` is its dotted key, empty for the whole file."""

    def __init__(self, data: Mapping[str, object], file: str, path: str = "") -> None:
        self.data = data
        self.file = file
        self.path = path
        self.faults: list[Fault] = []
        self._asked: set[str] = set()

    def key(self, name: str) -> str:
        """The dotted key of a value of this table."""
        return f"{self.path}.{name}" if self.path else name

    def complain(self, name: str, error: BallotError) -> None:
        """Note a fault at a key of this table (``name`` empty: at the table itself)."""
        key = self.key(name) if name else self.path
        self.faults.append(Fault(error=error, file=self.file, key=key))

    def has(self, name: str) -> bool:
        """Whether the key is there."""
        self._asked.add(name)
        return name in self.data

    def _value(self, name: str, *, needed: bool) -> object:
        self._asked.add(name)
        if name not in self.data and needed:
            self.complain(name, Missing())
        return self.data.get(name)

    def _wrong(self, name: str, expected: str, value: object) -> None:
        self.complain(name, WrongType(expected=expected, value=as_text(value)))

    def text(self, name: str, *, needed: bool = True) -> str:
        """A text; empty where it is missing, and a fault too if ``needed``."""
        value = self._value(name, needed=needed)
        if isinstance(value, str):
            if needed and not value.strip():
                self.complain(name, Missing())
            return value.strip()
        if value is not None:
            self._wrong(name, "text", value)
        return ""

    def choice(self, name: str, allowed: Iterable[str], default: str | None = None) -> str:
        """One of some words; ``default`` stands where the key is missing, if given."""
        words = tuple(allowed)
        text = self.text(name, needed=default is None)
        if text in words:
            return text
        if name in self.data and isinstance(self.data[name], str) and text:
            self.complain(name, NotOneOf(value=text, allowed=words))
        return default if default is not None else words[0]

    def flag(self, name: str, *, default: bool | None = None) -> bool:
        """True or false."""
        value = self._value(name, needed=default is None)
        if isinstance(value, bool):
            return value
        if value is not None:
            self._wrong(name, "true or false", value)
        return bool(default)

    def integer(
        self, name: str, *, low: int | None = 0, high: int | None = None, default: int | None = None
    ) -> int:
        """A whole number within its borders."""
        value = self._value(name, needed=default is None)
        if isinstance(value, int) and not isinstance(value, bool):
            self._within(name, Fraction(value), low, high)
            return value
        if value is not None:
            self._wrong(name, "whole number", value)
        return default if default is not None else (low or 0)

    def number(
        self,
        name: str,
        *,
        low: int | None = 0,
        high: int | None = None,
        default: Fraction | None = None,
    ) -> Fraction:
        """An exact number: 5, 0.5, ``"2/3"`` or ``"30%"``."""
        value = self._value(name, needed=default is None)
        if value is not None:
            exact = as_number(value)
            if exact is not None:
                self._within(name, exact, low, high)
                return exact
            self._wrong(name, "number", value)
        return default if default is not None else Fraction(low or 0)

    def _within(self, name: str, value: Fraction, low: int | None, high: int | None) -> None:
        if (low is not None and value < low) or (high is not None and value > high):
            borders = [None if border is None else str(border) for border in (low, high)]
            error = OutOfRange(value=str(value), low=borders[0], high=borders[1])
            self.complain(name, error)

    def texts(self, name: str, *, needed: bool = True) -> tuple[str, ...]:
        """A list of texts."""
        value = self._value(name, needed=needed)
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            if needed and not value:
                self.complain(name, Missing())
            return tuple(value)
        if value is not None:
            self._wrong(name, "list of texts", value)
        return ()

    def integers(self, name: str) -> tuple[int, ...]:
        """A list of whole numbers, empty where it is missing."""
        value = self._value(name, needed=False)
        if isinstance(value, list) and all(type(one) is int for one in value):
            return tuple(value)
        if value is not None:
            self._wrong(name, "list of whole numbers", value)
        return ()

    def choices(self, name: str, allowed: Iterable[str]) -> tuple[str, ...]:
        """A list of words out of some, empty where it is missing."""
        words = tuple(allowed)
        found = self.texts(name, needed=False)
        for one in found:
            if one not in words:
                self.complain(name, NotOneOf(value=one, allowed=words))
        return found

    def table(self, name: str, *, needed: bool = True) -> "Table":
        """A table inside this one; an empty one where it is missing."""
        value = self._value(name, needed=needed)
        if value is not None and not isinstance(value, dict):
            self._wrong(name, "table", value)
        inner = Table(value if isinstance(value, dict) else {}, self.file, self.key(name))
        inner.faults = self.faults
        return inner

    def tables(self, name: str, *, needed: bool = True) -> tuple["Table", ...]:
        """A list of tables, such as ``[[subjects]]``."""
        value = self._value(name, needed=needed)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self._wrong(name, "list of tables", value)
            return ()
        inner = []
        for place, one in enumerate(value, start=1):
            table = Table(one, self.file, f"{self.key(name)}[{place}]")
            table.faults = self.faults
            inner.append(table)
        return tuple(inner)

    def names(self) -> tuple[str, ...]:
        """All keys of a table whose keys are the author's own, in order."""
        self._asked.update(self.data)
        return tuple(self.data)

    def done(self, also: Iterable[str] = ()) -> None:
        """Complain of every key that nobody asked for."""
        allowed = tuple(sorted(self._asked | set(also)))
        for name in self.data:
            if name not in allowed:
                self.complain(name, UnknownKey(name=name, allowed=allowed))


def as_number(value: object) -> Fraction | None:
    """An exact number out of a TOML value, or None: 5, 0.5 (as Decimal), ``"2/3"``, ``"30%"``."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return Fraction(value)
    if isinstance(value, Decimal):
        short = value.is_finite() and abs(value.adjusted()) <= LONGEST_NUMBER
        return Fraction(value) if short else None
    if not isinstance(value, str):
        return None
    text = value.strip()
    if len(text) > LONGEST_NUMBER or not PLAIN.fullmatch(text):
        return None
    percent = text.endswith("%")
    try:
        exact = Fraction(text.removesuffix("%").strip())
    except (ValueError, ZeroDivisionError):
        return None
    return exact / 100 if percent else exact


def as_text(value: object) -> str:
    """A value of a file as it reads there, for a complaint."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
