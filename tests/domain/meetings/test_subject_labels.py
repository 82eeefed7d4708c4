"""Two of one name on a paper are told apart, and nobody else wears more than the name."""

import pytest

from ballot.domain.meetings.frozen import FrozenSubject
from ballot.domain.meetings.subject_labels import labels

Person = tuple[str, str, str]


A, B, AT_A, AT_B = ("王伟", "甲", "东村"), ("王伟", "乙", "东村"), "王伟（甲）", "王伟（乙）"
WEST, OTHER = ("王伟", "甲", "西村"), ("李强", "甲", "东村")


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ([A], ["王伟"]),
        ([A, OTHER], ["王伟", "李强"]),
        ([A, WEST], ["王伟（东村）", "王伟（西村）"]),
        ([A, B], [AT_A, AT_B]),
        ([("王伟", "甲", ""), ("王 伟", "乙", "西村")], [AT_A, "王 伟（乙）"]),
        ([A, OTHER, B, WEST], ["王伟（甲 东村）", "李强", "王伟（乙 东村）", "王伟（甲 西村）"]),
        ([("王伟", "", ""), ("王伟", "", "西村")], ["王伟", "王伟（西村）"]),
        ([("王伟", "", "东 村"), B], ["王伟（东 村）", "王伟（乙 东村）"]),
    ],
)
def test_a_name_that_another_has_too_wears_village_or_unit(
    people: list[Person], expected: list[str]
) -> None:
    assert labels([FrozenSubject(*each) for each in people]) == tuple(expected)
