"""A list that comes in again: what it changes is shown first, and the last one is taken back."""

from dataclasses import replace
from pathlib import Path

import pytest
from makers.meetings import a_hall, a_plan
from makers.reviewed import NAMES, TITLE, seven, walk
from makers.score_rows import USUAL
from people.reviewers import OFFICE, TO_RANKING, look

from ballot.domain.access import CONSOLE
from ballot.domain.errors import ImportInUse, NoImport, Refused, ReviewUnderWay
from ballot.domain.meetings.plan import SubjectPlan
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.domain.scoring.people.row_marks import Change, Mark
from ballot.storage.database import Database
from ballot.usecases.accounts.read_journal import read_journal
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.people.add_person import add_person
from ballot.usecases.assessment.people.bring_in_people import (
    Brought,
    add_people,
    enter_scores,
    preview,
)
from ballot.usecases.assessment.people.change_person import change_person
from ballot.usecases.assessment.people.person_texts import Said
from ballot.usecases.assessment.people.see_person import see_person
from ballot.usecases.assessment.people.undo_import import see_last_import, undo_import
from ballot.usecases.assessment.rank_assessment import rank_assessment
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.assessment.see_ranking import see_ranking
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.create_meeting import create_meeting

COUNTS = ("应参加人数", "很满意", "满意", "基本满意", "不满意", "弃权", "无效")
KEY = ("姓名", "单位", "村(社区)")
AWARD = "办实事奖分"


@pytest.fixture
def hall(database: Database, tmp_path: Path) -> Hall:
    """The hall of this test, once on each kind of database."""
    return a_hall(database, tmp_path)


def an_assessment(hall: Hall) -> int:
    return create_assessment(hall, CONSOLE, AssessmentPlan(TITLE, "jiaozhou-village"))


def a_row(name: str, **cells: str) -> dict[str, str]:
    usual = {name: text for name, text in USUAL.items() if name not in COUNTS}
    return usual | {"姓名": name} | cells


def a_file(*rows: dict[str, str], name: str = "people.csv") -> PeopleFile:
    return PeopleFile(name, tuple(rows[0]), rows)


def scores(**points: str) -> PeopleFile:
    rows = tuple({key: a_row(name)[key] for key in KEY} | {AWARD: p} for name, p in points.items())
    return PeopleFile("scores.csv", (*KEY, AWARD), rows)


def names(hall: Hall, id: int) -> list[str]:
    return [each.name for each in see_assessment(hall, CONSOLE, id).people]


def id_of(hall: Hall, id: int, name: str) -> int:
    found = see_assessment(hall, CONSOLE, id).people
    return next(each.id for each in found if each.name == name)


def test_the_preview_tells_new_changed_same_and_doubtful(hall: Hall) -> None:
    id = an_assessment(hall)
    add_people(hall, CONSOLE, id, a_file(a_row("甲某"), a_row("王小明")))
    given = a_file(
        a_row("甲某"),
        a_row("王 小明", 职务层次="党政正职"),
        a_row("丙某"),
        a_row("王小朋"),
    )
    found = preview(hall, CONSOLE, id, given, adding=True)
    assert found.marks == {2: Mark.SAME, 3: Mark.CHANGED, 4: Mark.NEW, 5: Mark.DOUBTFUL}
    assert found.changes == {3: (Change("职务层次", USUAL["职务层次"], "党政正职"),)}
    assert names(hall, id) == ["甲某", "王小明"]
    sure = replace(given, distinct=True)
    assert add_people(hall, CONSOLE, id, sure) == Brought(new=2, changed=1, same=1)
    card = see_person(hall, CONSOLE, id, id_of(hall, id, "王小明"))
    assert card.texts["职务层次"] == "党政正职"
    assert [(each.after, each.reason) for each in card.changes] == [
        ({"职务层次": "党政正职"}, "people.csv")
    ]
    again = preview(hall, CONSOLE, id, sure, adding=True)
    assert set(again.marks.values()) == {Mark.SAME}


