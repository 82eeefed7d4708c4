"""People as rows of JSON, or a whole file as an office has it, read as the pages read it."""

import binascii
from base64 import b64decode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from ballot.domain import rows_of_file
from ballot.domain.errors import Fault, Missing, NotBase64, Refused
from ballot.domain.rows_of_file import Called
from ballot.domain.scoring.assessment import PeopleFile
from ballot.domain.table import Table
from ballot.intake import people_file
from ballot.web.api import body


def of(
    given: Table, sender: str, wanted: Mapping[str, bool], remembered: Called = ()
) -> PeopleFile:
    """The rows of a body: ``rows``, or ``file`` (base64) with its ``name`` and ``columns``.

    ``wanted`` are the columns that a file is searched for. Raises Refused: of ``rows`` every
    column is asked for; in a file those that nobody asked for are left out.
    """
    distinct = given.flag("distinct", default=False)
    sure = given.flag("confirm_beyond", default=False)
    agreed = given.flag("agreed", default=False)
    found = read(given, sender, wanted, remembered)
    return replace(found, distinct=distinct, confirm_beyond=sure, agreed=agreed)


def read(
    given: Table, sender: str, wanted: Mapping[str, bool], remembered: Called = ()
) -> PeopleFile:
    """The same, with nothing said beside the rows; whatever else the body may have was asked for
    before."""
    return _of_file(given, wanted, remembered) if given.has("file") else _of_rows(given, sender)


def _of_file(given: Table, wanted: Mapping[str, bool], remembered: Called) -> PeopleFile:
    name = given.text("name", needed=False) or "file"
    columns = given.table("columns", needed=False)
    choices = {ours: columns.text(ours, needed=False) for ours in columns.names()}
    content = _content(given.text("file"))
    body.done(given)
    reading = rows_of_file.read(people_file.of(name, content), wanted, choices, remembered)
    return replace(rows_of_file.settled(reading), choices=choices)


@contextmanager
def placed(*, in_file: bool) -> Iterator[None]:
    """What is wrong in a file that was sent is told by the file's own rows: the body has none."""
    try:
        yield
    except Refused as error:
        if not in_file:
            raise
        of_file = (replace(each, key="file") if each.row else each for each in error.faults)
        raise Refused(list(of_file)) from None


def _of_rows(given: Table, sender: str) -> PeopleFile:
    tables = given.tables("rows")
    if not tables and given.has("rows"):
        given.complain("rows", Missing())
    heading: dict[str, None] = {}
    rows = []
    for each in tables:
        names = each.names()
        heading |= dict.fromkeys(names)
        rows.append({name: each.text(name, needed=False) for name in names})
    body.done(given)
    return PeopleFile(sender, tuple(heading), tuple(rows))


def _content(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Refused([Fault(NotBase64(), key="file")]) from None
