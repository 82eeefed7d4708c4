"""People as rows of JSON: what a file of people is, without the file."""

from collections.abc import Mapping

from ballot.domain.table import Table
from ballot.web.api import body


def of(given: Table) -> tuple[tuple[str, ...], tuple[Mapping[str, str], ...]]:
    """The heading (every column that a row has) and the rows. Raises Refused."""
    tables = given.tables("rows")
    heading: dict[str, None] = {}
    rows = []
    for each in tables:
        names = each.names()
        heading |= dict.fromkeys(names)
        rows.append({name: each.text(name, needed=False) for name in names})
    body.done(given)
    return tuple(heading), tuple(rows)
