"""Somebody corrected, removed, and one who left in June marked, through ranking and papers."""

from dataclasses import replace
from pathlib import Path

import pytest
from makers.meetings import a_plan
from makers.reviewed import NAMES, TITLE, a_movable_hall, seven, walk
from people.reviewers import OFFICE, TO_RANKING, look, person
from sqlalchemy import text

from ballot.domain.access import CONSOLE
from ballot.domain.errors import (
    AssessmentConcluded,
    BallotError,
    NameOnPaper,
    NothingChanged,
    NoticeHangs,
    OnlySubject,
    PersonMeasured,
    Refused,
    ReviewUnderWay,
    Tampered,
)
from ballot.domain.meetings.plan import SubjectPlan
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.storage.database import Database
from ballot.usecases.accounts.read_journal import read_journal
from ballot.usecases.assessment.choose_meetings import choose_meetings
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.people.add_person import add_person
from ballot.usecases.assessment.people.bring_in_people import add_people
from ballot.usecases.assessment.people.change_person import change_person
from ballot.usecases.assessment.people.mark_left import mark_left, take_back_left
from ballot.usecases.assessment.people.person_texts import Said
from ballot.usecases.assessment.people.remove_person import remove_person
from ballot.usecases.assessment.people.see_person import see_person
from ballot.usecases.assessment.people.undo_import import undo_import
from ballot.usecases.assessment.rank_assessment import rank_assessment
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.assessment.see_ranking import see_ranking
from ballot.usecases.forms.print_assessment_form import print_assessment_form
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.cancel import cancel
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.freeze import freeze
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.meeting.unfreeze import unfreeze
from ballot.usecases.result.see_result import see_result
from ballot.usecases.review.compare_periods import compare_periods
from ballot.usecases.review.conclude_assessment import conclude_assessment
from ballot.usecases.review.post_notice import NoticePlan, post_notice, write_notice
from ballot.usecases.review.see_notice import see_notices
from ballot.usecases.slips.confirm_batch import confirm_batch
from ballot.usecases.slips.issue_slips import issue_slips
from ballot.words import refusals

WHY = Said("名单写错")
GROUPS = {"单位类别": "镇街", "派驻方式": "脱产", "职务层次": "正股级"}


@pytest.fixture
def hall(database: Database, tmp_path: Path) -> Hall:
    """The hall of this test, once on each kind of database."""
    return a_movable_hall(database, tmp_path)[0]


def an_assessment(hall: Hall) -> int:
    return create_assessment(hall, CONSOLE, AssessmentPlan(TITLE, "jiaozhou-village"))


def who(name: str, village: str = "大布村") -> dict[str, str]:
    return GROUPS | {"姓名": name, "单位": "某局", "村(社区)": village}


def added(hall: Hall, id: int, name: str, said: Said = WHY, **more: str) -> int:
    return add_person(hall, CONSOLE, id, who(name, **more), said)


def id_of(hall: Hall, id: int, name: str) -> int:
    found = see_assessment(hall, CONSOLE, id).people
    return next(each.id for each in found if each.name == name)


def grades(hall: Hall, id: int) -> dict[str, str]:
    rank_assessment(hall, CONSOLE, id)
    rows = see_ranking(hall, CONSOLE, id).scored.rows
    return {row["姓名"]: f"{row['组内位次']}{row['建议等次']}" for row in rows}


def test_a_person_is_added_once_and_one_who_looks_alike_is_asked_about(hall: Hall) -> None:
    id = an_assessment(hall)
    made = added(hall, id, "阿依古丽·买买提")
    assert see_person(hall, CONSOLE, id, made).texts == who("阿依古丽·买买提")
    for name in ("阿依古丽.买买提", "阿依古丽· 买买提", "阿依古丽·买买题"):
        with pytest.raises(Refused) as refused:
            added(hall, id, name)
        assert [fault.column for fault in refused.value.faults] == ["姓名"]
    added(hall, id, "阿依古丽·买买题", replace(WHY, distinct=True))
    with pytest.raises(Refused) as refused:
        add_person(hall, CONSOLE, id, {"姓名": "丁某", "职务层次": "正科", "年龄": "40"}, WHY)
    assert [fault.column for fault in refused.value.faults] == ["年龄"]
    assert len(see_assessment(hall, CONSOLE, id).people) == 2


