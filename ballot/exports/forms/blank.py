"""The forms that a policy prescribes: templates and a list of them, and no Python of a policy.

A form is empty, or filled in from headings → values and rows of the same; what nobody has given
stays a space to write in. ``templates/forms/index.toml`` says which policy has which.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ballot.exports.forms import template
from ballot.exports.leaf import Leaf

NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its name in commands and addresses, its title, its policies, its clause."""

    name: str
    title: str
    schemes: tuple[str, ...]
    clause: str


@cache
def forms() -> tuple[Form, ...]:
    """Every form that is shipped."""
    text = (files("ballot.exports") / "templates" / "forms" / "index.toml").read_text("utf-8")
    return tuple(
        Form(name, form["title"], tuple(form["schemes"]), form["clause"])
        for name, form in tomllib.loads(text).items()
    )


def forms_of(scheme_id: str) -> tuple[Form, ...]:
    """The forms that a scheme prescribes, in their order."""
    return tuple(form for form in forms() if scheme_id in form.schemes)


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
) -> Leaf:
    """A form, filled in as far as values are given. Raises KeyError for a name that is none."""
    form = {form.name: form for form in forms()}[name]
    return template.leaf(
        f"forms/{form.name}",
        f=_Given(fields),
        rows=[_Given(row) for row in rows],
        blank_rows=lambda usual: max(usual - len(rows), 0),
        scheme_id=scheme_id or form.schemes[0],
    )
