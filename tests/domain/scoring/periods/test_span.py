"""Which months an assessment covers, as its period or its title say it."""

import pytest

from ballot.domain.scheme.consequences import Period
from ballot.domain.scoring.periods import span
from ballot.domain.scoring.periods.span import Span

MONTH, QUARTER, HALF, YEAR = Period.MONTH, Period.QUARTER, Period.HALF_YEAR, Period.YEAR


@pytest.mark.parametrize(
    ("kind", "title", "period", "expected"),
    [
        (MONTH, "月考", "2026年7月", (2026, 6)),
        (MONTH, "七月月考", "2026年", (2026, 6)),
        (MONTH, "2026年十二月月考", "", (2026, 11)),
        (MONTH, "2026年十月月考", "", (2026, 9)),
        (MONTH, "月考", "２０２６年１１月", (2026, 10)),
        (MONTH, "月考", "2026年01月", (2026, 0)),
        (MONTH, "1月月考", "2026年2月", (2026, 1)),
        (MONTH, "月考", "2026年13月", None),
        (MONTH, "月考", "2026年1月、2月", None),
        (MONTH, "7月月考", "", None),
        (MONTH, "7月月考", "2026至2027年", None),
        (MONTH, "7月月考", "12026年", None),
        (QUARTER, "季度考核", "2026年第三季度", (2026, 2)),
        (QUARTER, "2026一季度考核", "", (2026, 0)),
        (QUARTER, "考核", "2026Q4", (2026, 3)),
        (QUARTER, "考核", "2026年4季度", (2026, 3)),
        (QUARTER, "考核", "2026年", None),
        (HALF, "考核", "2026年上半年", (2026, 0)),
        (HALF, "下半年考核", "2026年", (2026, 1)),
        (HALF, "半年考核", "2026年", None),
        (YEAR, "年度考核", "2026年度", (2026, 0)),
        (YEAR, "年度考核", "", None),
        (Period.ROUND, "任前评估", "2026年", None),
    ],
)
def test_the_words_say_which(
    kind: Period, title: str, period: str, expected: tuple[int, int] | None
) -> None:
    wanted = None if expected is None else Span(expected[0], kind, expected[1])
    assert span.of(kind, title, period) == wanted


def test_months_lie_in_their_quarter_and_quarters_in_their_year() -> None:
    third = Span(2026, QUARTER, 2)
    assert list(third.months) == [6, 7, 8]
    lies = [Span(2026, MONTH, place).lies_in(third) for place in range(5, 10)]
    assert lies == [False, True, True, True, False]
    assert not Span(2025, MONTH, 6).lies_in(third)
    assert not third.lies_in(third)
    assert third.lies_in(Span(2026, HALF, 1))
    assert not third.lies_in(Span(2026, HALF, 0))
    assert not Span(2026, YEAR, 0).lies_in(third)


def test_a_period_is_made_of_shorter_ones_alone() -> None:
    assert list(Span(2026, QUARTER, 2).places_of(MONTH)) == [6, 7, 8]
    assert list(Span(2026, HALF, 1).places_of(QUARTER)) == [2, 3]
    assert list(Span(2026, QUARTER, 2).places_of(QUARTER)) == [2]
    assert list(Span(2026, MONTH, 8).places_of(QUARTER)) == []
