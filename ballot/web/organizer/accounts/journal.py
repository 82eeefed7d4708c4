"""The readable log of every organizer's act: searched, paged, and as a table to take along."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import render_template, request, url_for
from werkzeug.wrappers import Response

from ballot.domain.access import Who
from ballot.domain.acts import Act
from ballot.domain.journal_line import JournalLine
from ballot.domain.written_number import whole
from ballot.jobs import journal_file
from ballot.jobs.kinds import JOURNAL_FILE
from ballot.usecases.accounts.read_journal import broken
from ballot.usecases.assessment.list_assessments import titles_seen
from ballot.usecases.desk import find_lines
from ballot.usecases.desk.find_lines import LineSearch, LinesFound
from ballot.web.access import actor, hall
from ballot.web.organizer.jobs.giving import give
from ballot.web.organizer.pages import pages
from ballot.words import terms
from ballot.words.desk import journal_acts

LINES = 10
"""So many lines of the journal cost what a row of a document costs."""


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
    """The newest first, as far as the person may read them and looks for them."""
    search = _asked(request.args)
    found = find_lines.find_lines(hall(), actor(), search)
    is_checked = not found.is_long or "check" in request.args
    return render_template(
        "organizer/accounts/journal.html",
        entries=[_entry(line) for line in found.lines],
        found=found,
        search=search,
        acts=sorted({(each.value, terms.act(each)) for each in Act if each is not Act.HEADS}),
        titles=found.titles,
        assessments=titles_seen(
            hall(), actor(), {line.assessment for line in found.lines if line.assessment}
        ),
        is_checked=is_checked,
        broken=broken(hall()) if is_checked else None,
        turns=_turns(search, found),
        check=_address(search, check=1),
        table=_address(search, to="organizer.journal_table"),
    )


@pages.get("/journal.csv")
def journal_table() -> Response:
    """All lines that were looked for, one a row, with what each wrote down."""
    search = _asked(request.args)
    total = find_lines.find_lines(hall(), actor(), search).total
    return give(JOURNAL_FILE, journal_file.told(search), total // LINES)


def _asked(said: Mapping[str, str]) -> LineSearch:
    act, who = said.get("act", ""), said.get("who", "")
    return LineSearch(
        meeting=said.get("meeting", "").strip() or None,
        words=said.get("q", "").strip()[:100],
        act=Act(act) if act in list(Act) else None,
        who=Who(who) if who in list(Who) else None,
        since=_day(said.get("since", "")),
        until=_day(said.get("until", "")),
        page=_number(said.get("page", "")),
    )


def _day(text: str) -> date | None:
    """A day as a browser's field sends it; None where none was chosen."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _number(text: str) -> int:
    page = whole(text)
    return 1 if page is None else page


def _address(search: LineSearch, to: str = "organizer.journal", **more: Any) -> str:
    said: dict[str, Any] = {
        "meeting": search.meeting,
        "q": search.words or None,
        "act": search.act,
        "who": search.who,
        "since": search.since and search.since.isoformat(),
        "until": search.until and search.until.isoformat(),
    }
    return url_for(to, **said, **more)


def _turns(search: LineSearch, found: LinesFound) -> dict[str, str]:
    """The addresses of the page before and of the one behind, where there are such."""
    before = {"before": _address(search, page=found.page - 1)} if found.page > 1 else {}
    is_last = found.page == found.pages
    return before if is_last else before | {"behind": _address(search, page=found.page + 1)}


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
