"""A hall is played: a fresh meeting, its voters one after another, the close, the keys, the count.

The organizer's acts are use cases; the voters come by the pages. Slips, badges and shares live in
the memory of the play alone.
"""

import random
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from ballot.demo import county, formal, hall_staff, village, voter
from ballot.demo.county import Life, Secretary
from ballot.demo.hall_staff import Phone
from ballot.demo.play_state import Scene, Stage
from ballot.demo.voter import House
from ballot.domain.access import CONSOLE
from ballot.domain.errors import BallotError
from ballot.domain.ledger.ledger_told import Figure
from ballot.domain.scoring.assessment import AssessmentPlan
from ballot.slips import address
from ballot.slips.tokens import Minted
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.list_assessments import list_assessments
from ballot.usecases.assessment.people import bring_in_people
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.hall import Hall
from ballot.usecases.ledger import settling
from ballot.usecases.ledger.count_hall import count_hall
from ballot.usecases.meeting.cancel import cancel
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.opening.open_box import open_box

VOTERS = 46
ANSWERS = (1, 2, 3, 4, voter.BLANK)
WEIGHTS = (20, 14, 7, 3, 2)
"""How likely each of these answers is."""

TITLE = "演示 现场放映的测评会"
FILE = "演示 放映.csv"
YEAR = "2026"
BREATH = 0.02
"""After an act of the organizer comes a pause, in parts of the time of the vote."""

STOPPED = "演示停止"

Wait = Callable[[float], None]
"""Waits so many seconds; raises ``Stopped``."""


class Play:
    """One play, ``scene`` being how far it is. ``tell`` is called whenever that changes."""

    def __init__(
        self, hall: Hall, house: House, scene: Scene, tell: Callable[[Scene], None]
    ) -> None:
        self.hall, self.house, self.scene, self.tell = hall, house, scene, tell
        self.slips: list[Minted] = []
        self.phones: list[Phone] = []

    def run(self, seconds: float, wait: Wait) -> None:
        """Play it to its end, the vote in about so many seconds.

        Raises Stopped, BallotError, and OSError where the pages do not answer.
        """
        acts: dict[Stage, Callable[[], None]] = {
            Stage.PRINTING: self._print,
            Stage.KEYS: self._make_key,
            Stage.OPENING: self._open,
            Stage.VOTING: lambda: self._vote(seconds, wait),
            Stage.CLOSING: self._close,
            Stage.FIRST_KEY: lambda: self._use_key(0),
            Stage.SECOND_KEY: lambda: self._use_key(1),
            Stage.COUNTED: self._count,
        }
        for stage in self.scene.stages:
            self._show(stage=stage)
            acts[stage]()
            wait(seconds * BREATH)

    def call_off(self) -> None:
        """End the meeting of a play that does not go on: nobody votes, nothing is opened."""
        end = partial(cancel, self.hall, CONSOLE, self.scene.number, STOPPED)
        with suppress(BallotError):
            if self.phones:
                self.phones[0].agree(end)
            else:
                end()

    def _show(self, **changed: Any) -> None:
        self.scene = replace(self.scene, **changed)
        self.tell(self.scene)

    def _print(self) -> None:
        """The next person of the county, his meeting, and a slip for everybody."""
        who = county.this_year()[len(self.scene.earlier)]
        who = replace(who, eligible=VOTERS, life=Life.OPEN)
        title = f"{county.MARK} 放映第{1 + len(self.scene.earlier)}场 群众满意度测评 {who.village}"
        plan = who.plan(_assessment(self.hall, who), YEAR)
        plan = replace(plan, title=title, custody=self.scene.custody)
        number = create_meeting(self.hall, CONSOLE, plan)
        self._show(number=number, voters=VOTERS)
        self.slips = village.issue(self.hall, number, VOTERS)

    def _make_key(self) -> None:
        self.phones = hall_staff.come(self.hall, self.scene.number)
        hall_staff.make_key(self.phones)

    def _open(self) -> None:
        if self.phones:
            formal.begin(self.hall, self.scene.number, self.phones)
        else:
            open_voting(self.hall, CONSOLE, self.scene.number)

    def _vote(self, seconds: float, wait: Wait) -> None:
        """One after another, evenly; who is told 已计入 is counted here too."""
        began = time.monotonic()
        for place, slip in enumerate(self.slips, start=1):
            path = urlsplit(address.url("", self.scene.number, slip.token)).path
            (answer,) = random.SystemRandom().choices(ANSWERS, WEIGHTS)
            if not voter.vote(self.house, path, answer):
                raise OSError
            self._show(cast=place)
            wait(began + seconds * place / VOTERS - time.monotonic())

    def _close(self) -> None:
        number = self.scene.number
        close_voting(self.hall, CONSOLE, number)
        count_hall(self.hall, CONSOLE, number, {Figure.HANDED_OUT: VOTERS})
        settling.settle_slips(self.hall, CONSOLE, number)

    def _use_key(self, place: int) -> None:
        self.phones[place].use_key()

    def _count(self) -> None:
        """With the server's key here; two keys of 监票人 have opened it already."""
        open_box(self.hall, CONSOLE, self.scene.number)


def _assessment(hall: Hall, who: Secretary) -> str:
    """The title of the assessment of all plays; ``who`` and the parts of his sheet are in it."""
    known = {each.title: each.id for each in list_assessments(hall, CONSOLE)}
    plan = AssessmentPlan(TITLE, county.SCHEME, YEAR)
    id = known.get(TITLE) or create_assessment(hall, CONSOLE, plan)
    there = see_assessment(hall, CONSOLE, id).people
    if who.name not in {each.name for each in there}:
        file = county.people_file([who], FILE)
        bring_in_people.add_people(hall, CONSOLE, id, file)
    return TITLE
