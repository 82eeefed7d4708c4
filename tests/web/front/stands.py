"""Every way in which a slip may stand, twice: one for Flask, one for the front."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from makers.life.rehearsals import a_rehearsal
from makers.meetings import AMeeting, a_closed_meeting, a_draft, a_plan, an_open_meeting
from makers.stores.backups import a_paused_meeting

from ballot.domain.access import CONSOLE
from ballot.domain.errors import QuorumMissed
from ballot.slips.tokens import Minted
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.rehearse import rehearse
from ballot.usecases.meeting.reset import reset
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.slips.confirm_batch import confirm_batch
from ballot.usecases.slips.exchange_slip import exchange_slip
from ballot.usecases.slips.issue_slips import issue_slips
from ballot.usecases.slips.void_slip import void_slip

UNKNOWN = "A" * 26


@dataclass(frozen=True)
class Stand:
    """Two addresses of slips that stand alike."""

    name: str
    paths: tuple[str, str]


def of(name: str, meeting: AMeeting, *slips: Minted) -> Stand:
    """The stand of these two slips of a meeting."""
    one, other = (f"/v/{meeting.number}/{each.token.text}" for each in slips)
    return Stand(name, (one, other))


def all_stands(hall: Hall, folder: Path) -> Iterator[Stand]:
    """Every one, of one subject and of ten."""
    for subjects in (1, 10):
        yield from _of_an_open_meeting(hall, subjects)
        yield from _of_other_meetings(hall, subjects)
    paused = a_paused_meeting(hall, folder)
    yield of("paused", paused, *paused.slips[-2:])


def _of_an_open_meeting(hall: Hall, subjects: int) -> Iterator[Stand]:
    meeting = an_open_meeting(hall, slips=10, subjects=subjects)
    slips = meeting.slips
    yield of(f"unused, {subjects}", meeting, *slips[8:])
    meeting.cast_all([0, 1])
    yield of(f"spent, {subjects}", meeting, *slips[:2])
    for slip in slips[2:4]:
        void_slip(hall, CONSOLE, meeting.number, slip.token, reason="撕坏")
    yield of(f"void, {subjects}", meeting, *slips[2:4])
    for slip in slips[4:6]:
        exchange_slip(hall, CONSOLE, meeting.number, slip.token)
    yield of(f"exchanged, {subjects}", meeting, *slips[4:6])
    path = f"/v/{meeting.number}/{UNKNOWN}"
    yield Stand("unknown", (path, path))
    other = an_open_meeting(hall, slips=2)
    yield of("of another meeting", meeting, *other.slips[:2])
    small = [path.lower() for path in of("", meeting, *slips[8:]).paths]
    yield Stand("in small letters", (small[0], small[1]))
    great = [path.replace("/v/", "/V/") for path in of("", meeting, *slips[8:]).paths]
    yield Stand("as the QR code has it", (great[0], great[1]))


def _of_other_meetings(hall: Hall, subjects: int) -> Iterator[Stand]:
    draft = a_draft(hall, subjects=subjects)
    yield of("not open", draft, *draft.slips[:2])
    closed = a_closed_meeting(hall, [0] * 31, subjects=subjects)
    yield of("closed, unused", closed, *closed.slips[-2:])
    yield of("closed, spent", closed, *closed.slips[:2])
    if subjects == 1:
        open_box(hall, CONSOLE, closed.number)
        yield of("opened, unused", closed, *closed.slips[-2:])
        short = a_closed_meeting(hall, [0] * 2, slips=4, eligible=31)
        with suppress(QuorumMissed):
            open_box(hall, CONSOLE, short.number)
        yield of("too few came, unused", short, *short.slips[2:])
        yield of("too few came, spent", short, *short.slips[:2])
        tried = a_rehearsal(hall, [0] * 3, slips=5)
        close_voting(hall, CONSOLE, tried.number)
        yield of("closed rehearsal, unused", tried, *tried.slips[3:])
        yield of("closed rehearsal, spent", tried, *tried.slips[:2])
    number = create_meeting(hall, CONSOLE, a_plan(subjects=subjects))
    rehearse(hall, CONSOLE, number)
    issue = issue_slips(hall, CONSOLE, number, 2)
    rehearsal = AMeeting(hall, number, issue.slips)
    yield of("not confirmed", rehearsal, *issue.slips)
    confirm_batch(hall, CONSOLE, number, issue.batch)
    yield of(f"rehearsal, {subjects}", rehearsal, *issue.slips)
    again = create_meeting(hall, CONSOLE, a_plan(subjects=subjects))
    rehearse(hall, CONSOLE, again)
    issue = issue_slips(hall, CONSOLE, again, 2)
    confirm_batch(hall, CONSOLE, again, issue.batch)
    reset(hall, CONSOLE, again)
    yield of("of a rehearsal that is over", AMeeting(hall, again, issue.slips), *issue.slips)
