"""Where phones seal: what fails is 无效 and in no sum, whatever it says; the others open."""

from box.sealing_phones import SealingPhones, of_another_class, stuffed
from makers.meetings import BAD, GOOD, VERY
from makers.meetings_of_scrutineers import (
    Scrutinised,
    an_open_meeting_of_scrutineers,
    close_and_settle,
)

from ballot.bundle import verify
from ballot.domain.access import CONSOLE
from ballot.domain.meeting import Sealing
from ballot.domain.meetings.result import MeetingResult, Way
from ballot.usecases.hall import Hall
from ballot.usecases.opening.open_box import answer
from ballot.usecases.opening.send_partials import send_partials
from ballot.usecases.result.export_bundle import export_bundle


def a_meeting(hall: Hall, slips: int = 8, subjects: int = 1) -> SealingPhones:
    made = an_open_meeting_of_scrutineers(
        hall, slips=slips, eligible=slips, subjects=subjects, sealing=Sealing.PHONE
    )
    return SealingPhones(hall, made)


def opened(hall: Hall, made: Scrutinised) -> MeetingResult:
    for place in (1, 3):
        send_partials(hall, made.holder(place), made.number, made.made(hall, place), Way.PAGE)
    return answer(hall, made.number)


def test_what_fails_is_invalid_and_in_no_sum(hall: Hall) -> None:
    phones = a_meeting(hall)
    for choice in (VERY, VERY, GOOD, BAD):
        phones.cast(choice)
    phones.cast(VERY, stuffed(3, 0, 0, -3, 1))
    phones.cast(VERY, stuffed(1, 1, 0, 0, 0))
    phones.cast(VERY, of_another_class)
    close_and_settle(hall, phones.made)
    result = opened(hall, phones.made)
    (subject,) = result.subjects
    assert subject.opened is not None
    assert dict(subject.opened.counts) == {"很满意": 2, "满意": 1, "基本满意": 0, "不满意": 1}
    assert (subject.opened.invalid, subject.opened.denominator) == (3, 7)
    assert (result.facts.returned.total, result.facts.excluded.proof) == (7, 3)
    found = verify.verify(export_bundle(hall, CONSOLE, phones.made.number))
    assert found.result == result