def test_the_last_file_is_taken_back_whole(hall: Hall) -> None:
    id = an_assessment(hall)
    with pytest.raises(NoImport):
        undo_import(hall, CONSOLE, id)
    add_people(hall, CONSOLE, id, a_file(a_row("甲某"), a_row("乙某")))
    before = see_assessment(hall, CONSOLE, id).people
    changed = a_row("甲某", 职务层次="党政正职", 办实事奖分="9")
    add_people(hall, CONSOLE, id, a_file(changed, a_row("丙某"), name="second.csv"))
    last = see_last_import(hall, CONSOLE, id)
    assert last
    assert (last.file, last.held_by) == ("second.csv", ())
    assert [each.name for each in last.added] == ["丙某"]
    assert [each.name for each in last.others] == ["甲某"]
    told = {(one.name, one.now, one.before) for one in last.changes[last.others[0].id]}
    assert told >= {("职务层次", "党政正职", USUAL["职务层次"]), (AWARD, "9", USUAL[AWARD])}
    undo_import(hall, CONSOLE, id, of=last.id)
    assert see_assessment(hall, CONSOLE, id).people == before
    assert any("second.csv" in line.detail for line in read_journal(hall, CONSOLE))
    with pytest.raises(NoImport):
        undo_import(hall, CONSOLE, id, of=last.id)
    with pytest.raises(ImportInUse):
        undo_import(hall, CONSOLE, id)  # of 甲某 there is more by now than what that file brought


def test_scores_that_came_by_a_file_are_taken_back_as_they_were(hall: Hall) -> None:
    id = an_assessment(hall)
    add_people(hall, CONSOLE, id, a_file(a_row("甲某", 办实事奖分="3"), a_row("乙某")))
    before = [each.items for each in see_assessment(hall, CONSOLE, id).people]
    enter_scores(hall, CONSOLE, id, scores(甲某="5", 乙某="6"))
    assert [each.items for each in see_assessment(hall, CONSOLE, id).people] != before
    undo_import(hall, CONSOLE, id)
    assert [each.items for each in see_assessment(hall, CONSOLE, id).people] == before
    rank_assessment(hall, CONSOLE, id)
    assert [row[AWARD] for row in see_ranking(hall, CONSOLE, id).scored.rows] == ["3", "0"]


@pytest.mark.parametrize("since", ["changed", "scored", "met", "ranked"])
def test_what_was_used_since_is_not_taken_back(hall: Hall, since: str) -> None:
    id = an_assessment(hall)
    add_people(hall, CONSOLE, id, a_file(a_row("甲某"), a_row("乙某")))
    who = id_of(hall, id, "甲某")
    if since == "changed":
        change_person(hall, CONSOLE, id, who, {"职务层次": "党政正职"}, Said("写错"))
    elif since == "scored":
        enter_scores(hall, CONSOLE, id, scores(甲某="5"))
        undo_import(hall, CONSOLE, id)
    elif since == "met":
        plan = a_plan(eligible=3, assessment=TITLE)
        subjects = (SubjectPlan("甲某", "某局", "大布村"),)
        create_meeting(hall, CONSOLE, replace(plan, subjects=subjects))
    else:
        rank_assessment(hall, CONSOLE, id)
    with pytest.raises(ImportInUse) as held:
        undo_import(hall, CONSOLE, id)
    assert held.value.file == "people.csv"
    assert "甲某" in held.value.names
    assert names(hall, id) == ["甲某", "乙某"]


def test_somebody_else_who_was_added_since_holds_no_file(hall: Hall) -> None:
    id = an_assessment(hall)
    add_people(hall, CONSOLE, id, a_file(a_row("甲某")))
    other = {name: text for name, text in a_row("乙某").items() if "分" not in name}
    columns = (*KEY, "单位类别", "派驻方式", "职务层次")
    add_person(hall, CONSOLE, id, {name: other[name] for name in columns}, Said())
    undo_import(hall, CONSOLE, id)
    assert names(hall, id) == ["乙某"]


def test_a_file_under_review_is_asked_about_and_comes_in_knowingly(hall: Hall) -> None:
    id = seven(hall)
    walk(hall, id, TO_RANKING + 2)
    given = a_file(a_row("辛某"))
    assert preview(hall, CONSOLE, id, given, adding=True).reopens == OFFICE
    for act in (add_people, enter_scores):
        with pytest.raises(ReviewUnderWay) as asked:
            act(hall, CONSOLE, id, given)
        assert asked.value.step == OFFICE
    assert names(hall, id) == list(NAMES)
    assert not look(hall, id).needs_ranking_again
    add_people(hall, CONSOLE, id, replace(given, agreed=True))
    assert look(hall, id).needs_ranking_again
    with pytest.raises(Refused):
        undo_import(hall, CONSOLE, 999)
    undo_import(hall, CONSOLE, id, agreed=True)
    assert not look(hall, id).is_outdated, "all is as it was ranked"
