"""Who may be one person in two rows: asked, never folded."""

import pytest

from ballot.domain.scoring.doubtful_people import NamedPerson, pairs

HERE = ("财政局", "大布村")

ALIKE = (
    (("王小明", *HERE), ("王晓明", *HERE)),
    (("王小明", *HERE), ("王明", *HERE)),
    (("王明", *HERE), ("王小明", *HERE)),
    (("张伟", *HERE), ("张玮", *HERE)),
    (("王小明", *HERE), ("黄小明", *HERE)),
    (("买买提·吐尔逊", *HERE), ("买买提吐尔逊", *HERE)),
    (("张三", "财政局", "大布村"), ("张 三", "市财政局", "大布村")),
    (("阿依古丽·买买提", *HERE), ("阿依古丽•买买提", "财政局", "大布")),
    (("张三", "财政局", "大布社区"), ("张三", *HERE)),
)
APART = (
    (("王小明", *HERE), ("王晓明", "财政局", "小布村")),
    (("张三", *HERE), ("李三", *HERE)),
    (("张三", *HERE), ("张三", "财政局", "小布村")),
    (("张三", "财政局", "村"), ("张三", "财政局", "")),
    (("王小明", *HERE), ("王大力", *HERE)),
    (("王", *HERE), ("王明", *HERE)),
    (("王明", *HERE), ("王", *HERE)),
    (("", *HERE), ("", "市财政局", "大布村")),  # rows without a name are refused for that
    (("", *HERE), ("王", *HERE)),
    (("买买提·吐尔逊", *HERE), ("艾力·吐尔逊", *HERE)),
)


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_people_who_are_nearly_alike_are_a_pair(
    one: tuple[str, str, str], other: tuple[str, str, str]
) -> None:
    ((later, earlier),) = pairs([], [NamedPerson(*one, 2), NamedPerson(*other, 3)])
    assert (later.row, earlier.row) == (3, 2)
    ((later, earlier),) = pairs([NamedPerson(*one)], [NamedPerson(*other, 2)])
    assert (later.name, earlier.row) == (other[0], 0)


@pytest.mark.parametrize(("one", "other"), APART)
def test_people_who_are_clearly_two_are_not(
    one: tuple[str, str, str], other: tuple[str, str, str]
) -> None:
    assert pairs([NamedPerson(*one)], [NamedPerson(*other, 2)]) == []
