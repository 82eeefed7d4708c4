"""Long numbers in groups of four, as slips, signed paper and pages show them."""

import pytest

from ballot.domain.groups_of_four import groups, in_fours


@pytest.mark.parametrize(
    ("digits", "grouped"),
    [
        ("", []),
        ("7", ["7"]),
        ("1234", ["1234"]),
        ("12345", ["1234", "5"]),
        ("123456789012", ["1234", "5678", "9012"]),
    ],
)
def test_what_is_left_over_stands_at_the_end(digits: str, grouped: list[str]) -> None:
    assert groups(digits) == grouped
    assert in_fours(digits) == " ".join(grouped)