def test_a_wrong_name_is_corrected_and_everything_stays_with_the_person(hall: Hall) -> None:
    id = seven(hall)
    number = see_assessment(hall, CONSOLE, id).people[0].meeting
    before, old = grades(hall, id), see_ranking(hall, CONSOLE, id).id
    who = id_of(hall, id, "甲某")
    with pytest.raises(Refused) as refused:
        change_person(hall, CONSOLE, id, who, {"姓名": "贾某"}, Said())
    assert [fault.key for fault in refused.value.faults] == ["reason"]
    with pytest.raises(Refused):
        change_person(hall, CONSOLE, id, who, {"姓名": " 乙 某"}, WHY)
    change_person(hall, CONSOLE, id, who, {"姓名": "贾某", "单位": "水利局"}, WHY)
    with pytest.raises(NothingChanged):
        change_person(hall, CONSOLE, id, who, {"姓名": "贾某"}, WHY)
    assert grades(hall, id) == {"贾某" if name == "甲某" else name: g for name, g in before.items()}
    assert number
    assert see_result(hall, number).subjects[0].name == "甲某", "the paper keeps its writing"
    rows = see_ranking(hall, CONSOLE, id, old).scored
    assert (rows.rows[0]["姓名"], rows.ranking.placed[0].person.name) == ("甲某", "甲某")
    (change,) = see_person(hall, CONSOLE, id, who).changes
    assert change.before == {"姓名": "甲某", "单位": "某局"}
    assert (change.after, change.reason) == ({"姓名": "贾某", "单位": "水利局"}, "名单写错")
    line = next(each for each in read_journal(hall, CONSOLE) if "贾某" in each.detail)
    assert "甲某" in line.detail


def test_a_name_swapped_in_the_tables_is_no_correction(hall: Hall) -> None:
    id = seven(hall)
    change_person(hall, CONSOLE, id, id_of(hall, id, "甲某"), {"姓名": "贾某"}, WHY)
    assert see_assessment(hall, CONSOLE, id).people[0].name == "贾某"
    statement = text("UPDATE person SET name = '丙' WHERE name = '丙某'")
    hall.database.write(lambda db: db.execute(statement))
    with pytest.raises(Tampered):
        see_assessment(hall, CONSOLE, id)


def test_a_corrected_name_is_found_in_the_period_before(hall: Hall) -> None:
    first = seven(hall)
    plan = AssessmentPlan("2027年度考核", "jiaozhou-village", previous=first)
    id = create_assessment(hall, CONSOLE, plan)
    who = added(hall, id, "甲某")
    change_person(hall, CONSOLE, id, who, {"姓名": "贾某", "单位": "水利局"}, WHY)
    rank_assessment(hall, CONSOLE, id)
    compared = compare_periods(hall, CONSOLE, id).people[0]
    assert compared.name == "贾某"
    assert compared.before
    assert compared.before.proposed == "优秀"


def a_draft(hall: Hall, *names: str) -> str:
    plan = a_plan(eligible=3, assessment=TITLE)
    subjects = tuple(SubjectPlan(name, "某局", "大布村") for name in names)
    return create_meeting(hall, CONSOLE, replace(plan, subjects=subjects))


def test_a_paper_that_may_be_made_anew_is_made_anew_first(hall: Hall) -> None:
    id = an_assessment(hall)
    who = added(hall, id, "甲某")
    number = a_draft(hall, "甲某")
    confirm_batch(hall, CONSOLE, number, issue_slips(hall, CONSOLE, number, 3).batch)
    freeze(hall, CONSOLE, number)
    with pytest.raises(NameOnPaper):
        change_person(hall, CONSOLE, id, who, {"姓名": "贾某"}, WHY)
    change_person(hall, CONSOLE, id, who, {"职务层次": "党政正职"}, WHY)
    unfreeze(hall, CONSOLE, number, "姓名写错")
    change_person(hall, CONSOLE, id, who, {"姓名": "贾某"}, Said())
    assert [each.name for each in see_meeting(hall, CONSOLE, number).subjects] == ["贾某"]


def test_somebody_wrong_is_removed_while_nothing_was_measured(hall: Hall) -> None:
    id = seven(hall)
    with pytest.raises(PersonMeasured) as held:
        remove_person(hall, CONSOLE, id, id_of(hall, id, "甲某"), WHY)
    said = refusals.words(held.value)
    assert said.startswith("“甲某”不能删除：测评会 ")
    assert "people.csv 带来了他的评分；排名、审核或申诉里有他。请登记离岗" in said
    wrong = added(hall, id, "误某")
    number = a_draft(hall, "误某", "乙某")
    assert see_person(hall, CONSOLE, id, wrong).drafts == (number,)
    remove_person(hall, CONSOLE, id, wrong, Said())
    assert [each.name for each in see_assessment(hall, CONSOLE, id).people] == list(NAMES)
    assert list(grades(hall, id)) == list(NAMES)
    assert any("误某" in line.detail for line in read_journal(hall, CONSOLE))


def test_whose_scores_came_with_a_list_is_told_how_to_take_it_back(hall: Hall) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan("三季度", "dongtai", "2026年第三季度"))
    row = {"姓名": "误某", "单位": "某镇", "村(社区)": "某村", "工作绩效": "80"}
    add_people(hall, CONSOLE, id, PeopleFile("名单.csv", tuple(row), (row,)))
    with pytest.raises(PersonMeasured) as held:
        remove_person(hall, CONSOLE, id, id_of(hall, id, "误某"), WHY)
    said = refusals.words(held.value)
    assert "名单.csv 带来了他的评分" in said
    assert "撤销最近一次导入" in said
    undo_import(hall, CONSOLE, id)
    assert see_assessment(hall, CONSOLE, id).people == ()


