"""A name as it is shown keeps its writing; what nobody sees goes."""

import pytest

from ballot.domain import person_name
from ballot.domain.errors import TooLong
from ballot.domain.person_name import cleaned, folded, too_long

SHOWN = (
    ("张 某", "张某"),
    ("张\n某", "张某"),
    ("张\u3000某", "张某"),
    ("\u202a张某\u202c\ufeff", "张某"),
    ("张\u200b某", "张某"),
    ("买买提\u2022吐尔逊", "买买提\u2022吐尔逊"),
    ("Anna  Maria", "Anna Maria"),
    ("ئۇيغۇر\u200cلار", "ئۇيغۇر\u200cلار"),
    ("葛\U000e0100", "葛\U000e0100"),
    ("\uf900", "\uf900"),
)


@pytest.mark.parametrize(("typed", "shown"), SHOWN)
def test_a_name_keeps_its_writing(typed: str, shown: str) -> None:
    assert cleaned(typed) == shown
    assert folded(cleaned(typed)) == folded(typed)


def test_a_name_has_sixty_characters_at_most() -> None:
    assert too_long("长" * 60) is None
    wrong = too_long("长" * 61)
    assert isinstance(wrong, TooLong)
    assert (wrong.length, wrong.most) == (61, 60)


def test_a_unit_has_two_hundred() -> None:
    assert too_long("长" * 200, person_name.LONGEST_UNIT) is None
    wrong = too_long("长" * 201, person_name.LONGEST_UNIT)
    assert isinstance(wrong, TooLong)
    assert (wrong.length, wrong.most) == (201, 200)
