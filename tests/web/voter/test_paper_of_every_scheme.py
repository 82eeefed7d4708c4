"""The paper of every scheme that is shipped: shown, filled, looked at once more, cast."""

import pytest
from flask.testing import FlaskClient
from makers.meetings import AMeeting
from people.phone import Phone, a_meeting_by

from ballot import schemes
from ballot.usecases.hall import Hall


@pytest.mark.parametrize("scheme", schemes.available())
@pytest.mark.parametrize("subjects", [1, 3])
def test_the_last_option_of_everything_can_be_cast(
    client: FlaskClient, hall: Hall, scheme: str, subjects: int
) -> None:
    meeting = a_meeting_by(hall, scheme, subjects)
    phone = Phone(client).scan(meeting)
    last = {name: values[-1] for name, values in phone.form.radios.items()}
    hundred = {name: ("0" if name.endswith("o") else value) for name, value in last.items()}
    phone.press(hundred)
    if subjects > 1:
        assert set(phone.form.hidden) == set(last)
        phone.press(button="cast")
    assert "已计入。谢谢您" in phone.text


@pytest.fixture
def numbers(hall: Hall) -> AMeeting:
    """A meeting that asks for whole numbers 0–100 about two persons."""
    return a_meeting_by(hall, "dongtai", 2)


def test_a_number_is_two_groups_its_tens_and_its_ones(
    client: FlaskClient, numbers: AMeeting
) -> None:
    radios = Phone(client).scan(numbers).form.radios
    assert list(radios) == ["a1_1t", "a1_1o", "a2_1t", "a2_1o"]
    assert radios["a1_1t"] == [f"{ten:02}" for ten in range(11)]
    assert radios["a1_1o"] == [str(one) for one in range(10)]


def test_a_number_is_looked_at_as_it_will_count(client: FlaskClient, numbers: AMeeting) -> None:
    chosen = {"a1_1t": "08", "a1_1o": "7", "a2_1t": "10", "a2_1o": "0"}
    phone = Phone(client).scan(numbers).press(chosen)
    assert "87 分" in phone.text
    assert "100 分" in phone.text
    phone.press(button="back")
    assert phone.form.checked == chosen


def test_half_a_number_is_not_chosen_yet(client: FlaskClient, numbers: AMeeting) -> None:
    phone = Phone(client).scan(numbers).press({"a1_1t": "8", "a2_1t": "9", "a2_1o": "5"})
    assert "还有 1 项没选：第 1 项" in phone.text
    phone.press(button="cast")
    assert "已计入。谢谢您" in phone.text


def test_more_than_a_hundred_is_not_on_the_paper(client: FlaskClient, numbers: AMeeting) -> None:
    wrong = {"a1_1t": "10", "a1_1o": "1", "a2_1t": "9", "a2_1o": "5"}
    assert Phone(client).scan(numbers).press(wrong).status == 400


def test_numbers_are_carried_in_one_length(client: FlaskClient, numbers: AMeeting) -> None:
    answers = [
        Phone(client).scan(numbers).press(dict(zip(("a1_1t", "a1_1o"), chosen, strict=False)))
        for chosen in (("0", "0"), ("10", "0"), ("9", "9"), ())
    ]
    assert len({len(phone.answer.data) for phone in answers}) == 1
    assert len({sum(map(len, phone.form.hidden.values())) for phone in answers}) == 1
