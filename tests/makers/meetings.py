"""Makers of what most tests need: a hall, a plan, a meeting in some state, its slips, ballots.

Each is made by the use cases themselves, as people would make it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ballot.box.pool import Pools
from ballot.domain.access import CONSOLE
from ballot.domain.meeting import Custody, Transport
from ballot.domain.meetings.plan import MeetingPlan, SubjectPlan
from ballot.domain.paper import Ballot
from ballot.keyring.keys import Keys
from ballot.slips.tokens import Minted
from ballot.storage.database import Database
from ballot.usecases.casting.cast_ballot import cast_ballot
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.slips.confirm_batch import confirm_batch
from ballot.usecases.slips.issue_slips import issue_slips

SCHEME = "jiaozhou-village"
NAMES = ("张某", "李某", "王某", "赵某", "孙某", "周某", "吴某", "郑某", "冯某", "陈某")
VERY, GOOD, FAIR, BAD, BLANK = range(5)
"""The answers of the paper of ``SCHEME``: 很满意 满意 基本满意 不满意 弃权."""


@dataclass(slots=True)
class Clock:
    """A clock that goes on by a second whenever somebody looks."""

    now: datetime = datetime(2026, 12, 20, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        """The time, in UTC."""
        self.now += timedelta(seconds=1)
        return self.now


def a_hall(
    database: Database,
    folder: Path,
    *,
    transport: Transport = Transport.LOCAL,
    clock: Callable[[], datetime] | None = None,
    oldest_process: Callable[[], datetime | None] = lambda: None,
    is_stocked: Callable[[bytes], bool | None] = lambda run: None,
) -> Hall:
    """A hall on ``database`` with keys of its own in ``folder / "keys"``."""
    keys = Keys.load_or_make(folder / "keys", folder / "data")
    return Hall(
        database=database,
        tags=keys.tags,
        pepper=keys.pepper,
        sign=keys.sign,
        box_keys=keys.box_keys,
        marks=keys.marks,
        pools=Pools(),
        clock=clock or Clock(),
        transport=transport,
        public_url="http://127.0.0.1:8000",
        oldest_process=oldest_process,
        is_stocked=is_stocked,
    )


def a_plan(
    *,
    subjects: int = 1,
    eligible: int = 46,
    custody: Custody = Custody.SERVER,
    scores: Sequence[str | None] = (),
    title: str = "第一书记群众满意度测评 大布村",
    scheme: str = SCHEME,
    assessment: str | None = None,
) -> MeetingPlan:
    """A plan with the first ``subjects`` of ``NAMES`` and their scores, as far as given."""
    given = [*scores, *[None] * subjects]
    return MeetingPlan(
        title=title,
        scheme=scheme,
        custody=custody,
        eligible=eligible,
        subjects=tuple(
            SubjectPlan(name=NAMES[index], objective_score=given[index])
            for index in range(subjects)
        ),
        place="村委会会议室",
        assessment=assessment,
    )


@dataclass(slots=True)
class AMeeting:
    """A meeting and the secrets of its slips, in the order of minting."""

    hall: Hall
    number: str
    slips: list[Minted]
    subjects: int = 1
    spent: int = field(default=0)

    def ballot(self, *answers: int) -> Ballot:
        """A ballot with these answers, the last one for all further subjects."""
        filled = [*answers, *[answers[-1]] * self.subjects][: self.subjects]
        return Ballot(tuple(filled))

    def cast(self, *answers: int) -> Minted:
        """Cast with the next unused slip; which one it was."""
        slip = self.slips[self.spent]
        self.spent += 1
        cast_ballot(self.hall, self.number, slip.token, self.ballot(*answers))
        return slip

    def cast_all(self, answers: Iterable[int]) -> None:
        """Cast one ballot an answer, the same answer for every subject."""
        for answer in answers:
            self.cast(answer)


def a_draft(
    hall: Hall,
    *,
    slips: int = 3,
    subjects: int = 1,
    eligible: int = 46,
    assessment: str | None = None,
) -> AMeeting:
    """A meeting in draft with ``slips`` printed and confirmed."""
    plan = a_plan(subjects=subjects, eligible=eligible, assessment=assessment)
    number = create_meeting(hall, CONSOLE, plan)
    minted: list[Minted] = []
    if slips:
        issue = issue_slips(hall, CONSOLE, number, slips)
        confirm_batch(hall, CONSOLE, number, issue.batch)
        minted = issue.slips
    return AMeeting(hall, number, minted, subjects)


def an_open_meeting(
    hall: Hall,
    *,
    slips: int = 3,
    subjects: int = 1,
    eligible: int = 46,
    assessment: str | None = None,
) -> AMeeting:
    """A meeting that votes."""
    meeting = a_draft(
        hall, slips=slips, subjects=subjects, eligible=eligible, assessment=assessment
    )
    open_voting(hall, CONSOLE, meeting.number)
    return meeting


def a_closed_meeting(
    hall: Hall, answers: Iterable[int], *, slips: int = 46, subjects: int = 1, eligible: int = 46
) -> AMeeting:
    """A meeting in which these answers were cast, closed and not yet opened."""
    meeting = an_open_meeting(hall, slips=slips, subjects=subjects, eligible=eligible)
    meeting.cast_all(answers)
    close_voting(hall, CONSOLE, meeting.number)
    return meeting


THE_HALL = [VERY] * 20 + [GOOD] * 7 + [FAIR] * 3 + [BAD]
"""The 31 ballots of the example: 20 / 7 / 3 / 1."""
