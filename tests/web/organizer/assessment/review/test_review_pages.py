"""The pages of a review: what they refuse and where, papers, appeals, the 公示 for everybody."""

import re

from flask.testing import FlaskClient
from makers.meetings import Clock
from makers.reviewed import (
    CONSENT,
    COUNTS,
    HELD,
    NAMES,
    TODAY,
    an_assessment_by,
    days_later,
    seven,
    walk,
)
from makers.score_rows import USUAL
from people.desk import Desk

from ballot.domain.access import CONSOLE, Role
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.storage import unit_tree
from ballot.usecases.accounts.create_account import create_account
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.people.bring_in_people import add_people
from ballot.usecases.assessment.rank_assessment import rank_assessment
from ballot.usecases.hall import Hall
from ballot.usecases.review.see_notice import see_notices
from ballot.usecases.review.see_review import see_review
from ballot.web.proxy import Application

TALK = ("工作绩效", "日常管理", "综合测评")
PLAIN = {
    "text": "按照办法规定，经研究",
    "publisher": "中共某市委组织部",
    "telephone": "0532-12345678",
    "first": TODAY,
    "days": "7",
}
STEP = {"held_by": HELD.held_by, "held_on": TODAY, "opinion": "同意"}
CODE = re.compile(r"/notice/([0-9a-f]{12})")


def ready(hall: Hall, desk: Desk, steps: int = 4) -> tuple[str, int]:
    """An assessment after so many steps: its address, and the id of the first person."""
    id = seven(hall)
    walk(hall, id, steps)
    desk.look(f"/assessments/{id}/review")
    return f"/assessments/{id}", see_review(hall, CONSOLE, id).people[0].id


def of_dongtai(hall: Hall) -> int:
    """Two people of 动态考绩, the first with a deduction."""
    rows = [
        {"姓名": name, **dict.fromkeys(TALK, "80"), "加减分": points}
        for name, points in zip(NAMES[:2], ("-3", "2"), strict=True)
    ]
    return an_assessment_by(hall, "dongtai", rows)


def test_the_page_says_what_is_next_and_a_step_is_passed_on_it(hall: Hall, desk: Desk) -> None:
    at, _ = ready(hall, desk)
    assert "部长办公会审核" in desk.page
    assert desk.send(f"{at}/review/step", **(STEP | {"held_by": ""})).status_code == 422
    assert "请写由谁办的" in desk.page
    assert desk.send(f"{at}/review/step", **(STEP | {"held_on": "2027-01-01"})).status_code == 422
    assert "不能晚于" in desk.page
    assert desk.send(f"{at}/review/step", **STEP).status_code == 200
    assert "已登记：部长办公会审核" in desk.page
    assert desk.send(f"{at}/review/conclude").status_code == 200
    assert "程序没有走完" in desk.page
    assert desk.send(f"{at}/review/return", step="没有这一步", reason="x").status_code == 422
    desk.send(f"{at}/review/return", step="部长办公会审核", reason="补材料")
    assert "已退回" in desk.page
    desk.send(f"{at}/review/step", **STEP)
    desk.send(f"{at}/review/step", **STEP)
    desk.send(f"{at}/review/conclude")
    assert "这次考核已办结" in desk.page
    assert desk.look("/journal").status_code == 200
    assert "审核考核" in desk.page


def test_the_overview_leads_on_to_the_review_and_never_back_to_what_is_done(
    hall: Hall, desk: Desk
) -> None:
    id = seven(hall)
    at, rank = f"/assessments/{id}", f'action="/assessments/{id}/rank"'
    assert f'<h2 id="next">{see_review(hall, CONSOLE, id).road[0].step.name}</h2>' in (
        desk.look(at).text
    )
    assert rank not in desk.page
    walk(hall, id)
    assert '<h2 id="next">公示、办结</h2>' in desk.look(at).text
    desk.send(f"{at}/review/conclude")
    assert '<h2 id="next">这次考核已办结。</h2>' in desk.look(at).text
    assert rank not in desk.page
    assert "再导入人员" not in desk.page


