"""A hall with a meeting in every state and assessments from the first step to the last."""

import re
from contextlib import suppress
from pathlib import Path

import pytest
from makers.life import rosters
from makers.life.rehearsals import a_rehearsal, a_tried_meeting
from makers.meetings import THE_HALL, VERY, a_closed_meeting, a_draft, a_plan, an_open_meeting
from makers.reviewed import TODAY, a_movable_hall, seven, walk
from people.ceremony import PIN, a_meeting_with_keys, an_open_meeting_of_scrutineers

from ballot.domain.access import CONSOLE
from ballot.domain.errors import ConsentNeeded, QuorumMissed
from ballot.domain.scoring.assessment import AssessmentPlan
from ballot.storage.database import Database
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.consents import answer_consent
from ballot.usecases.hall import Hall
from ballot.usecases.ledger.complain import complain
from ballot.usecases.meeting.cancel import cancel
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.freeze import freeze
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.meeting.rehearse import rehearse
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.review.post_notice import NoticePlan, write_notice
from ballot.usecases.roster import doors
from ballot.usecases.roster.check_in import check_in
from ballot.usecases.slips.issue_slips import issue_slips


def a_hall_in_every_state(database: Database, folder: Path) -> Hall:
    """The hall, made anew."""
    made, _clock = a_movable_hall(database, folder)
    _meetings(made)
    _with_rosters(made)
    _of_scrutineers(made)
    create_assessment(made, CONSOLE, AssessmentPlan("还没有人", "jiaozhou-village", "2026"))
    create_assessment(made, CONSOLE, AssessmentPlan("还没有批准", "dongtai", "2026"))
    id = seven(made)
    walk(made, id, 4)
    write_notice(made, CONSOLE, id, NoticePlan("经研究", "组织部", "0532-12345678", TODAY))
    return made


def _meetings(hall: Hall) -> None:
    create_meeting(hall, CONSOLE, a_plan(title="还没有票", subjects=2))
    issue_slips(hall, CONSOLE, create_meeting(hall, CONSOLE, a_plan(title="票待确认")), 2)
    a_draft(hall)
    rehearse(hall, CONSOLE, a_draft(hall).number)
    close_voting(hall, CONSOLE, a_rehearsal(hall, [VERY] * 3).number)
    for answers in ([VERY] * 3, [VERY]):
        a_tried_meeting(hall, answers)
    freeze(hall, CONSOLE, a_draft(hall).number)
    complain(hall, CONSOLE, an_open_meeting(hall).number, "有人说票已投过")
    a_closed_meeting(hall, THE_HALL)
    open_box(hall, CONSOLE, a_closed_meeting(hall, THE_HALL).number)
    with suppress(QuorumMissed):
        open_box(hall, CONSOLE, a_closed_meeting(hall, [VERY]).number)
    cancel(hall, CONSOLE, a_draft(hall).number, "下雨")


def _with_rosters(hall: Hall) -> None:
    """One in draft with a tablet at its door, one that votes and to which too few have come."""
    draft = a_draft(hall, slips=0, eligible=3).number
    rosters.a_roster(hall, draft, rosters.people(3))
    doors.offer(hall, CONSOLE, draft)
    voting = a_draft(hall, slips=40).number
    rosters.a_roster(hall, voting, rosters.people(40))
    for place in (0, 1):
        check_in(hall, CONSOLE, voting, place)
    open_voting(hall, CONSOLE, voting)


def _of_scrutineers(hall: Hall) -> None:
    """One that a 监票人 agreed to freeze, one that is closed."""
    asked = a_meeting_with_keys(hall)
    with pytest.raises(ConsentNeeded):
        freeze(hall, CONSOLE, asked.number)
    (row,) = answer_consent.waiting(hall, CONSOLE, asked.number)
    answer_consent.answer(hall, asked.phones[0].actor, asked.number, row.id, PIN, agrees=True)
    close_voting(hall, CONSOLE, an_open_meeting_of_scrutineers(hall).number)


def one_a_shape(path: str) -> str:
    """A path of which one page is enough: the people of an assessment, its rankings, are alike."""
    parts = path.split("/", 3)
    if len(parts) < 3 or parts[1] != "assessments" or not parts[2].isdecimal():
        return path
    return "/".join([*parts[:3], *(re.sub(r"\d+|group=.*", "#", at) for at in parts[3:])])
