"""An assessment ends once, after its steps and its notices."""

import pytest
from makers.reviewed import an_assessment_by, seven, walk
from people.reviewers import APPROVAL, PLAIN, STEPS, change, look, person

from ballot.domain.access import CONSOLE
from ballot.domain.errors import AssessmentConcluded, NoticesMissing, StepsOpen
from ballot.usecases.hall import Hall
from ballot.usecases.review.conclude_assessment import conclude_assessment
from ballot.usecases.review.pass_step import return_to
from ballot.usecases.review.raise_flag import raise_flag


def test_the_end_waits_for_all_steps_and_for_the_notices_of_the_policy(hall: Hall) -> None:
    id = seven(hall)
    with pytest.raises(StepsOpen) as refused:
        conclude_assessment(hall, CONSOLE, id)
    assert refused.value.names[0] == STEPS[0]
    walk(hall, id)
    conclude_assessment(hall, CONSOLE, id)
    conclude_assessment(hall, CONSOLE, id)
    assert look(hall, id).concluded
    with pytest.raises(AssessmentConcluded):
        change(hall, id, "甲某", "良好", excess="x")
    with pytest.raises(AssessmentConcluded):
        raise_flag(hall, CONSOLE, id, person(hall, id, "甲某").id, "直接不称职情形", "查实")
    return_to(hall, CONSOLE, id, APPROVAL, "市委要求复核")
    assert not look(hall, id).concluded
    wants = an_assessment_by(hall, "lijun", [PLAIN])
    walk(hall, wants)
    with pytest.raises(NoticesMissing) as missing:
        conclude_assessment(hall, CONSOLE, wants)
    assert (missing.value.wanted, missing.value.done) == (1, 0)
