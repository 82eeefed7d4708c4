"""Links to a file of a result that need no sign-in and run out: for a phone in the hall.

Whoever holds the link reads the file as whoever gave it would: a role that was taken away since
is gone for the link too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import DownloadLinkInvalid, NotInState
from ballot.domain.meeting import WITH_OUTCOME
from ballot.storage.meetings import MeetingRow
from ballot.usecases import acts
from ballot.usecases.accounts import signed_links
from ballot.usecases.accounts.find_actor import find_actor
from ballot.usecases.hall import Hall

LIFE = timedelta(minutes=10)
PURPOSE = "download"


class File(StrEnum):
    """A file that may be given on."""

    REPORT = "report"
    BUNDLE = "bundle"


@dataclass(frozen=True, slots=True)
class Download:
    """What a link stands for."""

    actor: Actor
    """Who gave it."""
    number: str
    file: File


def offer(hall: Hall, actor: Actor, number: str) -> Mapping[File, str]:
    """The address of each file that the meeting still has, good for ten minutes from now.

    Raises MeetingUnknown, MayNot, NotInState before the end.
    """
    meeting = hall.database.read(lambda db: acts.find(db, actor, number, Act.EXPORT))
    if meeting.state not in WITH_OUTCOME:
        raise NotInState(act=Act.EXPORT, state=meeting.state, allowed=WITH_OUTCOME)
    return {
        file: f"{hall.public_url}/files/{_text(hall, actor, number, file)}"
        for file in _files(meeting)
    }


def follow(hall: Hall, text: str) -> Download:
    """What a link stands for. Raises DownloadLinkInvalid: altered, run out, its giver gone."""
    told = signed_links.read(hall, PURPOSE, text, LIFE)
    if told is None:
        raise DownloadLinkInvalid
    giver, number, file = told
    actor = find_actor(hall, giver)
    if actor is None:
        raise DownloadLinkInvalid
    return Download(actor, number, File(file))


def _text(hall: Hall, actor: Actor, number: str, file: File) -> str:
    return signed_links.write(hall, PURPOSE, [actor.id, number, file.value])


def _files(meeting: MeetingRow) -> tuple[File, ...]:
    return (File.REPORT,) if meeting.erased_at else (File.REPORT, File.BUNDLE)
