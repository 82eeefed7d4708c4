"""Who may reads the journal: one line among many is found by meeting, act, person, day or word."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial

from sqlalchemy.orm import Session

from ballot.domain import access
from ballot.domain.access import Actor, Who
from ballot.domain.acts import Act
from ballot.domain.errors import MayNot
from ballot.domain.journal_line import JournalLine
from ballot.storage import unit_tree
from ballot.storage.search import journal_found
from ballot.storage.search.journal_found import LinesWanted
from ballot.usecases import acts
from ballot.usecases.accounts import units
from ballot.usecases.assessment.reviewing import FIRST, LAST
from ballot.usecases.desk.searched_words import searched
from ballot.usecases.hall import Hall

A_PAGE = 50
MOST_AT_ONCE = 2_000
"""So many lines are held against their tags whenever somebody looks; more where it is asked for."""


@dataclass(frozen=True, slots=True)
class LineSearch:
    """What is looked for. ``since`` and ``until`` are days of this house, both included.

    ``page`` is from 1.
    """

    meeting: str | None = None
    words: str = ""
    act: Act | None = None
    who: Who | None = None
    since: date | None = None
    until: date | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class LinesFound:
    """A page of the lines, the newest first; ``titles`` of their meetings by number.

    ``is_long``: the whole journal is longer than what is checked at every look.
    """

    lines: tuple[JournalLine, ...]
    total: int
    page: int
    pages: int
    titles: dict[str, str]
    is_long: bool


def find_lines(hall: Hall, actor: Actor, search: LineSearch) -> LinesFound:
    """The lines that are asked for, of what the actor may read.

    Who may read the journal at the topmost unit reads all of it; another one the lines of the
    meetings of his units. Raises MayNot where he may read no meeting's, or not the one asked for;
    MeetingUnknown.
    """
    return hall.database.read(lambda db: _find(hall, db, actor, search))


def every_line(hall: Hall, actor: Actor, search: LineSearch) -> list[JournalLine]:
    """All lines that are asked for, on one page. Raises as ``find_lines`` does."""
    return hall.database.read(
        lambda db: journal_found.page(
            db, wanted := _wanted(hall, db, actor, search), 0, journal_found.count(db, wanted)
        )
    )


def _find(hall: Hall, db: Session, actor: Actor, search: LineSearch) -> LinesFound:
    wanted = _wanted(hall, db, actor, search)
    total = journal_found.count(db, wanted)
    pages = max(1, -(-total // A_PAGE))
    page = min(max(1, search.page), pages)
    lines = tuple(journal_found.page(db, wanted, (page - 1) * A_PAGE, A_PAGE))
    return LinesFound(
        lines=lines,
        total=total,
        page=page,
        pages=pages,
        titles=journal_found.titles(db, {each.meeting for each in lines if each.meeting}),
        is_long=journal_found.length(db) > MOST_AT_ONCE,
    )


def _wanted(hall: Hall, db: Session, actor: Actor, search: LineSearch) -> LinesWanted:
    at = partial(_begin, hall)
    wanted = partial(
        LinesWanted,
        words=searched(search.words),
        act=search.act or "",
        who=search.who,
        since=None if search.since is None else at(search.since),
        until=None if search.until is None else at(search.until) + timedelta(days=1),
    )
    if search.meeting is not None:
        acts.find(db, actor, search.meeting, Act.READ_JOURNAL)
        return wanted(meeting=search.meeting)
    return wanted(units=_readable(db, actor))


def _begin(hall: Hall, day: date) -> datetime:
    """The moment in which a day of this house begins; of another century the nearest that is none:
    no clock reckons with the first day of all, or with the one behind the last."""
    return datetime.combine(min(max(day, FIRST), LAST), time(), tzinfo=hall.zone)


def _readable(db: Session, actor: Actor) -> tuple[int, ...] | None:
    """The units whose meetings' lines he may read; None where he may read every chain.

    Raises MayNot.
    """
    if actor.console or access.may(actor, Act.READ_JOURNAL, (units.top_unit(db),)):
        return None
    roots = tuple(unit for unit, _ in actor.roles if access.may(actor, Act.READ_JOURNAL, (unit,)))
    if not roots:
        raise MayNot(act=Act.READ_JOURNAL)
    return unit_tree.under(db, roots)
