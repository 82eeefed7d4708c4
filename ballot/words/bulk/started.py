"""What commands and interface tell of a file of meetings, before and after they are started."""

from collections.abc import Iterator
from typing import Any

from ballot.domain.errors import Fault
from ballot.usecases.meeting.start_from_file import Started
from ballot.words import refusals
from ballot.words.language import gettext as _


def as_data(started: Started) -> dict[str, Any]:
    """The numbers of the meetings, of how many rows they were there before, and what failed."""
    return {
        "numbers": list(started.numbers),
        "there": started.there,
        "failed": [fault(each) for each in started.faults],
    }


def fault(said: Fault) -> dict[str, Any]:
    """A row, where in it, and why, in the reader's language."""
    why = refusals.words(Fault(said.error))
    return {"row": said.row, "column": said.column or "", "why": why}


def words(started: Started) -> str:
    """The same in one line of words."""
    said = ""
    for each in sentences(started):
        said = _("%(said)s%(more)s", said=said, more=each) if said else each
    return said


def sentences(started: Started) -> Iterator[str]:
    """The same in words: what was started, what was there, how many rows failed."""
    yield _("已建立 %(n)s 场测评会。", n=len(started.numbers))
    if started.there:
        yield _("另有 %(n)s 行的会议之前已经建立，没有再建，也没有改动。", n=started.there)
    if started.failed:
        yield _("%(n)s 行没有建成。", n=len(started.failed))
