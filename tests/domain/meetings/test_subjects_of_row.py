"""Several people who are judged at one meeting stand in one row, and none is another one."""

import pytest

from ballot.domain.errors import PartsDiffer
from ballot.domain.meetings.subjects_of_row import read


def test_one_name_is_one_person_whatever_stands_in_his_unit() -> None:
    assert read(" 张某 ", " 党政办、财政所 ", "东村") == ([("张某", "党政办、财政所", "东村")], [])
    assert read("张某、", "某局", "") == ([("张某、", "某局", "")], [])
    assert read("", "", "") == ([("", "", "")], [])


@pytest.mark.parametrize(
    "names", ["张某、李某", "张某;李某", "张某\uff1b李某", "张某\n李某", " 张某 、 李某 、"]
)
def test_names_are_divided_as_people_write_them(names: str) -> None:
    assert read(names, "某局", "") == ([("张某", "某局", ""), ("李某", "某局", "")], [])


def test_unit_and_village_stand_once_for_all_or_one_for_each() -> None:
    found, faults = read("张某、张某、李某", "甲局、乙局、丙局", "东村")
    assert found == [("张某", "甲局", "东村"), ("张某", "乙局", "东村"), ("李某", "丙局", "东村")]
    assert faults == []
    found, _ = read("张某、李某", "、乙局", "东村、")
    assert found == [("张某", "", "东村"), ("李某", "乙局", "")]


def test_too_few_or_too_many_are_told_at_their_column_and_nobody_is_named() -> None:
    found, (unit, village) = read("张某、李某、王某", "甲局、乙局", "东村、西村、南村、北村")
    assert found == []
    assert (unit.column, village.column) == ("单位", "村(社区)")
    assert isinstance(unit.error, PartsDiffer)
    assert isinstance(village.error, PartsDiffer)
    assert (unit.error.column, unit.error.wanted, unit.error.parts) == ("姓名", 3, 2)
    assert village.error.parts == 4
