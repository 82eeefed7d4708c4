"""What an organizer writes of an assessment: every fault with its key, and no fault without."""

import pytest

from ballot.domain.errors import Missing
from ballot.domain.scoring import people_rows
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile, check

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


def test_rows_that_are_left_out_leave_the_others_their_numbers() -> None:
    rows = tuple({"姓名": name, "单位": "某局"} for name in "甲乙丙")
    rest = PeopleFile("people.csv", ("姓名", "单位"), rows, first_row=4).without((5,))
    read = people_rows.numbered(rest.rows, rest.first_row)
    assert [(number, row["姓名"]) for number, row in read] == [(4, "甲"), (6, "丙")]
