"""What is wrong with the forms of a page, above them: each fault with a link to its field.

A page is drawn first, and each fault is noted as it is written beside its field; the frame then has
them for the title and for the summary on top (``organizer/_errors.html``), which is in focus as the
page opens. So a form cannot forget its summary. A view that knows more than its fields show, faults
of another page among them, hands ``problems`` to the page instead.
"""

import re
from dataclasses import dataclass

from flask import Flask, g

ROW = re.compile(r"^[a-z_]+-(\d+)")
"""The place of an entry in the name of its field."""


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """A fault: the address of its field on this page or another, what the field is called, and
    what is wrong with it."""

    to: str
    label: str
    words: str


def init_app(app: Flask) -> None:
    """Templates note faults and read them."""
    app.add_template_global(note_fault)
    app.add_template_global(noted_faults)


def note_fault(id: str, label: str, words: str, name: str = "") -> str:
    """Keep what was written beside a field, of a list with its place; writes nothing."""
    row = ROW.match(name)
    label = f"{int(row[1]) + 1}. {label}" if row else label
    noted_faults().append(FieldProblem(f"#{id}", label, words))
    return ""


def noted_faults() -> list[FieldProblem]:
    """The faults of the page that is being drawn, in the order of their fields."""
    faults: list[FieldProblem] = g.setdefault("faults_of_page", [])
    return faults