def test_who_came_after_the_ranking_is_ranked_before_the_review_goes_on(
    hall: Hall, desk: Desk
) -> None:
    id = seven(hall)
    flag = f"/assessments/{id}/people/{see_review(hall, CONSOLE, id).people[0].id}/flags"
    desk.look(flag)
    desk.send(flag, kind="直接不称职情形", ground="引发集体访,已查实")
    assert '<h2 id="next">重新排名</h2>' in desk.look(f"/assessments/{id}").text


def with_one_who_waits(hall: Hall) -> int:
    """Seven who are measured, and 辛某, who is not; ranked."""
    id = seven(hall)
    row = {name: text for name, text in USUAL.items() if name not in COUNTS} | {"姓名": "辛某"}
    add_people(hall, CONSOLE, id, PeopleFile("people.csv", tuple(row), (row,)))
    rank_assessment(hall, CONSOLE, id)
    return id


def test_who_waits_is_named_before_a_notice_is_posted_and_before_the_end(
    hall: Hall, desk: Desk
) -> None:
    id = with_one_who_waits(hall)
    walk(hall, id)
    named = "还有 1 人待测评：辛某。"
    desk.look(f"/assessments/{id}/notice")
    assert named in desk.page
    desk.send(f"/assessments/{id}/notice", **PLAIN)
    assert named in desk.page
    assert "张贴" in desk.page
    desk.look(f"/assessments/{id}/review")
    assert named in desk.page
    assert "办结这次考核" in desk.page
    desk.send(f"/assessments/{id}/review/conclude")
    assert "这次考核已办结" in desk.page, "who was told may go on"


def test_what_is_concluded_with_somebody_waiting_asks_for_nothing_more(
    hall: Hall, desk: Desk
) -> None:
    id = with_one_who_waits(hall)
    walk(hall, id)
    desk.look(f"/assessments/{id}/review")
    assert desk.send(f"/assessments/{id}/review/step", **STEP).status_code == 422
    assert "程序的各步都走完了" in desk.page
    desk.send(f"/assessments/{id}/review/conclude")
    assert '<h2 id="next">这次考核已办结。</h2>' in desk.look(f"/assessments/{id}").text


def test_where_nobody_waits_nobody_is_warned(hall: Hall, desk: Desk) -> None:
    id = seven(hall)
    walk(hall, id)
    for page in ("notice", "review"):
        desk.look(f"/assessments/{id}/{page}")
        assert "人待测评" not in desk.page


def test_the_page_of_the_vote_names_who_has_no_result(hall: Hall, desk: Desk) -> None:
    id = with_one_who_waits(hall)
    walk(hall, id, 2)
    desk.look(f"/assessments/{id}/review")
    assert "还有 1 人没有测评结果：辛某。" in desk.page
    assert desk.send(f"/assessments/{id}/review/step", **STEP).status_code == 422
    assert "还有 1 人待测评：要继续，请写明原因。" in desk.page
    desk.send(f"/assessments/{id}/review/step", **STEP, reason="长期病假")
    assert "已登记：组织群众满意度测评" in desk.page


def test_who_is_not_measured_is_said_to_be_so_once(hall: Hall, desk: Desk) -> None:
    id = with_one_who_waits(hall)
    desk.look(f"/assessments/{id}/review")
    (line,) = re.findall(r"<tr[^>]*>(?:(?!</tr>).)*辛某.*?</tr>", desk.page, re.DOTALL)
    cell = line.partition('data-name="审定"')[2].partition("</td>")[0]
    assert cell.count("待测评") == 1


def test_a_grade_by_hand_asks_for_its_reasons_beside_the_fields(hall: Hall, desk: Desk) -> None:
    at, first = ready(hall, desk)
    page = f"{at}/people/{first}/grade"
    assert desk.look(page).status_code == 200
    assert desk.look(f"{at}/people/999/grade").status_code == 404
    assert desk.send(page, grade="", reason="").status_code == 422
    assert desk.page.count('class="error"') == 2
    assert desk.send(page, grade="良好", reason="研究").status_code == 422
    assert "名额 2 人" in desk.page
    assert desk.send(page, grade="良好", reason="研究", excess="同意超出").status_code == 200
    assert "优秀 → 良好：研究（同意超出）" in desk.page


