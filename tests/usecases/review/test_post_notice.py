"""公示 and 申诉: days that pass, objections that wait, appeals that change an input and say so."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from makers.reviewed import (
    NAMES,
    TODAY,
    a_movable_hall,
    an_assessment_by,
    days_later,
    seven,
    walk,
)
from sqlalchemy import update

from ballot.domain.access import CONSOLE
from ballot.domain.errors import (
    AppealDecided,
    AppealNotAllowed,
    AppealsUndecided,
    GradesUndecided,
    NotADeduction,
    NotConfirmed,
    NoticeGone,
    NoticeHangs,
    NoticeNotPosted,
    NoticeRunning,
    NoticeTooEarly,
    OutOfRange,
    RankingOutdated,
    Refused,
    Tampered,
)
from ballot.storage import tables
from ballot.storage.database import Database
from ballot.usecases.accounts.read_journal import read_journal
from ballot.usecases.assessment.rank_assessment import rank_assessment
from ballot.usecases.hall import Hall
from ballot.usecases.review.change_grade import Change, change_grade
from ballot.usecases.review.conclude_assessment import conclude_assessment
from ballot.usecases.review.conclude_notice import conclude_notice
from ballot.usecases.review.decide_appeal import Decision, decide_appeal
from ballot.usecases.review.pass_step import return_to
from ballot.usecases.review.post_notice import (
    NoticePlan,
    post_notice,
    withdraw_notice,
    write_notice,
)
from ballot.usecases.review.read_notice import read_notice
from ballot.usecases.review.see_appeals import see_appeals
from ballot.usecases.review.see_notice import NoticesView, Stage, see_notices
from ballot.usecases.review.see_review import see_review
from ballot.usecases.review.take_appeal import Claim, appeal, object_to_notice
from ballot.usecases.verified import posted_notices

PLAN = NoticePlan("按照办法规定，经研究", "中共某市委组织部", "0532-12345678", TODAY, "市委大院")
POINTS = ("月考", "下级测评", "同级互评", "上级考评")
TALK = ("工作绩效", "日常管理", "综合测评")
GRANTED = Decision(granted=True, decided_by="组织部门", reason="不属本人责任", after="-1")


def look(hall: Hall, id: int) -> NoticesView:
    return see_notices(hall, CONSOLE, id)


def first(hall: Hall, id: int) -> int:
    return see_review(hall, CONSOLE, id).people[0].id


def code(view: NoticesView) -> str:
    return view.notices[-1].url.rpartition("/")[2]


def posted(hall: Hall, id: int) -> str:
    write_notice(hall, CONSOLE, id, PLAN)
    post_notice(hall, CONSOLE, id)
    return code(look(hall, id))


def test_a_notice_hangs_its_days_and_is_read_by_everybody_only_then(
    database: Database, tmp_path: Path
) -> None:
    hall, clock = a_movable_hall(database, tmp_path)
    id = seven(hall)
    walk(hall, id)
    view = look(hall, id)
    assert (view.days, view.is_default, view.times) == (7, True, 0)
    tomorrow = replace(PLAN, first="2026-12-21")
    write_notice(hall, CONSOLE, id, tomorrow)
    with pytest.raises(NoticeGone):
        read_notice(hall, code(look(hall, id)))
    post_notice(hall, CONSOLE, id)
    assert look(hall, id).notices[-1].stage is Stage.WAITING
    with pytest.raises(NoticeGone):
        read_notice(hall, code(look(hall, id)))
    days_later(clock, 1)
    seen = read_notice(hall, code(look(hall, id)))
    assert (seen.first, seen.last, seen.days) == (date(2026, 12, 21), date(2026, 12, 27), 7)
    assert seen.heading == ("姓名", "单位", "村(社区)", "组别", "等次")
    assert seen.rows[0] == ("甲某", "某局", "大布村", "市直/脱产/正股级", "优秀")
    assert not any("10" in cell for row in seen.rows for cell in row)
    with pytest.raises(NoticeRunning) as running:
        conclude_notice(hall, CONSOLE, id)
    assert running.value.last == "2026-12-27"
    days_later(clock, 6)
    with pytest.raises(NoticeRunning):
        conclude_notice(hall, CONSOLE, id)
    days_later(clock, 1)
    with pytest.raises(NoticeGone):
        read_notice(hall, code(look(hall, id)))
    assert look(hall, id).notices[-1].stage is Stage.DUE
    conclude_notice(hall, CONSOLE, id)
    conclude_assessment(hall, CONSOLE, id)
    done = [each.detail for each in read_journal(hall, CONSOLE) if each.act == "publish"]
    assert len(done) == 3
    with pytest.raises(NoticeNotPosted):
        conclude_notice(hall, CONSOLE, id)


def test_while_a_notice_hangs_nothing_of_it_changes(hall: Hall) -> None:
    id = seven(hall)
    with pytest.raises(NotConfirmed):
        write_notice(hall, CONSOLE, id, PLAN)
    walk(hall, id, 3)
    with pytest.raises(NoticeTooEarly):
        write_notice(hall, CONSOLE, id, PLAN)
    walk(hall, id, 2)
    with pytest.raises(NoticeNotPosted):
        post_notice(hall, CONSOLE, id)
    posted(hall, id)
    with pytest.raises(NoticeHangs):
        write_notice(hall, CONSOLE, id, PLAN)
    with pytest.raises(NoticeHangs):
        change_grade(hall, CONSOLE, id, Change(first(hall, id), "称职", "会议研究"))
    with pytest.raises(NoticeHangs):
        return_to(hall, CONSOLE, id, "进行排名定档", "重新核")
    with pytest.raises(Refused):
        withdraw_notice(hall, CONSOLE, id, "")
    withdraw_notice(hall, CONSOLE, id, "写错电话")
    assert look(hall, id).notices[-1].stage is Stage.WITHDRAWN
    assert look(hall, id).present is None
    change_grade(hall, CONSOLE, id, Change(first(hall, id), "称职", "会议研究"))
    posted(hall, id)
    assert [row[-1] for row in look(hall, id).notices[-1].rows][-4:] == ["称职"] * 4


def test_what_is_wrong_with_a_notice_is_said_by_its_key(hall: Hall) -> None:
    id = seven(hall)
    walk(hall, id)
    for plan, key in (
        (replace(PLAN, text=" "), "text"),
        (replace(PLAN, publisher=""), "publisher"),
        (replace(PLAN, telephone=""), "telephone"),
        (replace(PLAN, first="昨天"), "first"),
        (replace(PLAN, first="2026-12-19"), "first"),
        (replace(PLAN, days=6), "days"),
        (replace(PLAN, days=71), "days"),
    ):
        with pytest.raises(Refused) as refused:
            write_notice(hall, CONSOLE, id, plan)
        assert [fault.key for fault in refused.value.faults] == [key]
    assert look(hall, id).notices == ()
    made = write_notice(hall, CONSOLE, id, replace(PLAN, days=10))
    assert write_notice(hall, CONSOLE, id, PLAN) == made


def test_a_draft_whose_first_day_has_passed_is_not_posted(
    database: Database, tmp_path: Path
) -> None:
    hall, clock = a_movable_hall(database, tmp_path)
    id = seven(hall)
    walk(hall, id)
    write_notice(hall, CONSOLE, id, PLAN)
    days_later(clock, 1)
    with pytest.raises(Refused) as refused:
        post_notice(hall, CONSOLE, id)
    assert isinstance(refused.value.faults[0].error, OutOfRange)


def test_an_objection_waits_for_its_decision_and_a_granted_one_takes_the_notice_down(
    database: Database, tmp_path: Path
) -> None:
    hall, clock = a_movable_hall(database, tmp_path)
    id = seven(hall)
    walk(hall, id)
    claim = Claim(first(hall, id), "村民李某", "办实事的奖分没有凭证", "办实事奖分")
    with pytest.raises(NoticeNotPosted):
        object_to_notice(hall, CONSOLE, id, claim)
    posted(hall, id)
    for wrong in (
        replace(claim, claim=" "),
        replace(claim, item="很满意"),
        replace(claim, person=0),
    ):
        with pytest.raises(Refused):
            object_to_notice(hall, CONSOLE, id, wrong)
    one = object_to_notice(hall, CONSOLE, id, claim)
    other = object_to_notice(hall, CONSOLE, id, replace(claim, item="", claim="程序不清楚"))
    assert look(hall, id).notices[-1].open_objections == 2
    days_later(clock, 8)
    with pytest.raises(AppealsUndecided) as waiting:
        conclude_notice(hall, CONSOLE, id)
    assert waiting.value.count == 2
    no = Decision(granted=False, decided_by="考核组", reason="程序已说明")
    decide_appeal(hall, CONSOLE, id, other, no)
    yes = Decision(granted=True, decided_by="考核组", reason="凭证不足", after="0")
    for lacking, wanting in (
        ("decided_by", replace(yes, decided_by=" ")),
        ("reason", replace(yes, reason=" ")),
        ("after", replace(yes, after=" ")),
    ):
        with pytest.raises(Refused) as refused:
            decide_appeal(hall, CONSOLE, id, one, wanting)
        assert [fault.key for fault in refused.value.faults] == [lacking]
    with pytest.raises(Refused) as refused:
        decide_appeal(hall, CONSOLE, id, one, replace(yes, after="许多"))
    assert [fault.key for fault in refused.value.faults] == ["after"]
    decide_appeal(hall, CONSOLE, id, one, yes)
    with pytest.raises(AppealDecided):
        decide_appeal(hall, CONSOLE, id, one, no)
    with pytest.raises(Refused):
        decide_appeal(hall, CONSOLE, id, 404, no)
    decided = {each.row.id: each.row for each in see_appeals(hall, CONSOLE, id).appeals}
    assert (decided[one].before, decided[one].after) == ("7", "0")
    assert look(hall, id).notices[-1].stage is Stage.WITHDRAWN
    assert not see_review(hall, CONSOLE, id).is_current
    with pytest.raises(RankingOutdated):
        write_notice(hall, CONSOLE, id, replace(PLAN, first="2026-12-28"))
    rank_assessment(hall, CONSOLE, id)
    assert see_review(hall, CONSOLE, id).people[0].rank == 7


def test_only_a_deduction_is_appealed_against_and_not_by_the_person_himself(hall: Hall) -> None:
    people = [
        {"姓名": name, **dict.fromkeys(TALK, "80"), "加减分": points}
        for name, points in zip(NAMES[:2], ("-3", "2"), strict=True)
    ]
    id = an_assessment_by(hall, "dongtai", people)
    one, two = (each.id for each in see_review(hall, CONSOLE, id).people)
    claim = Claim(one, "某镇党委", "减分的事由不属本人", "加减分")
    with pytest.raises(NotADeduction):
        appeal(hall, CONSOLE, id, replace(claim, person=two))
    for stranger in ("甲某", "乙某", "大布村", "群众"):
        with pytest.raises(Refused) as refused:
            appeal(hall, CONSOLE, id, replace(claim, appellant=stranger))
        (fault,) = refused.value.faults
        assert (fault.key, type(fault.error)) == ("appellant", AppealNotAllowed)
    with pytest.raises(Refused):
        appeal(hall, CONSOLE, id, replace(claim, item="工作绩效"))
    made = appeal(hall, CONSOLE, id, claim)
    for worse in ("-3", "-4", "三分"):
        with pytest.raises(NotADeduction):
            decide_appeal(hall, CONSOLE, id, made, replace(GRANTED, after=worse))
    decide_appeal(hall, CONSOLE, id, made, GRANTED)
    rank_assessment(hall, CONSOLE, id)
    assert see_review(hall, CONSOLE, id).people[0].total == "79.00"
    assert [each.act for each in read_journal(hall, CONSOLE)].count("appeal") == 2
    silent = seven(hall)
    with pytest.raises(AppealNotAllowed):
        appeal(hall, CONSOLE, silent, replace(claim, person=first(hall, silent)))


def test_what_is_still_to_be_decided_is_not_published(hall: Hall) -> None:
    people = [
        {"姓名": name, **dict.fromkeys(POINTS, str(90 - place))} for place, name in enumerate(NAMES)
    ]
    id = an_assessment_by(hall, "lijun", people)
    walk(hall, id, 2)
    with pytest.raises(GradesUndecided):
        write_notice(hall, CONSOLE, id, PLAN)


FALSE = (
    {"telephone": "000"},
    {"rows": [["姓名", "等次"], ["甲某", "不称职"]]},
    {"last": date(2026, 12, 20)},
    {"address": "别处"},
)
"""What whoever writes the database would have everybody read."""


@pytest.mark.parametrize("said", FALSE, ids=str)
def test_a_notice_altered_in_the_table_is_shown_to_nobody(
    database: Database, tmp_path: Path, said: dict[str, object]
) -> None:
    hall, _clock = a_movable_hall(database, tmp_path)
    id = seven(hall)
    walk(hall, id)
    address = posted(hall, id)
    assert read_notice(hall, address).telephone == PLAN.telephone
    rewrite = update(tables.notice).values(**said)
    hall.database.write(lambda db: db.execute(rewrite))
    for see in (lambda: read_notice(hall, address), lambda: look(hall, id)):
        with pytest.raises(Tampered) as refused:
            see()
        assert refused.value.what == "notice"


def test_a_withdrawn_notice_hung_up_again_in_the_table_is_shown_to_nobody(
    database: Database, tmp_path: Path
) -> None:
    hall, _clock = a_movable_hall(database, tmp_path)
    id = seven(hall)
    walk(hall, id)
    address = posted(hall, id)
    withdraw_notice(hall, CONSOLE, id, "写错了")
    hall.database.write(lambda db: db.execute(update(tables.notice).values(withdrawn_at=None)))
    with pytest.raises(Tampered):
        read_notice(hall, address)


def test_the_control_without_the_journal_the_false_notice_is_read(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall, _clock = a_movable_hall(database, tmp_path)
    id = seven(hall)
    walk(hall, id)
    address = posted(hall, id)
    hall.database.write(lambda db: db.execute(update(tables.notice).values(telephone="000")))
    monkeypatch.setattr(posted_notices, "require", lambda *_given: None)
    assert read_notice(hall, address).telephone == "000"
