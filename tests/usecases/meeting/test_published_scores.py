"""A score that was published for objections is not changed behind the back of those who read it."""

from pathlib import Path

import pytest
from makers.reviewed import TODAY, a_movable_hall, seven, walk

from ballot.domain.access import CONSOLE
from ballot.domain.errors import Refused, ScoreInParts, ScoresPublished
from ballot.storage.database import Database
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.bring_in_scores import bring_in_scores, look_at_changes
from ballot.usecases.meeting.list_meetings import list_meetings
from ballot.usecases.review.post_notice import (
    NoticePlan,
    post_notice,
    withdraw_notice,
    write_notice,
)

PLAN = NoticePlan("按照办法规定，经研究", "中共某市委组织部", "0532-12345678", TODAY, "市委大院")


def test_until_the_notice_is_withdrawn_with_a_reason(database: Database, tmp_path: Path) -> None:
    hall, _clock = a_movable_hall(database, tmp_path)
    id = seven(hall)
    walk(hall, id)
    number = list_meetings(hall, CONSOLE)[0].number
    write_notice(hall, CONSOLE, id, PLAN)
    assert correcting(hall, number) is ScoreInParts, "a draft hangs nowhere"
    post_notice(hall, CONSOLE, id)
    with pytest.raises(ScoresPublished):
        bring_in_scores(hall, CONSOLE, number, {1: "90"}, "抄错了")
    with pytest.raises(ScoresPublished):
        look_at_changes(hall, CONSOLE, number, {1: "90"}, "抄错了")
    withdraw_notice(hall, CONSOLE, id, "得分有误")
    assert correcting(hall, number) is ScoreInParts


def correcting(hall: Hall, number: str) -> type[Exception]:
    """What is said of a correction."""
    with pytest.raises(Refused) as refused:
        bring_in_scores(hall, CONSOLE, number, {1: "90"}, "抄错了")
    return type(refused.value.faults[0].error)