def test_a_flag_is_raised_and_lifted_on_its_page(hall: Hall, desk: Desk) -> None:
    at, first = ready(hall, desk)
    page = f"{at}/people/{first}/flags"
    desk.look(page)
    assert desk.send(page, ground="x").status_code == 422
    assert desk.send(page, kind="酒驾", ground="x").status_code == 422
    desk.send(page, kind="直接不称职情形", ground="引发集体访,已查实")
    assert "请重新排名" in desk.page
    desk.look(f"{at}/review")
    assert "旧的排名不能再往下走" in desk.page
    lift = f"{page}/直接不称职情形/lift"
    assert desk.send(lift, ground="").status_code == 422
    desk.send(lift, ground="复查不实")
    assert "已解除" in desk.page


def test_thresholds_and_consent_are_told_before_anything_goes_on(hall: Hall, desk: Desk) -> None:
    id = seven(hall)
    desk.look(f"/assessments/{id}/review")
    for _ in range(3):
        desk.send(f"/assessments/{id}/review/step", **STEP)
    assert "确认测评等次的界限" in desk.page
    desk.send(f"/assessments/{id}/review/step", **STEP)
    assert "请先在“审核”页确认" in desk.page
    desk.send(f"/assessments/{id}/review/thresholds")
    desk.send(f"/assessments/{id}/review/step", **STEP)
    assert "已登记：进行排名定档" in desk.page
    plan = AssessmentPlan("一季度", "dongtai", "一季度")
    other = f"/assessments/{create_assessment(hall, CONSOLE, plan)}"
    desk.look(f"{other}/review")
    assert "未经研究同意的，一律不得考核" in desk.page
    fields = {"held_by": CONSENT.held_by, "held_on": TODAY, "document": ""}
    assert desk.send(f"{other}/review/consent", **fields).status_code == 422
    desk.send(f"{other}/review/consent", **(fields | {"document": CONSENT.document}))
    assert CONSENT.document in desk.page


def test_an_appeal_is_taken_decided_and_printed(hall: Hall, desk: Desk) -> None:
    id = of_dongtai(hall)
    one, two = (str(each.id) for each in see_review(hall, CONSOLE, id).people)
    at = f"/assessments/{id}/appeals"
    desk.look(at)
    claim = {"appeal-item": "加减分", "appeal-appellant": "某镇", "appeal-claim": "事由不实"}
    for who, said in (("", "请选关于谁"), (two, "只受理撤销减分")):
        assert desk.send(f"{at}/appeal", **claim, **{"appeal-person": who}).status_code == 422
        assert said in desk.page
    for anybody in ("群众", "甲某"):
        by = claim | {"appeal-person": one, "appeal-appellant": anybody}
        assert desk.send(f"{at}/appeal", **by).status_code == 422
        assert "不受理这样的申诉" in desk.page
    desk.send(f"{at}/appeal", **claim, **{"appeal-person": one})
    number = int(re.findall(r"/appeals/(\d+)/decide", desk.page)[0])
    decision = {f"d{number}-decided_by": "组织部门", f"d{number}-reason": "查实"}
    to = f"{at}/{number}/decide"
    assert desk.send(to, **decision).status_code == 422
    yes = decision | {f"d{number}-granted": "grant"}
    assert desk.send(to, **yes, **{f"d{number}-after": "-9"}).status_code == 422
    desk.send(to, **yes, **{f"d{number}-after": "0"})
    assert "已支持" in desk.page
    for kind, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        assert desk.client.get(f"{at}/{number}.{kind}").data.startswith(begins)
    assert desk.client.get(f"{at}/{number}.odt").status_code == 404
    assert desk.client.get(f"{at}/99.pdf").status_code == 422


