"""Every number of every policy matters: change one, and an example of that policy fails."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

import pytest

from ballot import schemes
from ballot.domain import toml_file
from ballot.domain.errors import Refused
from ballot.schemes.override import values_of

COUNTS_NOTHING = "facts["
"""What is told of people and counts nothing, so that no example of a score can notice its border:
``tests/domain/scheme/test_columns.py`` does."""


def numbers(name: str) -> Iterator[tuple[str, str]]:
    """(key, changed value as TOML) for every numeric constant, one up and one down."""
    table = toml_file.read(schemes.text_of(name), name)
    for place in values_of(table):
        value = place.holder[place.name]
        if isinstance(value, bool | list | dict) or place.key.startswith(COUNTS_NOTHING):
            continue
        for changed in changes(value):
            yield place.key, changed


def changes(value: object) -> tuple[str, ...]:
    """A number a little more and a little less; a text that is no share of something: none."""
    if isinstance(value, int):
        return str(value + 1), str(value - 1)
    if isinstance(value, Decimal):
        return str(value + Decimal("0.1")), str(value - Decimal("0.1"))
    if not isinstance(value, str) or not value or value[0] not in "-0123456789":
        return ()
    if value.endswith("%"):
        return f'"{int(value[:-1]) + 1}%"', f'"{int(value[:-1]) - 1}%"'
    try:
        exact = Fraction(value)
    except ValueError:
        return ()
    return f'"{exact + Fraction(1, 100)}"', f'"{exact - Fraction(1, 100)}"'


def survives(name: str, key: str, changed: str) -> bool:
    """Whether a changed policy is read and all its examples still come out."""
    try:
        schemes.check(schemes.read(schemes.text_of(name), name, {key: changed}))
    except Refused:
        return False
    return True


@pytest.mark.parametrize("name", schemes.available())
def test_a_changed_number_makes_an_example_of_the_policy_fail(name: str) -> None:
    found = list(numbers(name))
    assert len(found) >= 4, "the sweep itself must find the numbers"
    assert [mutant for mutant in found if survives(name, *mutant)] == []
