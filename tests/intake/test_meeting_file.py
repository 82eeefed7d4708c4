"""A meeting file → a plan, or every fault by its key."""

import pytest
from makers import meeting_files

from ballot.domain.errors import (
    Missing,
    NotAFile,
    NotOneOf,
    OutOfRange,
    Refused,
    UnknownKey,
    WrongType,
)
from ballot.domain.meeting import Custody
from ballot.intake import meeting_file

GOOD = f"""{meeting_files.TWO}unit = "市局"
village = "大布村"
"""


def faults(text: str) -> list[tuple[str | None, type]]:
    """(key, class) of everything wrong."""
    with pytest.raises(Refused) as refused:
        meeting_file.read(text, "meeting.toml")
    assert {fault.file for fault in refused.value.faults} == {"meeting.toml"}
    return [(fault.key, type(fault.error)) for fault in refused.value.faults]


def test_the_file_of_the_interface_page() -> None:
    plan = meeting_file.read(GOOD, "meeting.toml")
    assert (plan.eligible, plan.custody, plan.place) == (46, Custody.SERVER, "村委会会议室")
    assert plan.eligible_parts == (("村“两委”成员", 7), ("党员", 25), ("村民代表", 14))
    zhang, li = plan.subjects
    assert (zhang.objective_score, zhang.groups) == ("112", {"单位类别": "镇街"})
    assert (li.objective_score, li.unit, li.village) == (None, "市局", "大布村")
    assert plan.assessment is None


def test_one_number_of_eligible_and_little_else() -> None:
    text = 'title = "测评"\ncustody = "scrutineers"\neligible = 46\nassessment = "2026"\n'
    plan = meeting_file.read(text + '[[subjects]]\nname = "张某"\n', "meeting.toml")
    assert (plan.eligible, plan.eligible_parts, plan.assessment) == (46, (), "2026")
    assert (plan.scheme, plan.place) == ("jiaozhou-village", "")


@pytest.mark.parametrize(
    ("old", "new", "key", "error"),
    [
        ('custody = "server"', "", "custody", Missing),
        ('custody = "server"', 'custody = "nobody"', "custody", NotOneOf),
        ('custody = "server"', 'custody = "server"\ncolor = 1', "color", UnknownKey),
        ("= 7", '= "七"', "eligible.村“两委”成员", WrongType),
        ("= 7", "= -1", "eligible.村“两委”成员", OutOfRange),
        ('name = "张某"', "", "subjects[1].name", Missing),
        ('"112"', "112", "subjects[1].objective_score", WrongType),
        ('"镇街"', "1", "subjects[1].groups.单位类别", WrongType),
        ('unit = "市局"', 'units = "市局"', "subjects[2].units", UnknownKey),
        ('title = "2026年度第一书记群众满意度测评 大布村"', 'title = ""', "title", Missing),
    ],
)
def test_a_wrong_value_is_named_by_its_key(old: str, new: str, key: str, error: type) -> None:
    assert old in GOOD
    assert (key, error) in faults(GOOD.replace(old, new, 1))


@pytest.mark.parametrize(
    ("eligible", "key", "error"),
    [
        ("eligible = 0", "eligible", OutOfRange),
        ("", "eligible", Missing),
        ("eligible = {}", "eligible", OutOfRange),
        ('eligible = { "党员" = 0 }', "eligible", OutOfRange),
    ],
)
def test_somebody_must_be_entitled(eligible: str, key: str, error: type) -> None:
    text = f'title = "x"\ncustody = "server"\n{eligible}\n[[subjects]]\nname = "张某"\n'
    assert faults(text) == [(key, error)]


@pytest.mark.parametrize("subjects", ["", "subjects = []", "subjects = 3"])
def test_somebody_must_be_judged(subjects: str) -> None:
    text = f'title = "x"\ncustody = "server"\neligible = 46\n{subjects}\n'
    assert [key for key, _ in faults(text)] == ["subjects"]


@pytest.mark.parametrize(
    "value", ["[" * 20_000 + "]" * 20_000, "9" * 5_000], ids=["brackets", "digits"]
)
def test_a_file_that_nobody_meant_is_refused_like_any_broken_one(value: str) -> None:
    assert faults(f"title = {value}\n") == [(None, NotAFile)]


def test_a_broken_file_is_refused_with_its_row() -> None:
    with pytest.raises(Refused) as refused:
        meeting_file.read("title = ", "meeting.toml")
    assert isinstance(refused.value.faults[0].error, NotAFile)
    assert refused.value.faults[0].row == 1