def test_the_papers_of_a_review_are_printed(hall: Hall, desk: Desk) -> None:
    at, _ = ready(hall, desk, 6)
    for paper in ("ranking", "outcome"):
        for kind, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
            assert desk.client.get(f"{at}/papers/{paper}.{kind}").data.startswith(begins)
    assert desk.client.get(f"{at}/papers/goals.pdf").status_code == 422
    assert desk.client.get(f"{at}/papers/ranking.odt").status_code == 404
    lists = f"/assessments/{of_dongtai(hall)}"
    desk.look(f"{lists}/consequences")
    assert "全县前三名" in desk.page
    for paper in ("talks", "bulletin"):
        assert desk.client.get(f"{lists}/papers/{paper}.pdf").data.startswith(b"%PDF")
    empty = create_assessment(hall, CONSOLE, AssessmentPlan("空", "lijun", "2026"))
    assert desk.client.get(f"/assessments/{empty}/papers/ranking.pdf").status_code == 409
    assert desk.client.get(f"/assessments/{empty}/consequences").status_code == 302
    assert desk.look(f"/assessments/{empty}/review").status_code == 200


def test_a_notice_is_written_posted_read_by_strangers_and_ends(
    moved: tuple[Hall, Clock], desk: Desk, client: FlaskClient
) -> None:
    hall, clock = moved
    at, first = ready(hall, desk, 6)
    id = int(at.rpartition("/")[2])
    page = f"{at}/notice"
    desk.look(page)
    assert "这个办法没有写公示" in desk.page
    desk.send(f"{page}/post")
    assert "没有正在进行的公示" in desk.page
    assert desk.send(page, **(PLAIN | {"telephone": ""})).status_code == 422
    assert desk.send(page, **(PLAIN | {"days": "3"})).status_code == 422
    desk.send(page, **PLAIN)
    assert "看一遍，再张贴" in desk.page
    code = see_notices(hall, CONSOLE, id).notices[0].url.rpartition("/")[2]
    assert client.get(f"/notice/{code}").status_code == 410
    desk.send(f"{page}/post")
    assert CODE.search(desk.page)
    seen = client.get(f"/notice/{code}")
    assert seen.status_code == 200
    assert "noindex" in seen.headers["X-Robots-Tag"]
    assert "Set-Cookie" not in seen.headers
    assert "甲某" in seen.text
    assert "107.00" not in seen.text
    number = see_notices(hall, CONSOLE, id).notices[0].id
    assert desk.client.get(f"{page}/{number}.pdf").data.startswith(b"%PDF")
    assert desk.client.get(f"{page}/99.pdf").status_code == 422
    desk.look(f"{at}/appeals")
    claim = {"objection-person": str(first), "objection-appellant": "李某", "objection-item": ""}
    assert desk.send(f"{at}/appeals/objection", **claim).status_code == 422
    desk.send(f"{at}/appeals/objection", **claim, **{"objection-claim": "请核实"})
    desk.look(page)
    assert "还有 1 件异议没有决定" in desk.page
    days_later(clock, 8)
    desk.send(f"{page}/conclude")
    assert "没有作出决定" in desk.page
    assert desk.send(f"{page}/withdraw", reason="").status_code == 422
    desk.send(f"{page}/withdraw", reason="改电话")
    assert "已撤回" in desk.page
    assert client.get(f"/notice/{code}").status_code == 410
    assert client.get("/notice/none").status_code == 410


def test_an_observer_reads_the_review_and_changes_nothing(
    app: Application, hall: Hall, desk: Desk
) -> None:
    at, first = ready(hall, desk)
    unit = hall.database.read(unit_tree.units)[0]
    other = Desk(app.test_client())
    token = create_account(hall, CONSOLE, "看", Role.OBSERVER, unit.id)
    other.accept(token, name="看")
    for page in ("review", "appeals", "notice", "consequences", f"people/{first}/flags"):
        assert other.look(f"{at}/{page}").status_code == 200
        assert 'method="post" action="/assessments' not in other.page
    for path in (
        "review/step",
        "review/return",
        "review/consent",
        "review/thresholds",
        "review/conclude",
        f"people/{first}/grade",
        f"people/{first}/flags",
        "appeals/objection",
        "notice/post",
        "notice/withdraw",
    ):
        fields = STEP | {"reason": "x", "document": "x", "step": "自查申报", "ground": "x"}
        more = {"kind": "直接不称职情形", "grade": "良好"}
        claim = {"objection-person": str(first), "objection-appellant": "x", "objection-claim": "x"}
        assert other.send(f"{at}/{path}", **fields, **more, **claim).status_code == 403, path
