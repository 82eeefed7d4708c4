"""An assessment file → AssessmentPlan."""

from ballot.domain import toml_file
from ballot.domain.assessment import LONGEST, AssessmentPlan
from ballot.domain.errors import OutOfRange, Refused
from ballot.domain.table import Table
from ballot.intake.meeting_file import DEFAULT_SCHEME


def read(text: str, file: str) -> AssessmentPlan:
    """The plan in the text: ``title``, and as wanted ``scheme``, ``period``, ``unit``,
    ``previous`` (the number of the assessment before it), ``[set]``.

    Raises Refused with all faults, each naming file and dotted key.
    """
    table = toml_file.read(text, file)
    overrides = table.table("set", needed=False)
    plan = AssessmentPlan(
        title=_short(table, "title", needed=True),
        scheme=table.text("scheme", needed=False) or DEFAULT_SCHEME,
        period=_short(table, "period"),
        unit=_short(table, "unit"),
        previous=table.integer("previous", low=1) if table.has("previous") else None,
        overrides={name: overrides.text(name) for name in overrides.names()},
    )
    table.done()
    if table.faults:
        raise Refused(faults=table.faults)
    return plan


def _short(table: Table, name: str, *, needed: bool = False) -> str:
    text = table.text(name, needed=needed)
    if len(text) > LONGEST:
        table.complain(name, OutOfRange(value=str(len(text)), low="1", high=str(LONGEST)))
    return text
