"""A quarter is not a year: what title and period name, and what was chosen, agree."""

import pytest

from ballot.domain.errors import Fault, PeriodDisagrees, Refused
from ballot.domain.scheme.consequences import Period
from ballot.domain.scoring import period_kind
from ballot.domain.scoring.assessment import AssessmentPlan

MONTH, QUARTER, HALF = Period.MONTH, Period.QUARTER, Period.HALF_YEAR
YEAR, ROUND = Period.YEAR, Period.ROUND


@pytest.mark.parametrize(
    ("text", "title", "period"),
    [
        ("2026年第三季度", QUARTER, QUARTER),
        ("2026年度第三季度", QUARTER, QUARTER),
        ("2026三季", QUARTER, QUARTER),
        ("2026 Q3", QUARTER, QUARTER),
        ("2026q1", QUARTER, QUARTER),
        ("2026年上半年", HALF, HALF),
        ("九月月考", MONTH, MONTH),
        ("月度考核", MONTH, MONTH),
        ("2026年9月", None, MONTH),
        ("2026年十二月", None, MONTH),
        ("2026年1月至12月", None, None),
        ("2026年度", None, YEAR),
        ("全年", None, YEAR),
        ("2026年", None, YEAR),
        (" 2026 ", None, YEAR),
        ("２０２６年", None, YEAR),
        ("2026年某镇", None, None),
        ("第十二轮", ROUND, ROUND),
        ("任中测评", ROUND, ROUND),
        ("任前", ROUND, ROUND),
        ("任后", ROUND, ROUND),
        ("民主测评", None, None),
        ("", None, None),
    ],
)
def test_what_a_title_and_a_period_name(
    text: str, title: Period | None, period: Period | None
) -> None:
    assert period_kind.of_title(text) is title
    assert period_kind.of_period(text) is period


@pytest.mark.parametrize("text", ["责任前移", "四季花城社区", "Q5", "AQ1B"])
def test_words_that_only_look_like_one_name_none(text: str) -> None:
    assert period_kind.of_title(text) is None


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (AssessmentPlan("考核", "lijun"), YEAR),
        (AssessmentPlan("考核", "lijun", "2026年第三季度"), QUARTER),
        (AssessmentPlan("三季度考核", "lijun"), QUARTER),
        (AssessmentPlan("2026年度考核", "lijun", "第三季度"), QUARTER),
        (AssessmentPlan("考核", "lijun", kind=HALF), HALF),
        (AssessmentPlan("考核", "lijun", "2026年上半年", kind=HALF), HALF),
        (AssessmentPlan("考核", "lijun", overrides={period_kind.KEY: "year"}), YEAR),
    ],
)
def test_the_kind_is_chosen_or_written_or_that_of_the_scheme(
    given: AssessmentPlan, expected: Period
) -> None:
    assert period_kind.settled(given, YEAR) is expected


def refused(given: AssessmentPlan) -> list[tuple[str | None, str, str]]:
    with pytest.raises(Refused) as caught:
        period_kind.settled(given, YEAR)
    return [said(fault) for fault in caught.value.faults]


def said(fault: Fault) -> tuple[str | None, str, str]:
    assert isinstance(fault.error, PeriodDisagrees)
    return fault.key, fault.error.kind_said, fault.error.kind_chosen


def test_title_and_period_that_name_another_kind_are_refused_where_they_do() -> None:
    quarter = AssessmentPlan("三季度考核", "lijun", "2026年第三季度", kind=YEAR)
    assert refused(quarter) == [("title", "quarter", "year"), ("period", "quarter", "year")]
    assert refused(AssessmentPlan("三季度考核", "lijun", "2026年度")) == [
        ("title", "quarter", "year")
    ]
    assert refused(AssessmentPlan("考核", "lijun", "2026年度", kind=HALF)) == [
        ("period", "year", "half_year")
    ]


def test_what_was_set_of_the_scheme_was_chosen() -> None:
    given = AssessmentPlan("考核", "lijun", "第三季度", overrides={period_kind.KEY: "year"})
    assert refused(given) == [("period", "quarter", "year")]


@pytest.mark.parametrize(
    ("title", "period", "found"),
    [
        ("第一书记任中评估", "", "任中"),
        ("第一书记评估", "2026年任前", "任前"),
        ("任前评估", "2026年任后", "任后"),
        ("第一书记评估", "2026年", ""),
        ("任前、任中评估", "", ""),
        ("任前评估", "任中和任后", ""),
    ],
)
def test_which_round_it_is_is_said_by_the_period_before_the_title(
    title: str, period: str, found: str
) -> None:
    assert period_kind.round_of(title, period, ("任前", "任中", "任后")) == found


ROUNDS = ("任前", "任中", "任后")


def of_round(round: str = "", *, title: str = "评估", period: str = "", **more: str) -> str:
    given = AssessmentPlan(title, "yicheng", period, round=round, overrides=more)
    return period_kind.settled_round(given, Period.ROUND, ROUNDS)


def test_a_round_is_chosen_or_written() -> None:
    assert of_round("任中") == of_round("任中", period="2026年任中") == "任中"
    assert of_round(title="任前评估") == "任前"
    assert of_round(**{period_kind.ROUND: "任后"}) == "任后"
    plan = AssessmentPlan("任前评估", "yicheng")
    assert period_kind.settled_round(plan, YEAR, ROUNDS) == "", "a year is no round"


def fault_of(plan: AssessmentPlan, kind: Period = Period.ROUND) -> Fault:
    with pytest.raises(Refused) as caught:
        period_kind.settled_round(plan, kind, ROUNDS)
    (fault,) = caught.value.faults
    return fault


def test_a_round_that_is_not_said_or_that_disagrees_is_refused() -> None:
    silent = fault_of(AssessmentPlan("评估", "yicheng"))
    assert (silent.key, silent.error.rounds) == ("round", ROUNDS)
    other = fault_of(AssessmentPlan("任前评估", "yicheng", "任后", round="任中"))
    assert (other.key, other.error.value, other.error.allowed) == ("period", "任后", ("任中",))
    titled = fault_of(AssessmentPlan("任前评估", "yicheng", round="任中"))
    assert (titled.key, titled.error.value) == ("title", "任前")
    strange = fault_of(AssessmentPlan("评估", "yicheng", round="任末"))
    assert (strange.key, strange.error.allowed) == ("round", ROUNDS)
    none = fault_of(AssessmentPlan("评估", "yicheng", round="任前"), YEAR)
    assert (none.key, none.error.allowed) == ("round", ())
