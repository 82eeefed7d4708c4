"""A name as it is shown keeps its writing; what nobody sees goes."""

import pytest

from ballot.domain.person_name import LONGEST_NAME, cleaned, folded, too_long

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


def test_a_name_has_an_end() -> None:
    assert too_long("长" * LONGEST_NAME) is None
    assert too_long("长" * (LONGEST_NAME + 1)) is not None
