"""What an organizer writes of an assessment: every fault with its key, and no fault without."""

import pytest

from ballot.domain.errors import Missing
from ballot.domain.scoring.assessment import AssessmentPlan, check

ENDLESS = "长" * 1000


def test_a_title_is_enough() -> None:
    assert check(AssessmentPlan("2026年度考核", "jiaozhou-village")) == []
    assert check(AssessmentPlan("考核", "lijun", period="2026年", unit="某镇")) == []


def test_without_a_title_nobody_knows_what_it_is() -> None:
    (fault,) = check(AssessmentPlan("", "lijun"))
    assert (fault.key, type(fault.error)) == ("title", Missing)


@pytest.mark.parametrize(
    ("key", "plan"),
    [
        ("title", AssessmentPlan(ENDLESS, "lijun")),
        ("period", AssessmentPlan("考核", "lijun", period=ENDLESS)),
        ("unit", AssessmentPlan("考核", "lijun", unit=ENDLESS)),
    ],
)
def test_a_text_without_end_is_told_by_its_key(key: str, plan: AssessmentPlan) -> None:
    assert [fault.key for fault in check(plan)] == [key]


def test_every_line_that_is_wrong_is_named_at_once() -> None:
    wrong = AssessmentPlan(" ", "lijun", period="长" * 201, unit="县\n局")
    assert [fault.key for fault in check(wrong)] == ["title", "period", "unit"]
