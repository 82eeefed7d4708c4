"""Numbers out of a file: exact, and none that fills the memory."""

from decimal import Decimal
from fractions import Fraction

import pytest

from ballot.domain.table import as_number


@pytest.mark.parametrize(
    "value", [Decimal("1E+999999999"), Decimal("1E-999999999"), "1e999999999", "9" * 5_000]
)
def test_a_number_of_endless_digits_is_none(value: Decimal | str) -> None:
    assert as_number(value) is None


@pytest.mark.parametrize(
    ("value", "exact"),
    [(Decimal("0.50"), Fraction(1, 2)), ("2/3", Fraction(2, 3)), ("30%", Fraction(3, 10))],
)
def test_a_number_that_a_policy_means_is_exact(value: Decimal | str, exact: Fraction) -> None:
    assert as_number(value) == exact
