"""The forms that a policy prescribes: templates and a list of them, and no Python of a policy.

A form is empty, or filled in from headings → values and rows of the same; what nobody has given
stays a space to write in. ``templates/forms/index.toml`` says which policy has which.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from ballot import schemes
from ballot.domain.scheme import columns
from ballot.printing.forms import template
from ballot.printing.leaf import Leaf

SPARE = 2
"""So many empty rows follow the filled ones: a row may be several lines high."""
NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its name in commands and addresses, its title, its policies, its clause.

    ``personal``: a sheet a person, ``copies`` of it; else one of all, with a row a person where
    it has ``rows``. ``lists`` keeps the rows to named lists, ``grades`` to those whose decided
    grade it is, each with what stands for it under 类别. ``names`` says which columns of an
    assessment fill a heading, ``only`` whose rows they are, by a column; ``times`` which heading is
    so many yuan for each of another, ``totals`` what is added up at the foot.
    """

    name: str
    title: str
    schemes: tuple[str, ...]
    clause: str
    personal: bool = False
    copies: int = 1
    rows: bool = False
    lists: Mapping[str, str] = field(default_factory=dict)
    grades: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    only: Mapping[str, str] = field(default_factory=dict)
    times: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    totals: tuple[str, ...] = ()

    @property
    def ranked(self) -> bool:
        """Whether it comes out of a ranking: lists, grades, or everybody's place."""
        return bool(self.lists or self.grades) or (columns.RANK,) in self.names.values()


@cache
def forms() -> tuple[Form, ...]:
    """Every form that is shipped."""
    text = (files("ballot.printing") / "templates" / "forms" / "index.toml").read_text("utf-8")
    return tuple(
        Form(name, **form | {"schemes": tuple(form["schemes"]), "names": _names(form)})
        for name, form in tomllib.loads(text).items()
    )


def _names(form: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {heading: tuple(of) for heading, of in form.get("names", {}).items()}


def named(name: str) -> Form:
    """The form of that name. Raises KeyError where there is none."""
    return {form.name: form for form in forms()}[name]


def forms_of(scheme_id: str) -> tuple[Form, ...]:
    """The forms that a scheme prescribes, in their order."""
    return tuple(form for form in forms() if scheme_id in form.schemes)


class Rest(NamedTuple):
    """What follows the filled rows of a form: empty ones, or that there is nobody to name."""

    rows: int
    nobody: bool = False


class _Given(dict[str, str]):
    """Values by heading; what is not there is empty."""

    def __missing__(self, heading: str) -> str:
        return ""


def leaf(
    name: str,
    fields: Mapping[str, str] = NOTHING,
    rows: Sequence[Mapping[str, str]] = (),
    *,
    scheme_id: str = "",
    goals: Sequence[str] = (),
    is_list: bool = False,
) -> Leaf:
    """A form, filled in as far as values are given; ``goals`` is the checklist of its policy.

    A list (``is_list``) names whom a ranking put on it and has no room for more. Raises KeyError
    for a name that is none.
    """
    form = named(name)
    return template.leaf(
        f"forms/{form.name}",
        f=_Given(fields),
        rows=[_Given(row) for row in rows],
        each_or_blank=[_Given(row) for row in rows or [NOTHING]],
        rest=lambda usual: Rest(0, not rows) if is_list else Rest(_spare(usual, len(rows))),
        goals=goals or schemes.find(scheme_id or form.schemes[0]).aftermath.checklist,
    )


def _spare(usual: int, filled: int) -> int:
    return min(max(usual - filled, 0), SPARE) if filled else usual
