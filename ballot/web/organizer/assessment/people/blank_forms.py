"""What stands in an empty form already: an example that is not read back, and words to choose."""

from collections.abc import Mapping, Sequence

from ballot.domain import rounding
from ballot.domain.scheme import columns
from ballot.domain.scheme.columns import Column, ColumnRole
from ballot.domain.scheme.scheme import KEY_COLUMNS, NAME, UNIT, VILLAGE, Scheme
from ballot.domain.scoring.candidate import YES
from ballot.domain.scoring.people_rows import NO
from ballot.printing.forms import total_formula
from ballot.usecases.assessment.look_at_assessment import Head
from ballot.usecases.assessment.people import people_rows
from ballot.usecases.meeting import meeting_rows
from ballot.usecases.meeting.start_meeting import see_unmet
from ballot.web.access import actor, hall
from ballot.words.language import gettext as _

WHO = {NAME: "例：张三（导入时略过）", UNIT: "市财政局", VILLAGE: "大布村"}
"""A row that begins so is left out when the form comes back (``domain.rows_of_file``)."""


def choices_of(scheme: Scheme) -> dict[str, tuple[str, ...]]:
    """The words that a column takes, where it takes no others."""
    found = {column.name: _words(column) for column in columns.coming_in(scheme)}
    return {name: words for name, words in found.items() if words}


def headings_of(scheme: Scheme) -> dict[str, str]:
    """What stands over the column of one of the parts of an item: its name and its weight."""
    return {
        part: f"{part}（{total_formula.weight(share)}）"
        for item in scheme.items
        for part, share in item.parts.items()
    }


def parts_of(scheme: Scheme, name: str) -> str:
    """How an item comes of its parts (月考 = 分管领导打分×50% + …); empty of any other."""
    item = scheme.item(name)
    return total_formula.of_parts(item) if item and item.parts else ""


def example_of(scheme: Scheme, names: Sequence[str]) -> Mapping[str, str]:
    """A row that shows how the columns are filled in."""
    known = {column.name: column for column in columns.coming_in(scheme)}
    return {name: WHO.get(name) or _example(known[name]) for name in names if name in known}


def _words(column: Column) -> tuple[str, ...]:
    return (YES, NO) if column.role is ColumnRole.FLAG else column.allowed


def _example(column: Column) -> str:
    if column.role in (ColumnRole.SECTION, ColumnRole.NUMBER):
        return rounding.plain(column.high) if column.high is not None else "0"
    words = _words(column)
    return words[-1] if words else ""


def columns_of(found: Head, kind: str) -> tuple[str, ...]:
    """The columns of the blank file of people, scores or meetings."""
    if kind == "meetings":
        units = see_unmet(hall(), actor(), found.id).units
        return meeting_rows.columns_of(found.scheme, units)
    parts = {part for item in found.scheme.items for part in item.parts}
    others = (
        column.name
        for column in people_rows.columns_of(found.scheme, adding=kind == "people")
        if column.needed
        or column.role is ColumnRole.GROUND
        or column.name in parts
        or (column.role is ColumnRole.ADJUSTMENT and not column.of_period)
    )
    return tuple(dict.fromkeys((*KEY_COLUMNS, *others)))


def headings(found: Head, kind: str) -> list[str]:
    """What stands over these columns."""
    said = headings_of(found.scheme)
    return [said.get(name, name) for name in columns_of(found, kind)]


def told(found: Head, kind: str) -> list[str]:
    """What may stand in the columns that take certain words alone, and how parts make an item."""
    names, choices = columns_of(found, kind), choices_of(found.scheme)
    words = [
        _("%(column)s：%(words)s", column=name, words="、".join(choices[name]))
        for name in names
        if name in choices
    ]
    made = (parts_of(found.scheme, name) for name in names)
    return words + [each for each in made if each]
