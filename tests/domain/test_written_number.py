"""A number is one however it was typed; whatever is no number stays as it is written."""

from decimal import Decimal

import pytest

from ballot.domain.written_number import in_digits, narrow, typed, whole

TYPED = (
    ("\uff11\uff12", "12"),
    ("\uff19\uff17\uff0e\uff15", "97.5"),
    ("\uff0d3", "-3"),
    ("\u22123", "-3"),
    ("\u20133.5", "-3.5"),
    ("\uff0b3", "+3"),
    ("80\u200b", "80"),
    ("\u3000\uff18", "8"),
    ("\uff12\uff10\uff05", "20%"),
    ("59.33333333333334", "59.3333333333333"),
    ("\uff0d59.33333333333334", "-59.3333333333333"),
    ("97.5", "97.5"),
)
LEFT = (
    "",
    "甲某",
    "\u2461",  # a circled 2 is a mark, not a number
    "10\u00b2",
    "\uff21区",  # a name stays as it is written
    "李某\uff08村\uff09",
    "\uf900",  # a rare form of a character in somebody's name
    "1\u22122",  # no minus sign: it stands between
    "\u2212",
    "007",
    "110101199001011234",  # no point: a number of a card
    "1234567890123.25",  # sixteen characters are none too many
    "1234567890123.256",  # thirteen digits in front: no figure of points
)


@pytest.mark.parametrize(("given", "read"), TYPED)
def test_a_number_is_read_in_plain_digits(given: str, read: str) -> None:
    assert narrow(given) == read


@pytest.mark.parametrize("given", LEFT)
def test_what_is_no_number_stays_as_it_is_written(given: str) -> None:
    assert narrow(given) == given


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (112.0, "112"),
        (97.5, "97.5"),
        (100.0, "100"),
        (0.1 + 0.2, "0.3"),
        (178 / 3, "59.3333333333333"),
        (Decimal("123456789.0123456789"), "123456789.012346"),
        (1e21, "1000000000000000000000"),
        (1e-7, "0.0000001"),
        (-0.0, "0"),
        (-0.5, "-0.5"),
    ],
)
def test_a_number_has_fifteen_digits_and_no_exponent(value: Decimal | float, text: str) -> None:
    assert in_digits(value) == text


def test_a_field_of_a_form_may_have_spaces_around_it() -> None:
    assert typed(" \uff11\uff12 ") == "12"
    assert typed(" 12 ") == "12"


def test_a_whole_number_is_a_few_plain_digits_and_nothing_else() -> None:
    assert [whole(text) for text in ("0", "007", "999999999")] == [0, 7, 999_999_999]
    for text in (
        "",
        "-1",
        "+1",
        "1.0",
        " 1",
        "1_0",
        "\u0661",
        "\u00b2",
        "\uff11",
        "1" * 10,
        "9" * 5000,
    ):
        assert whole(text) is None
    assert (whole("9999", 4), whole("99999", 4)) == (9999, None)
