"""Whether a meeting of a policy is a part of an assessment."""

import pytest

from ballot import schemes
from ballot.domain.scheme import meeting_items


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("dongtai", True),  # begins with a consent
        ("yicheng", True),  # comes in rounds
        ("lijun", True),  # several meetings judge the same people
        ("jiaozhou-village", False),
        ("gongwei", False),
    ],
)
def test_a_meeting_is_a_part_where_the_policy_says_so(name: str, wanted: bool) -> None:
    assert meeting_items.wants_assessment(schemes.find(name)) is wanted
