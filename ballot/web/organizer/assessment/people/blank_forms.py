"""What stands in an empty form already: an example that is not read back, and words to choose."""

from collections.abc import Mapping, Sequence

from ballot.domain import rounding
from ballot.domain.scheme import columns
from ballot.domain.scheme.columns import Column, ColumnRole
from ballot.domain.scheme.scheme import NAME, UNIT, VILLAGE, Scheme
from ballot.domain.scoring.candidate import YES
from ballot.domain.scoring.people_rows import NO

WHO = {NAME: "例:张三(导入时略过)", UNIT: "市财政局", VILLAGE: "大布村"}
"""A row that begins so is left out when the form comes back (``domain.rows_of_file``)."""


def choices_of(scheme: Scheme) -> dict[str, tuple[str, ...]]:
    """The words that a column takes, where it takes no others."""
    found = {column.name: _words(column) for column in columns.coming_in(scheme)}
    return {name: words for name, words in found.items() if words}


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
