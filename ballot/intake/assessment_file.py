"""An assessment file → AssessmentPlan."""

from ballot.domain import short_text, toml_file
from ballot.domain.errors import Refused
from ballot.domain.scheme.consequences import Period
from ballot.domain.scoring.assessment import AssessmentPlan
from ballot.domain.table import Table
from ballot.intake.meeting_file import DEFAULT_SCHEME

KINDS = tuple(kind.value for kind in Period)
HIGHEST = 2**31 - 1
"""No row of a database has a higher number."""


def read(text: str, file: str) -> AssessmentPlan:
    """The plan in the text: ``title``, and as wanted ``scheme``, ``period``, ``kind``
    (what it covers, ``month`` … ``year``), ``round`` (任前), ``unit``, ``previous`` (the number of
    the assessment before it), ``[set]``.

    Raises Refused with all faults, each naming file and dotted key.
    """
    return of(toml_file.read(text, file))


def of(table: Table) -> AssessmentPlan:
    """The same of a table that was read already, as the interface has it out of JSON."""
    overrides = table.table("set", needed=False)
    plan = AssessmentPlan(
        title=_short(table, "title", needed=True),
        scheme=table.text("scheme", needed=False) or DEFAULT_SCHEME,
        period=_short(table, "period"),
        unit=_short(table, "unit"),
        kind=Period(table.choice("kind", KINDS)) if table.has("kind") else None,
        round=table.text("round", needed=False),
        previous=table.integer("previous", low=1, high=HIGHEST) if table.has("previous") else None,
        overrides={name: overrides.text(name) for name in overrides.names()},
    )
    table.done()
    if table.faults:
        raise Refused(faults=table.faults)
    return plan


def _short(table: Table, name: str, *, needed: bool = False) -> str:
    text = table.text(name, needed=needed)
    error = short_text.wrong(text)
    if error is not None:
        table.complain(name, error)
    return text
