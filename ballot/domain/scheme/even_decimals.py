"""One number of decimals in a column of figures: 88 beside 86.50 is 88.00; no value changes."""

from collections.abc import Iterable, Sequence

from ballot.domain.rounding import DECIMAL
from ballot.domain.scheme import columns
from ballot.domain.scheme.columns import ColumnRole
from ballot.domain.scheme.scheme import Scheme

FIGURES = frozenset({ColumnRole.NUMBER, ColumnRole.SECTION, ColumnRole.ADJUSTMENT})
Row = dict[str, str]


def even(scheme: Scheme, rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows with the figures of each column written to as many decimals as the longest has."""
    came_in = (each.name for each in columns.coming_in(scheme) if each.role in FIGURES)
    names = dict.fromkeys((*came_in, *columns.figures(scheme)))
    places = {name: _longest(row.get(name, "") for row in rows) for name in names}
    wide = {name: many for name, many in places.items() if many}
    return tuple(
        row | {name: _padded(row[name], many) for name, many in wide.items() if row.get(name)}
        for row in rows
    )


def _longest(cells: Iterable[str]) -> int:
    return max((_places(cell) for cell in cells if DECIMAL.fullmatch(cell)), default=0)


def _places(cell: str) -> int:
    return len(cell.partition(".")[2])


def _padded(cell: str, places: int) -> str:
    if not DECIMAL.fullmatch(cell) or _places(cell) == places:
        return cell
    return f"{cell if '.' in cell else f'{cell}.'}{'0' * (places - _places(cell))}"