def test_a_draft_that_would_be_left_empty_is_cancelled_first(hall: Hall) -> None:
    id = an_assessment(hall)
    who = added(hall, id, "甲某")
    number = a_draft(hall, "甲某")
    with pytest.raises(OnlySubject):
        remove_person(hall, CONSOLE, id, who, WHY)
    cancel(hall, CONSOLE, number, "误建")
    remove_person(hall, CONSOLE, id, who, WHY)
    assert see_assessment(hall, CONSOLE, id).people == ()


def test_who_left_in_june_stays_on_the_list_without_rank_or_place(hall: Hall) -> None:
    id = seven(hall)
    assert list(grades(hall, id).values())[:3] == ["1优秀", "2优秀", "3良好"]
    who = id_of(hall, id, "甲某")
    for day, key in (("", "day"), ("6月", "day"), ("2999-01-01", "day")):
        with pytest.raises(Refused) as refused:
            mark_left(hall, CONSOLE, id, who, day, WHY)
        assert [fault.key for fault in refused.value.faults] == [key]
    mark_left(hall, CONSOLE, id, who, "2026-06-30", Said("调任"))
    found = grades(hall, id)
    # 30 % of six is one place: the shares are taken of those in post
    assert list(found.values()) == ["已离岗", "1优秀", "2良好", "3称职", "4称职", "5称职", "6称职"]
    row = see_ranking(hall, CONSOLE, id).scored.rows[0]
    assert "2026-06-30离岗" in row["说明"]
    assert row["审定等次"] == "已离岗"
    assert not see_assessment(hall, CONSOLE, id).waiting
    assert person(hall, id, "甲某").fixed == "已离岗"
    leaf = "".join(print_assessment_form(hall, CONSOLE, id, "ranking").texts())
    assert "已离岗 1 人" in leaf
    take_back_left(hall, CONSOLE, id, who, Said("没有调走"))
    assert grades(hall, id)["甲某"] == "1优秀"
    assert [each.reason for each in see_person(hall, CONSOLE, id, who).changes] == [
        "没有调走",
        "调任",
    ]


@pytest.mark.parametrize("day", ["1026-06-30", "2062-06-30", "9999-12-31"])
def test_a_day_of_another_century_is_a_slip_of_the_finger(hall: Hall, day: str) -> None:
    id = seven(hall)
    with pytest.raises(Refused) as refused:
        mark_left(hall, CONSOLE, id, id_of(hall, id, "乙某"), day, WHY)
    assert [fault.key for fault in refused.value.faults] == ["day"]
    walk(hall, id)
    plan = NoticePlan("公示", "组织部", "0532-1", first="9999-12-30")
    with pytest.raises(Refused) as refused:
        write_notice(hall, CONSOLE, id, plan)
    assert [fault.key for fault in refused.value.faults] == ["first"]


def test_who_left_hangs_nowhere(hall: Hall) -> None:
    id = seven(hall)
    mark_left(hall, CONSOLE, id, id_of(hall, id, "乙某"), "2026-06-30", WHY)
    rank_assessment(hall, CONSOLE, id)
    walk(hall, id)
    plan = NoticePlan("根据考核办法公示", "组织部", "0532-1", first="2026-12-21")
    write_notice(hall, CONSOLE, id, plan)
    post_notice(hall, CONSOLE, id)
    (notice,) = see_notices(hall, CONSOLE, id).notices
    assert [row[0] for row in notice.rows] == [name for name in NAMES if name != "乙某"]
    with pytest.raises(NoticeHangs):
        choose_meetings(hall, CONSOLE, id, "mean", reason="研究")
    with pytest.raises(NoticeHangs):
        change_person(hall, CONSOLE, id, id_of(hall, id, "丙某"), {"姓名": "炳某"}, WHY)


def test_a_review_under_way_is_asked_about_and_a_concluded_one_is_not_changed(hall: Hall) -> None:
    id = seven(hall)
    walk(hall, id, TO_RANKING + 2)
    who = id_of(hall, id, "甲某")
    acts = (
        lambda said: change_person(hall, CONSOLE, id, who, {"姓名": "贾某"}, said),
        lambda said: mark_left(hall, CONSOLE, id, who, "2026-06-30", said),
        lambda said: added(hall, id, "辛某", said),
    )

    def refused() -> list[type[BallotError]]:
        found = []
        for act in acts:
            with pytest.raises(BallotError) as error:
                act(WHY)
            found.append(error.type)
        return found

    assert refused() == [ReviewUnderWay] * 3
    assert see_person(hall, CONSOLE, id, who).reopens == OFFICE
    walk(hall, id, 1)
    conclude_assessment(hall, CONSOLE, id)
    assert refused() == [AssessmentConcluded] * 3


def test_a_change_that_was_agreed_to_goes_back_to_the_ranking(hall: Hall) -> None:
    id = seven(hall)
    walk(hall, id, TO_RANKING + 2)
    agreed = replace(WHY, agreed=True)
    change_person(hall, CONSOLE, id, id_of(hall, id, "甲某"), {"姓名": "贾某"}, agreed)
    assert look(hall, id).needs_ranking_again
    rank_assessment(hall, CONSOLE, id)
    view = look(hall, id)
    assert (view.needs_ranking_again, len(view.passed)) == (False, TO_RANKING)
