"""The consent that a policy demands comes before everything else."""

from dataclasses import replace

import pytest
from makers.reviewed import CONSENT, HELD, walk
from people.reviewers import TALK, keys

from ballot.domain.access import CONSOLE
from ballot.domain.errors import NotAuthorised, Refused
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.people.bring_in_people import add_people
from ballot.usecases.assessment.rank_assessment import rank_assessment
from ballot.usecases.hall import Hall
from ballot.usecases.review.authorise_assessment import authorise_assessment
from ballot.usecases.review.pass_step import pass_step


def test_nothing_is_assessed_before_the_consent_that_the_policy_demands(hall: Hall) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan("动态考绩", "dongtai", "一季度"))
    rows = ({"姓名": "甲某", **TALK},)
    add_people(hall, CONSOLE, id, PeopleFile("people.csv", tuple(rows[0]), rows))
    for act in (
        lambda: rank_assessment(hall, CONSOLE, id),
        lambda: pass_step(hall, CONSOLE, id, "提出考核", HELD),
    ):
        with pytest.raises(NotAuthorised):
            act()
    for lacking in ("held_by", "held_on", "document"):
        with pytest.raises(Refused) as refused:
            authorise_assessment(hall, CONSOLE, id, replace(CONSENT, **{lacking: ""}))
        assert keys(refused) == [lacking]
    authorise_assessment(hall, CONSOLE, id, CONSENT)
    rank_assessment(hall, CONSOLE, id)
    view = walk(hall, id)
    assert view.consent
    assert view.consent.document == CONSENT.document
