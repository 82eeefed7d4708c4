"""An assessment: people and scores from files, ballots from meetings, a ranking as a snapshot."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from makers.meetings import VERY, AMeeting, a_plan
from makers.score_rows import USUAL

from ballot.domain.access import CONSOLE, Actor
from ballot.domain.errors import (
    BallotError,
    ColumnsDisagree,
    Fault,
    MayNot,
    Missing,
    NobodyToRank,
    NotADecimal,
    NotOneOf,
    QuorumMissed,
    Refused,
    TwiceTheSame,
    UnknownKey,
    WrongType,
)
from ballot.domain.meetings.plan import SubjectPlan
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.usecases.accounts.read_journal import read_journal
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.list_assessments import list_assessments
from ballot.usecases.assessment.people.bring_in_people import (
    Brought,
    add_people,
    enter_scores,
    preview,
)
from ballot.usecases.assessment.rank_assessment import rank_assessment
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.assessment.see_ranking import see_ranking
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.meeting.round_two import round_two
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result.see_result import see_result
from ballot.usecases.slips.confirm_batch import confirm_batch
from ballot.usecases.slips.issue_slips import issue_slips

TITLE = "2026年度第一书记考核"
NAMES = ("甲某", "乙某", "丙某", "丁某", "戊某", "己某", "庚某")
COUNTS = ("应参加人数", "很满意", "满意", "基本满意", "不满意", "弃权", "无效")
WHO = ("姓名", "单位", "村(社区)", "单位类别", "派驻方式", "职务层次")


def an_assessment(hall: Hall) -> int:
    plan = AssessmentPlan(title=TITLE, scheme="jiaozhou-village", period="2026")
    return create_assessment(hall, CONSOLE, plan)


def a_row(name: str, **cells: object) -> dict[str, str]:
    """A person with scores and without any ballot; what is not said is as usual."""
    usual = {column: text for column, text in USUAL.items() if column not in COUNTS}
    return usual | {"姓名": name} | {column: str(cell) for column, cell in cells.items()}


def a_file(*rows: dict[str, str]) -> PeopleFile:
    return PeopleFile("people.csv", tuple(rows[0]), rows)


def opened(hall: Hall, names: Sequence[str], answers: Sequence[int] = (VERY,) * 3) -> str:
    """A meeting of these people, who are judged alike, carried to its opened box."""
    number = a_meeting(hall, names, answers)
    open_box(hall, CONSOLE, number)
    return number


def a_meeting(hall: Hall, names: Sequence[str], answers: Sequence[int]) -> str:
    """The same, carried to its close."""
    plan = a_plan(eligible=max(3, len(answers)), assessment=TITLE)
    subjects = tuple(SubjectPlan(name, "某局", "大布村") for name in names)
    number = create_meeting(hall, CONSOLE, replace(plan, subjects=subjects))
    return carried(hall, number, len(names), answers)


def carried(hall: Hall, number: str, subjects: int, answers: Sequence[int]) -> str:
    """A draft carried to its close with these answers."""
    issue = issue_slips(hall, CONSOLE, number, len(answers))
    confirm_batch(hall, CONSOLE, number, issue.batch)
    open_voting(hall, CONSOLE, number)
    AMeeting(hall, number, issue.slips, subjects).cast_all(answers)
    close_voting(hall, CONSOLE, number)
    return number


def grades(hall: Hall, id: int) -> list[tuple[int | None, str]]:
    placed = see_ranking(hall, CONSOLE, id).scored.ranking.placed
    return [(each.rank, each.grade) for each in placed]


def faults_of(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[int | None, str | None]]:
    return [(fault.row, fault.column) for fault in refused.value.faults]


def test_an_assessment_keeps_its_scheme_and_its_title_stands_once(hall: Hall) -> None:
    id = an_assessment(hall)
    (line,) = list_assessments(hall, CONSOLE)
    assert (line.id, line.title, line.period, line.people) == (id, TITLE, "2026", 0)
    view = see_assessment(hall, CONSOLE, id)
    assert (view.scheme_id, len(view.scheme_sha256)) == ("jiaozhou-village", 64)
    with pytest.raises(Refused) as refused:
        an_assessment(hall)
    assert isinstance(refused.value.faults[0].error, TwiceTheSame)
    assert len(list_assessments(hall, CONSOLE)) == 1


def test_a_title_that_no_database_and_no_paper_holds_is_refused(hall: Hall) -> None:
    with pytest.raises(Refused) as refused:
        create_assessment(hall, CONSOLE, AssessmentPlan(title="考\0核", scheme="jiaozhou-village"))
    assert [(fault.key, type(fault.error)) for fault in refused.value.faults] == [
        ("title", WrongType)
    ]
    assert list_assessments(hall, CONSOLE) == []


def test_a_stranger_sees_and_changes_nothing(hall: Hall) -> None:
    id, stranger = an_assessment(hall), Actor(id=7, name="谁")
    assert list_assessments(hall, stranger) == []
    with pytest.raises(MayNot):
        see_assessment(hall, stranger, id)
    with pytest.raises(MayNot):
        add_people(hall, stranger, id, a_file(a_row("甲某")))
    with pytest.raises(MayNot):
        rank_assessment(hall, stranger, id)
    assert see_assessment(hall, CONSOLE, id).people == ()


def test_one_that_is_not_there_is_refused_by_its_number(hall: Hall) -> None:
    with pytest.raises(Refused) as refused:
        see_assessment(hall, CONSOLE, 404)
    assert refused.value.faults[0].key == "assessment"


def test_somebody_without_an_opened_meeting_waits_and_the_ranking_is_provisional(
    hall: Hall,
) -> None:
    id = an_assessment(hall)
    add_people(hall, CONSOLE, id, a_file(a_row("甲某"), a_row("乙某")))
    number = opened(hall, ["甲某"])
    first, second = see_assessment(hall, CONSOLE, id).people
    assert (first.meeting, first.waiting) == (number, None)
    assert second.meeting is None
    assert second.waiting
    assert "群众满意度" in second.waiting.words
    rank_assessment(hall, CONSOLE, id)
    view = see_ranking(hall, CONSOLE, id)
    assert view.scored.provisional
    assert grades(hall, id) == [(1, "称职"), (None, "待测评")]


def test_the_example_of_31_ballots_comes_out_through_the_database(hall: Hall) -> None:
    id = an_assessment(hall)
    add_people(hall, CONSOLE, id, a_file(a_row("甲某", 办实事奖分=12)))
    number = opened(hall, ["甲某"], [0] * 20 + [1] * 7 + [2] * 3 + [3])
    rank_assessment(hall, CONSOLE, id)
    (row,) = see_ranking(hall, CONSOLE, id).scored.rows
    assert (row["群众满意度"], row["考核总分"], row["投票数"]) == ("87.10%", "97.55", "31")
    (subject,) = see_result(hall, number).subjects
    assert (subject.objective_score, str(subject.opened and subject.opened.final_score)) == (
        "112",
        "3024/31",
    )


SEVEN = [a_row(name, 办实事奖分=70 - 10 * place) for place, name in enumerate(NAMES)]


def test_of_a_group_of_seven_two_are_the_best_and_two_are_good(hall: Hall) -> None:
    id = an_assessment(hall)
    add_people(hall, CONSOLE, id, a_file(*SEVEN))
    opened(hall, NAMES)
    rank_assessment(hall, CONSOLE, id)
    expected = ["优秀"] * 2 + ["良好"] * 2 + ["称职"] * 3
    assert grades(hall, id) == list(enumerate(expected, start=1))
    assert not see_ranking(hall, CONSOLE, id).scored.provisional


def test_where_the_first_is_barred_the_next_two_move_up(hall: Hall) -> None:
    id = an_assessment(hall)
    add_people(hall, CONSOLE, id, a_file(*SEVEN))
    opened(hall, NAMES)
    barred = {"姓名": "甲某", "单位": "某局", "村(社区)": "大布村", "基本工作目标得分": "39"}
    enter_scores(hall, CONSOLE, id, a_file(barred | {"办实事奖分": "99"}))
    rank_assessment(hall, CONSOLE, id)
    assert [grade for _, grade in grades(hall, id)] == [
        *("良好", "优秀", "优秀", "良好"),
        *("称职", "称职", "称职"),
    ]
    first = see_ranking(hall, CONSOLE, id).scored.ranking.placed[0]
    assert first.rank == 1
    assert "79" in first.why


def test_a_veto_stands_with_its_ground_until_it_is_lifted(hall: Hall) -> None:
    id = an_assessment(hall)
    add_people(hall, CONSOLE, id, a_file(*SEVEN))
    opened(hall, NAMES)
    veto = {"姓名": "甲某", "单位": "某局", "村(社区)": "大布村"}
    enter_scores(hall, CONSOLE, id, a_file(veto | {"直接不称职情形": "集体访"}))
    rank_assessment(hall, CONSOLE, id)
    assert grades(hall, id)[0] == (1, "不称职")
    assert "集体访" in see_ranking(hall, CONSOLE, id).scored.ranking.placed[0].why
    enter_scores(hall, CONSOLE, id, a_file(veto | {"直接不称职情形": "否"}))
    rank_assessment(hall, CONSOLE, id)
    assert grades(hall, id)[0] == (1, "优秀")


def test_a_ranking_is_a_snapshot_and_a_change_makes_a_new_one(hall: Hall) -> None:
    id = an_assessment(hall)
    add_people(hall, CONSOLE, id, a_file(a_row("甲某"), a_row("乙某", 办实事奖分=5)))
    opened(hall, ["甲某", "乙某"])
    before, _ = rank_assessment(hall, CONSOLE, id)
    assert rank_assessment(hall, CONSOLE, id)[0] == before
    change = {"姓名": "甲某", "单位": "某局", "村(社区)": "大布村", "办实事奖分": "9"}
    enter_scores(hall, CONSOLE, id, a_file(change))
    assert not see_ranking(hall, CONSOLE, id).is_current
    after, _ = rank_assessment(hall, CONSOLE, id)
    assert after != before
    old = see_ranking(hall, CONSOLE, id, before)
    new = see_ranking(hall, CONSOLE, id)
    assert [each.rank for each in old.scored.ranking.placed] == [2, 1]
    assert [each.rank for each in new.scored.ranking.placed] == [1, 2]
    assert new.is_current
    assert old.inputs_sha256 != new.inputs_sha256
    assert f'"inputs":"{new.inputs_sha256}"' in "".join(
        line.detail for line in read_journal(hall, CONSOLE)
    )


def test_a_second_round_measures_whom_the_first_could_not(hall: Hall) -> None:
    id = an_assessment(hall)
    add_people(hall, CONSOLE, id, a_file(a_row("甲某")))
    first = a_meeting(hall, ["甲某"], (VERY,))
    with pytest.raises(QuorumMissed):
        open_box(hall, CONSOLE, first)
    (waiting,) = see_assessment(hall, CONSOLE, id).people
    assert (waiting.meeting, waiting.waiting is None) == (None, False)
    second = carried(hall, round_two(hall, CONSOLE, first), 1, (VERY,) * 3)
    open_box(hall, CONSOLE, second)
    (person,) = see_assessment(hall, CONSOLE, id).people
    assert (person.meeting, person.waiting) == (second, None)


@pytest.mark.parametrize(
    ("change", "column", "error"),
    [
        ({"基本工作目标得分": "六十"}, "基本工作目标得分", NotADecimal),
        ({"单位类别": "乡镇"}, "单位类别", NotOneOf),
        ({"派驻方式": ""}, "派驻方式", Missing),
        ({"姓名": "甲某"}, "姓名", TwiceTheSame),
        ({"晋位升级加减分": "-10"}, "党组织降位", ColumnsDisagree),
    ],
)
def test_a_faulty_row_is_named_with_its_column_and_nothing_is_saved(
    hall: Hall, change: dict[str, str], column: str, error: type[BallotError]
) -> None:
    id = an_assessment(hall)
    given = a_file(a_row("甲某"), a_row("乙某") | change)
    found = preview(hall, CONSOLE, id, given, adding=True).faults
    assert [(fault.row, fault.column) for fault in found] == [(3, column)]
    assert isinstance(found[0].error, error)
    with pytest.raises(Refused) as refused:
        add_people(hall, CONSOLE, id, given)
    assert faults_of(refused) == [(3, column)]
    assert see_assessment(hall, CONSOLE, id).people == ()


def test_a_clean_preview_saves_nothing_either(hall: Hall) -> None:
    id = an_assessment(hall)
    assert preview(hall, CONSOLE, id, a_file(a_row("甲某")), adding=True).faults == ()
    assert see_assessment(hall, CONSOLE, id).people == ()


def test_the_same_person_is_not_added_twice_but_the_same_name_is(hall: Hall) -> None:
    id = an_assessment(hall)
    add_people(hall, CONSOLE, id, a_file(a_row("甲某")))
    found = add_people(hall, CONSOLE, id, a_file(a_row("乙某"), a_row("甲某")))
    assert found == Brought(new=1, changed=0, same=1)
    with pytest.raises(Refused) as refused:
        add_people(hall, CONSOLE, id, a_file(a_row("丙某"), a_row("丙某")))
    assert faults_of(refused) == [(3, "姓名")]
    other = a_row("甲某") | {"村(社区)": "小布村"}
    assert add_people(hall, CONSOLE, id, a_file(other)).new == 1
    assert len(see_assessment(hall, CONSOLE, id).people) == 3


def test_votes_are_never_brought_in_by_a_file(hall: Hall) -> None:
    id = an_assessment(hall)
    given = a_file(a_row("甲某") | {"很满意": "46"})
    found = preview(hall, CONSOLE, id, given, adding=True).faults
    assert [(fault.row, fault.column) for fault in found] == [(1, "很满意")]
    assert isinstance(found[0].error, UnknownKey)


def test_scores_of_somebody_who_is_not_there_are_refused(hall: Hall) -> None:
    id = an_assessment(hall)
    add_people(hall, CONSOLE, id, a_file(a_row("甲某")))
    stranger = {"姓名": "乙某", "单位": "某局", "村(社区)": "大布村", "办实事奖分": "5"}
    known = stranger | {"姓名": "甲某"}
    with pytest.raises(Refused) as refused:
        enter_scores(hall, CONSOLE, id, a_file(known, stranger))
    assert faults_of(refused) == [(3, "姓名")]
    rank_assessment(hall, CONSOLE, id)
    assert see_ranking(hall, CONSOLE, id).scored.rows[0]["办实事奖分"] == "0"


def test_whoever_came_by_a_meeting_gets_his_groups_from_the_file(hall: Hall) -> None:
    id = an_assessment(hall)
    opened(hall, ["甲某"])
    missing = see_assessment(hall, CONSOLE, id).faults
    assert {(fault.key, fault.column) for fault in missing} == {
        ("甲某 某局 大布村", column) for column in WHO[3:]
    }
    with pytest.raises(Refused):
        rank_assessment(hall, CONSOLE, id)
    add_people(hall, CONSOLE, id, a_file(a_row("甲某")))
    rank_assessment(hall, CONSOLE, id)
    assert grades(hall, id) == [(1, "称职")]


def test_nobody_and_no_ranking_are_refused_by_name(hall: Hall) -> None:
    id = an_assessment(hall)
    for look, key, error in (
        (rank_assessment, None, NobodyToRank),
        (see_ranking, "ranking", Missing),
    ):
        with pytest.raises(Refused) as refused:
            look(hall, CONSOLE, id)
        fault: Fault = refused.value.faults[0]
        assert (fault.key, type(fault.error)) == (key, error)


def test_an_interrupted_import_has_changed_nothing(hall: Hall) -> None:
    id = an_assessment(hall)
    rows = [a_row(f"人{number}") for number in range(600)]
    people = replace(a_file(*rows), distinct=True)  # of names one character apart it is asked
    told = []

    def interrupt(done: int, total: int) -> None:
        told.append((done, total))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add_people(hall, CONSOLE, id, people, interrupt)
    assert told == [(500, 600)]
    assert see_assessment(hall, CONSOLE, id).people == ()
    assert add_people(hall, CONSOLE, id, people).new == 600
    assert [each.name for each in see_assessment(hall, CONSOLE, id).people] == [
        f"人{number}" for number in range(600)
    ]
