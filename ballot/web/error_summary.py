"""What is wrong with a form, above it: each fault with a link to the field beside which it stands.

``organizer/_errors.html`` shows it; the page comes back with the summary in sight and in focus.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wtforms import Field, FieldList, Form, FormField


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """A fault: the address of its field on this page or another, what the field is called, and
    what is wrong with it."""

    to: str
    label: str
    words: str


def of_form(form: Form | Iterable[Field]) -> tuple[FieldProblem, ...]:
    """The faults of a form of WTForms, in the order of its fields."""
    return tuple(problem for field in form for problem in _of(field, ""))


def _of(field: Field, row: str) -> Iterator[FieldProblem]:
    if isinstance(field, FieldList):
        for place, entry in enumerate(field.entries, start=1):
            yield from _of(entry, f"{place}. ")
    elif isinstance(field, FormField):
        for each in field.form:
            yield from _of(each, row)
    else:
        for words in field.errors:
            yield FieldProblem(f"#{field.id}", f"{row}{field.label.text}", str(words))
