"""A long file that somebody looked at is saved beside the pages: all of it, once, or nothing.

What others changed meanwhile is found as the page finds it, in the transaction of the act itself.
Of a file of meetings each row is saved by itself; begun again it goes on where it broke off.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ballot.domain.access import Actor
from ballot.domain.errors import ChangedMeanwhile, JobFileGone
from ballot.domain.scoring.assessment import PeopleFile
from ballot.jobs import files_read, incoming, previews, rows_started
from ballot.jobs.files_read import SeenFile
from ballot.jobs.incoming import INCOMING, Incoming
from ballot.usecases import meanwhile
from ballot.usecases.hall import Hall
from ballot.usecases.jobs.task import Done, MadeFile, Tell, Told
from ballot.usecases.jobs.workplace import workplace
from ballot.usecases.meeting.start_from_file import Started
from ballot.words.language import gettext as _

TICKS = ("distinct", "confirm_beyond", "agreed")
"""What somebody may have to say before it is saved."""


def told(
    assessment: int, what: str, rows: str, name: str, ticks: Mapping[str, bool]
) -> dict[str, Any]:
    """Which rows of the workplace it is, and what was ticked."""
    said = {tick: ticks[tick] for tick in TICKS}
    return {"assessment": assessment, "what": what, "rows": rows, "name": name, **said}


allow = files_read.allow


def title(_hall: Hall, _actor: Actor, told: Told) -> str:
    """What comes in, and the file by its name."""
    kind = INCOMING[told["what"]]
    said: str = _("%(what)s：%(name)s", what=kind.title, name=told["name"])
    return said


def make(hall: Hall, actor: Actor, told: Told, tell: Tell) -> Done | MadeFile:
    """Save it; a file of what failed, where only some rows did. Raises ChangedMeanwhile where
    somebody else changed what it would do, JobFileGone, and what its keeping raises."""
    kind, place = INCOMING[told["what"]], workplace(hall)
    found = files_read.head_for(hall, actor, told)
    content = place.take(told["rows"])
    if content is None:
        raise JobFileGone
    seen = files_read.seen(content, whole=True)
    if seen.given is None:
        raise JobFileGone
    del content
    given = ticked(seen.given, told)
    resting = _resting(hall, actor, found.id, kind, given, seen)
    count = kind.keep(resting, actor, found.id, given, tell)
    place.drop(told["rows"])
    if isinstance(count, Started) and count.failed:
        return rows_started.as_file(rows_started.of(given, count), told["name"])
    return Done(incoming.said(count))


def ticked(given: PeopleFile, ticks: Mapping[str, Any]) -> PeopleFile:
    """The file with what somebody ticked."""
    distinct, beyond, agreed = (bool(ticks[tick]) for tick in TICKS)
    return replace(given, distinct=distinct, confirm_beyond=beyond, agreed=agreed)


def _resting(
    hall: Hall, actor: Actor, assessment: int, kind: Incoming, given: PeopleFile, seen: SeenFile
) -> Hall:
    """The hall for an act that rests on what somebody looked at. Raises ChangedMeanwhile."""
    if kind.is_by_row:
        return hall  # what others changed is found row by row
    ends = meanwhile.ends_of_assessment(hall, assessment)
    now = {chain: (end.length, end.head.hex()) for chain, end in ends.items()}
    if now != seen.ends:
        unsaid = ticked(given, dict.fromkeys(TICKS, False))
        if previews.digest(kind.preview(hall, actor, assessment, unsaid)) != seen.digest:
            raise ChangedMeanwhile
    return meanwhile.expecting(hall, ends)
