"""The people of the example: their rows as the office sends them, and how their villages vote."""

import csv
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources

from ballot.domain.meeting import Custody
from ballot.domain.meetings.plan import MeetingPlan, SubjectPlan
from ballot.domain.scoring.assessment import PeopleFile

SCHEME = "jiaozhou-village"
MARK = "演示"
"""Every title of the example begins with it."""

GROUPS = ("单位类别", "派驻方式", "职务层次")
OPTIONS = ("很满意", "满意", "基本满意", "不满意", "弃权")
"""The columns of the ballots that come back; the place of each is its answer."""
ELIGIBLE, LIFE = "应参加", "测评会"
OF_THE_VOTE = (ELIGIBLE, *OPTIONS, LIFE)
"""Columns that are no column of a file of people."""


class Life(StrEnum):
    """How far the meeting of a person has come."""

    OPENED = "opened"
    """Its box was opened with the server's key"""
    FORMAL = "formal"
    """Its key was with three 监票人; it had paper ballots and a kiosk, and two keys opened it"""
    NO_QUORUM = "no_quorum"
    CLOSED = "closed"
    FROZEN = "frozen"
    REHEARSAL = "rehearsal"
    DRAFT = "draft"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Secretary:
    """A 第一书记: his row of the file of people, 应参加 of his village, the ballots by answer."""

    row: dict[str, str]
    eligible: int
    votes: tuple[int, ...]
    life: Life

    @property
    def name(self) -> str:
        """姓名."""
        return self.row["姓名"]

    @property
    def village(self) -> str:
        """村(社区)."""
        return self.row["村(社区)"]

    @property
    def answers(self) -> list[int]:
        """The answer of each ballot that comes back, sorted."""
        return [answer for answer, count in enumerate(self.votes) for _each in range(count)]

    def plan(self, assessment: str, year: str) -> MeetingPlan:
        """His meeting. Five 第一书记 of five villages are five meetings."""
        return MeetingPlan(
            title=f"{MARK} {year}年度第一书记群众满意度测评 {self.village}",
            scheme=SCHEME,
            custody=Custody.SCRUTINEERS if self.life is Life.FORMAL else Custody.SERVER,
            place=f"{self.village}党群服务中心",
            eligible=self.eligible,
            eligible_parts=_parts(self.eligible),
            subjects=(self._subject(),),
            assessment=assessment,
        )

    def _subject(self) -> SubjectPlan:
        groups = {name: self.row[name] for name in GROUPS}
        return SubjectPlan(self.name, self.row["单位"], self.village, groups=groups)


def this_year() -> list[Secretary]:
    """Twenty-four people of ten townships; the last meetings are under way."""
    return _read("this_year.csv")


def last_year() -> list[Secretary]:
    """Five of them a year earlier, every one measured."""
    return _read("last_year.csv")


def people_file(people: list[Secretary], name: str) -> PeopleFile:
    """All of them as one file, scores included."""
    rows = tuple(each.row for each in people)
    return PeopleFile(name, tuple(rows[0]), rows)


def _read(name: str) -> list[Secretary]:
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return [_secretary(row) for row in csv.DictReader(text.splitlines())]


def _secretary(row: dict[str, str]) -> Secretary:
    return Secretary(
        row={name: text for name, text in row.items() if name not in OF_THE_VOTE},
        eligible=int(row[ELIGIBLE]),
        votes=tuple(int(row[name]) for name in OPTIONS),
        life=Life(row[LIFE]),
    )


def _parts(eligible: int) -> tuple[tuple[str, int], ...]:
    """应参加 of a village by category; who stands in several counts in the first."""
    committee, retired, applicants = 5, 2, 1
    delegates = eligible * 3 // 10
    members = eligible - committee - retired - applicants - delegates
    return (
        ("村“两委”成员", committee),
        ("党员", members),
        ("村民代表", delegates),
        ("离退职老干部", retired),
        ("入党积极分子", applicants),
    )
