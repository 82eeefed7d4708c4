"""A form that changes what is stored says what it showed, and is kept only while that still stands.

``stamp`` goes into the form as a hidden field: how long the journal of the thing was, and a digest
of the values shown, taken from the unsent form itself. ``compare`` holds what stands now against
that.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import g, request
from markupsafe import Markup
from wtforms import Field, FieldList, FormField, HiddenField
from wtforms.csrf.core import CSRFTokenField

from ballot.domain.journal_line import End
from ballot.usecases import meanwhile
from ballot.web.access import hall, own_hall
from ballot.web.forms import PageForm
from ballot.words.language import gettext as _

SEEN = "seen"
"""The hidden field."""
LONGEST = 9
"""Digits of the length of a chain."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A value as a form shows it. Without a ``name`` it is read there and not typed."""

    name: str
    label: str
    text: str
    said: str = ""

    @property
    def words(self) -> str:
        """The text, or what is said for it where people choose by other words."""
        return self.said or self.text


@dataclass(frozen=True, slots=True)
class Differing:
    """A value that stands otherwise now than it was typed here."""

    name: str
    label: str
    now: Shown
    yours: Shown


class Overtaken(Exception):
    """What a sent form showed does not stand any more; nothing was saved."""

    def __init__(self, lines: Sequence[Differing], seen: str, now: str) -> None:
        super().__init__()
        self.lines = lines
        self.seen = seen
        self.now = now


def ends() -> dict[str, End]:
    """Where the chains of what is in the address end: a meeting, an assessment, a unit of the
    house; read once a try."""
    if "ends" not in g:
        where = request.view_args or {}
        if "number" in where:
            g.ends = meanwhile.ends_of_meeting(own_hall(), where["number"])
        elif "id" in where:
            g.ends = meanwhile.ends_of_assessment(own_hall(), where["id"])
        else:
            g.ends = meanwhile.ends_of_house(own_hall())
    found: dict[str, End] = g.ends
    return found


def begin() -> None:
    """What is looked at from now on is looked at anew."""
    g.pop("ends", None)
    g.pop("hall", None)
    ends()


def stamp(shown: Iterable[Shown]) -> str:
    """What a form that shows these values says of them."""
    lengths = "-".join(str(end.length) for end in ends().values())
    told = json.dumps([(each.name or each.label, each.text) for each in shown])
    return f"{lengths}.{hashlib.sha256(told.encode()).hexdigest()[:24]}"


def hidden(value: str) -> Markup:
    """The stamp as a field of the form."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(SEEN, value)


def hidden_stamp(shown: Iterable[Shown]) -> Markup:
    """The same as a field; a form that comes back with faults says what it first showed."""
    return hidden(request.form.get(SEEN) or stamp(shown))


def compare(shown: Sequence[Shown], typed: Sequence[Shown]) -> None:
    """Let the act that follows rest on these values, if the form that was sent showed them.

    Whoever typed just what stands now loses nothing and is let pass. A form that says nothing of
    what it showed is no page of ours and is not compared. Raises Overtaken.
    """
    seen = request.form.get(SEEN, "")
    if not seen:
        return
    now = stamp(shown)
    if seen.partition(".")[2] != now.partition(".")[2]:
        lines = list(_lines(shown, typed))
        if lines:
            raise Overtaken(lines, seen, now)
    g.hall = meanwhile.expecting(hall(), ends())


def _lines(shown: Sequence[Shown], typed: Sequence[Shown]) -> Iterator[Differing]:
    """What differs; what is read and not typed may be what changed, and stands among it."""
    yours = {each.name: each for each in typed}
    there = {each.name for each in shown if each.name}
    for each in shown:
        mine = yours.get(each.name, replace(each, text="", said=""))
        if not each.name or mine.text != each.text:
            yield Differing(each.name, each.label, each, mine)
    for mine in typed:
        if mine.name not in there and mine.text:
            yield Differing(mine.name, mine.label, replace(mine, text="", said=""), mine)


def lengths_of(seen: str) -> dict[str, int]:
    """How long the chains were when a form was shown; a stamp that is none of ours: as now."""
    told = seen.partition(".")[0].split("-")
    are_lengths = all(each.isdecimal() and len(each) <= LONGEST for each in told)
    if len(told) != len(ends()) or not are_lengths:
        return {chain: end.length for chain, end in ends().items()}
    return {chain: int(length) for chain, length in zip(ends(), told, strict=True)}


class DraftForm(PageForm):
    """A form that is filled in with what is stored, and compared with it as it is sent.

    ``asides`` are fields that are typed for this once and stored nowhere else, as a reason is.
    """

    seen = HiddenField()
    asides: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._stored: Any = kwargs.get("data")
        self._rests: list[Shown] = []

    def rest_on(self, label: str, text: str) -> None:
        """Something that is shown and not typed, on which what is typed rests."""
        self._rests.append(Shown("", label, text))

    def stamped(self) -> Markup:
        """The hidden field; a form that comes back with faults says what it first showed."""
        return hidden(self.seen.data or stamp(self.shown()))

    def shown(self) -> list[Shown]:
        """The values as stored, with the labels of this form where it has the field."""
        unsent = type(self)(formdata=None, data=self._stored)
        typed = {each.name: each for each in self._leaves(self)}
        stored = [
            replace(each, label=typed.get(each.name, each).label) for each in self._leaves(unsent)
        ]
        return [*self._rests, *stored]

    def validate_on_submit(self, *args: Any, **kwargs: Any) -> bool:
        """The same, compared. Raises Overtaken."""
        if not super().validate_on_submit(*args, **kwargs):
            return False
        compare(self.shown(), list(self._leaves(self)))
        return True

    def _leaves(self, fields: Iterable[Field]) -> Iterator[Shown]:
        kept = [field for field in fields if field.short_name not in (SEEN, *self.asides)]
        for field in kept:
            if not isinstance(field, CSRFTokenField):
                yield from leaves(field)


def leaves(field: Field, row: str = "") -> Iterator[Shown]:
    """The values that are typed in a field, in a list one after another."""
    if isinstance(field, FieldList):
        for place, entry in enumerate(field.entries, start=1):
            yield from leaves(entry, _("第 %(n)s 位", n=place))
    elif isinstance(field, FormField):
        several = len(field.form._fields) > 1
        for each in field.form:
            yield from leaves(each, f"{row} · " if several else "")
    else:
        text = "" if field.data is None else str(field.data)
        yield Shown(field.name, f"{row}{field.label.text}", text, _chosen(field, text))


def _chosen(field: Field, value: str) -> str:
    """What stands beside a value among the choices of a field; empty where it has none."""
    found = (each for each in getattr(field, "choices", None) or () if each.value == value)
    return next((str(each.label) for each in found), "")
