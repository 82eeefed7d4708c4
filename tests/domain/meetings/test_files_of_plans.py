"""What a plan says, and what is no plan: broken files are refused with their place."""

import pytest

from ballot.domain import toml_file
from ballot.domain.errors import NotAFile, Refused
from ballot.domain.scheme import consequences
from ballot.domain.scheme.consequences import Notice
from ballot.domain.scoring.assessment import PeopleFile
from ballot.intake import assessment_file


def test_a_plan_keeps_what_its_file_says_and_fills_in_the_scheme() -> None:
    plan = assessment_file.read('title = "2026年度考核"\n[set]\nrounding = "ceil"\n', "a.toml")
    assert (plan.title, plan.scheme) == ("2026年度考核", "jiaozhou-village")
    assert (plan.period, plan.unit, plan.overrides) == ("", "", {"rounding": "ceil"})


def test_a_file_of_people_keeps_its_rows_in_order() -> None:
    file = PeopleFile("people.csv", ("姓名",), ({"姓名": "张某"}, {"姓名": "李某"}))
    assert [row["姓名"] for row in file.rows] == ["张某", "李某"]


def test_a_broken_file_is_refused_with_its_row() -> None:
    with pytest.raises(Refused) as refused:
        toml_file.read("a = 1\nb = = 2\n", "a.toml")
    (fault,) = refused.value.faults
    assert (fault.file, fault.row, type(fault.error)) == ("a.toml", 2, NotAFile)


@pytest.mark.parametrize("text", ["a = " + "[" * 100_000, "a = " + "9" * 5_000])
def test_what_nobody_can_have_meant_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        toml_file.read(text, "a.toml")
    assert isinstance(refused.value.faults[0].error, NotAFile)


@pytest.mark.parametrize(("notice", "days"), [(None, 7), (Notice(days=5), 5)])
def test_objections_run_as_long_as_the_notice_or_a_week(notice: Notice | None, days: int) -> None:
    assert consequences.objection_days(notice) == days
