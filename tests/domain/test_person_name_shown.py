"""A name as it is shown keeps its writing; what nobody sees goes."""

import pytest

from ballot.domain import person_name
from ballot.domain.errors import NotAName, TooLong
from ballot.domain.person_name import cleaned, folded, too_long, wrong

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


@pytest.mark.parametrize("name", ["46000", "13800000000", "2026.5", "-", "/", "1/2", "2026-11-29"])
def test_digits_and_signs_are_nobodys_name(name: str) -> None:
    found = wrong(name)
    assert isinstance(found, NotAName)
    assert found.value == name


@pytest.mark.parametrize(
    "name", ["张三", "王2", "Ann", "1", "0012", "+1+1", "\ue000", "😀", "〇", "1\u53f7"]
)
def test_whatever_else_a_name_is_it_stays_one(name: str) -> None:
    assert wrong(name) is None


def test_a_name_that_is_too_long_is_wrong() -> None:
    assert isinstance(wrong("长" * 61), TooLong)
