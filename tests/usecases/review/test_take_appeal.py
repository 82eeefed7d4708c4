"""What an appeal or an objection shows of an item: the value that counts, however it came."""

import pytest

from ballot import schemes
from ballot.usecases.review import take_appeal

LIJUN = schemes.find("lijun")


@pytest.mark.parametrize(
    ("texts", "value"),
    [
        ({"月考": "88"}, "88"),
        ({"分管领导打分": "80", "站所长打分": "81"}, "80.50"),
        ({"分管领导打分": "80", "站所长打分": ""}, ""),
        ({"1月月考": "90", "2月月考": "80", "1月旷工天数": "2"}, "85.00"),
        ({}, ""),
    ],
)
def test_a_value_that_parts_or_months_make_is_shown(texts: dict[str, str], value: str) -> None:
    assert take_appeal.value_in(LIJUN, texts, "月考") == value
    assert take_appeal.value_in(LIJUN, texts | {"旷工天数": "1"}, "旷工天数") == "1"
