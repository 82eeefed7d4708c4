"""The readable log of every organizer's act."""

import json
import sys
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import render_template, request

from ballot.domain.acts import Act
from ballot.domain.errors import MayNot
from ballot.domain.journal_line import JournalLine
from ballot.usecases.accounts.read_journal import broken, read_journal
from ballot.usecases.assessment.list_assessments import list_assessments
from ballot.usecases.meeting.list_meetings import list_meetings
from ballot.web.access import actor, hall
from ballot.web.organizer import journal_acts
from ballot.web.organizer.pages import pages

MOST = 300
"""Acts on a page, unless all are asked for."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the journal; ``detail`` are the facts that its act wrote down."""

    at: datetime
    by: str
    act: str
    said: str
    """What was done, in words."""
    meeting: str | None
    assessment: int | None
    detail: dict[str, Any]


@pages.get("/journal")
def journal() -> str:
    """The newest first; of one meeting where one is chosen.

    Who may read it for some units alone is asked to choose a meeting.
    """
    chosen = request.args.get("meeting") or None
    most = sys.maxsize if "all" in request.args else MOST
    meetings = list_meetings(hall(), actor())
    try:
        lines = read_journal(hall(), actor(), chosen)
    except MayNot:
        if chosen is not None:
            raise
        lines = []
    return render_template(
        "organizer/accounts/journal.html",
        entries=[_entry(line) for line in reversed(lines[-most:])],
        more=len(lines) > most,
        lines=meetings,
        titles={each.number: each.title for each in meetings},
        assessments={each.id: each.title for each in list_assessments(hall(), actor())},
        chosen=chosen,
        broken=broken(hall()),
    )


def _entry(line: JournalLine) -> Entry:
    detail = json.loads(line.detail) if line.detail else {}
    if line.act == Act.RESTORE:
        detail["lost"] = detail["length"] - detail["kept"]
    return Entry(
        line.at,
        line.actor,
        line.act,
        journal_acts.done(line),
        line.meeting,
        line.assessment,
        detail,
    )
