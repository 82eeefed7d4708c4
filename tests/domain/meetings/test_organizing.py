"""Who holds a vote: about people 非脱产 a township alone; and who is still to be measured."""

from makers.score_rows import VILLAGE, a_row

from ballot import schemes
from ballot.domain.errors import OnlyTownship
from ballot.domain.meetings import organizing
from ballot.domain.meetings.plan import SubjectPlan
from ballot.domain.scoring import figures, people_rows

COUNTS = ("应参加人数", "很满意", "满意", "基本满意", "不满意")


def subject(how: str) -> SubjectPlan:
    return SubjectPlan("甲某", groups={"单位类别": "市直", "派驻方式": how})


def test_only_the_vote_that_the_policy_leaves_to_a_township_is_refused() -> None:
    (fault,) = organizing.faults(VILLAGE, [subject("脱产"), subject("非脱产")])
    assert fault.key == "subjects[2].groups.派驻方式"
    assert isinstance(fault.error, OnlyTownship)
    assert (fault.error.value, fault.error.by, fault.error.clause) == (
        "非脱产",
        "镇（街道）党（工）委考核组",
        "第十九条（三）",
    )
    assert organizing.faults(schemes.find("lijun"), [subject("非脱产")]) == []


def test_who_has_no_figure_of_a_ballot_is_unmeasured() -> None:
    rows = [a_row("甲某"), a_row("乙某", **dict.fromkeys(COUNTS, ""), 弃权="", 无效="")]
    people = people_rows.read(VILLAGE, rows)
    assert [one.name for one in figures.unmeasured(VILLAGE, people)] == ["乙某"]
    gongwei = schemes.find("gongwei")
    assert figures.unmeasured(gongwei, people) == people
