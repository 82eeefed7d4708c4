"""Every form of the organizer's pages: compared with what it showed, done once, or safe to repeat.

``ONE_WAY`` and the marks of the views are complete by construction: a route that takes a form and
has no row fails the first test.
"""

from collections.abc import Callable
from typing import Any

import pytest
from makers.meetings import BAD, Clock, a_draft, a_plan, an_open_meeting
from makers.reviewed import CONSENT, TODAY, a_jiaozhou, an_assessment_by, seven, vote, walk
from people import reviewers
from people.desk import Desk, Form, hidden_in, marked, written

from ballot.domain.access import CONSOLE
from ballot.domain.scoring.assessment import AssessmentPlan
from ballot.usecases.accounts.units import top_unit
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.people.see_person import see_person
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.freeze import freeze
from ballot.usecases.review.set_default import see_defaults
from ballot.web.proxy import Application

ONE_WAY = {
    "rehearse": "its state is left",
    "reset": "its state is left",
    "freeze": "its state is left",
    "unfreeze": "its state is left",
    "open_voting": "its state is left",
    "cancel": "its state is left",
    "close": "its state is left",
    "do_bulk": "each of them leaves its state",
    "bulk_close": "each of them leaves its state",
    "open_box": "a box is opened once",
    "round_two": "a meeting has one second round",
    "screen_result": "what is shown is shown",
    "screen_setup": "the same words are the same wall; nothing of the meeting rests on them",
    "erase": "what is erased is gone",
    "resume": "its state is left; a total is only raised",
    "confirm_batch": "a batch is confirmed once",
    "void_batch": "void is void",
    "void_slip": "void is void",
    "exchange": "the same number is not asked twice",
    "exchange_one": "a slip is exchanged once",
    "scan": "a slip is scanned once",
    "settle": "slips are settled once",
    "outcome": "a complaint is minuted once",
    "do_agreed": "a consent is used once",
    "helper_link": "the link that was shown before is none any more, and says so",
    "retire": "out of service is out of service",
    "revoke_key": "revoked is revoked",
    "job_again": "what is under way or done stays as it is",
    "rank": "the same inputs are the same ranking",
    "confirm_thresholds": "confirmed is confirmed",
    "conclude": "concluded is concluded",
    "lift_flag": "lifted is lifted",
    "decide_appeal": "an appeal is decided once",
    "person_back": "who is in post is in post",
    "person_removed": "who is removed is gone",
    "undo_last_import": "a file is taken back once, by its number",
    "removed_assessment": "what is removed is gone",
    "units": "what is there already is not added again",
    "unit_removed": "what is removed is gone",
    "post_notice": "its state is left",
    "withdraw_notice": "its state is left",
    "conclude_notice": "its state is left",
    "import_file": "nothing is saved",
    "choose_columns": "nothing is saved",
    "look_at_rest": "nothing is saved",
    "print_meeting": "nothing is saved",
    "roster_file": "nothing is saved",
    "roster_columns": "nothing is saved",
    "roster_deleted": "what is deleted is gone",
    "voter_removed": "who is taken off is gone",
    "door_retired": "out of service is out of service",
}
"""Acts that nobody does twice by chance, each with what refuses it."""


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The race itself is tried on both kinds (``test_two_devices``)."""
    return sqlite_url


def test_every_form_is_compared_or_done_once_or_safe_to_repeat(app: Application) -> None:
    found = marked(app)
    assert {name for name, kind in found.items() if not kind} == set(ONE_WAY)
    assert {name for name, kind in found.items() if kind == "guarded"} == set(GUARDED)


def of_draft(page: str, first: dict[str, Any], second: dict[str, Any]) -> Callable[[Hall], Form]:
    """A form of a meeting in draft."""
    return lambda hall: Form(f"/meetings/{a_draft(hall, slips=0).number}/{page}", first, second)


def of_frozen(hall: Hall) -> Form:
    """应参加 after the freeze."""
    number = a_draft(hall).number
    freeze(hall, CONSOLE, number)
    why = {"reason": "名册补登"}
    at = f"/meetings/{number}/eligible"
    return Form(at, {"eligible": "48"} | why, {"eligible": "45"} | why)


def of_ledger(hall: Hall) -> Form:
    """The figures of the hall."""
    at = f"/meetings/{an_open_meeting(hall).number}/ledger"
    return Form(at, {"present": "40"}, {"present": "39"}, f"{at}/figures")


def of_scores(hall: Hall) -> Form:
    """A score that is brought in."""
    number = create_meeting(hall, CONSOLE, a_plan())
    return Form(f"/meetings/{number}/scores", {"lines-0": "110"}, {"lines-0": "101"})


def of_name(hall: Hall) -> Form:
    """The name of an assessment."""
    id = a_jiaozhou(hall, [{"姓名": "甲某"}])
    names = [{"title": title, "period": "2026"} for title in ("甲考核", "乙考核")]
    return Form(f"/assessments/{id}/manage", *names)


def of_who(hall: Hall) -> Form:
    """Who somebody is."""
    id = a_jiaozhou(hall, [{"姓名": "甲某"}])
    card = see_person(hall, CONSOLE, id, see_assessment(hall, CONSOLE, id).people[0].id)
    texts = {f"column{at}": text for at, text in enumerate(card.texts.values())}
    sent = [texts | {"column0": name, "reason": "写错"} for name in ("贾某", "夏某")]
    return Form(f"/assessments/{id}/people/{card.person.id}", *sent)


def of_person(page: str, first: dict[str, Any], second: dict[str, Any]) -> Callable[[Hall], Form]:
    """A form of the first person of an assessment."""

    def form(hall: Hall) -> Form:
        id = a_jiaozhou(hall, [{"姓名": "甲某"}])
        person = see_assessment(hall, CONSOLE, id).people[0].id
        return Form(f"/assessments/{id}/people/{person}/{page}", first, second)

    return form


def of_left(hall: Hall) -> Form:
    """Since when somebody is not in his post."""
    form = of_who(hall)
    days = [{"day": day, "reason": "调任"} for day in ("2026-06-30", "2026-07-15")]
    return Form(form.page, *days, f"{form.page}/left")


def of_review(page: str, steps: int, **fields: str) -> Callable[[Hall], Form]:
    """A form of the page of a review, which two people send with the same words."""

    def form(hall: Hall) -> Form:
        id = seven(hall)
        walk(hall, id, steps)
        at = f"/assessments/{id}/review"
        return Form(at, fields, fields, f"{at}/{page}")

    return form


def of_consent(hall: Hall) -> Form:
    """批准 under a policy that asks for it."""
    id = create_assessment(hall, CONSOLE, AssessmentPlan("一季度", "dongtai", "一季度"))
    at = f"/assessments/{id}/review"
    told = {"held_by": CONSENT.held_by, "held_on": TODAY}
    first, second = (told | {"document": text} for text in ("组〔2026〕12号", "组〔2026〕13号"))
    return Form(at, first, second, f"{at}/consent")


def of_grade(hall: Hall) -> Form:
    """A grade by hand."""
    id = seven(hall)
    walk(hall, id, 4)
    person = see_assessment(hall, CONSOLE, id).people[-1].id
    why = {"reason": "研究", "excess": "同意超出", "held_by": "部长办公会"}
    at = f"/assessments/{id}/people/{person}/grade"
    return Form(at, {"grade": "良好"} | why, {"grade": "基本称职"} | why)


def of_default(hall: Hall) -> Form:
    """A threshold that the policy leaves open."""
    why = {"document": "组〔2026〕9号", "reason": "部长办公会研究"}
    id = seven(hall)
    keys = [each.key for each in see_defaults(hall, CONSOLE, id)]
    place = keys.index("by_ballot.grades[2].below") + 1
    at = f"/assessments/{id}/defaults/{place}"
    return Form(at, {"value": "3/5"} | why, {"value": "1/2"} | why)


def of_notice(hall: Hall) -> Form:
    """The draft of a 公示."""
    id = seven(hall)
    walk(hall, id, 6)
    plain = {"text": "根据办法", "publisher": "组织部", "first": TODAY, "days": "7"}
    first, second = (plain | {"telephone": number} for number in ("0532-1234567", "0532-7654321"))
    return Form(f"/assessments/{id}/notice", first, second)


def of_values(hall: Hall) -> Form:
    """What is brought in of a person where there is no sheet."""
    id = an_assessment_by(hall, "dongtai", [{"姓名": "甲某", "加减分": "-3"}])
    person = see_assessment(hall, CONSOLE, id).people[0].id
    first, second = ({"value.加减分": points, "change": "复核"} for points in ("1", "2"))
    return Form(f"/assessments/{id}/people/{person}/values", first, second)


def of_combine(hall: Hall) -> Form:
    """Which of two meetings counts."""
    id = a_jiaozhou(hall, [{"姓名": "甲某"}])
    vote(hall, ["甲某"], [BAD] * 3)
    person = see_assessment(hall, CONSOLE, id).people[0]
    told = {"person": person.id, "reason": "补测"}
    one, two = (number for _item, number in person.measured)
    return Form(f"/assessments/{id}/combine", {"how": one} | told, {"how": two} | told)


def of_parts(hall: Hall) -> Form:
    """What a finished month brings into its quarter, where something else stands already."""
    assert isinstance(hall.clock, Clock)
    reviewers.a_month(
        hall, hall.clock, 7, [{"姓名": name, "月考": "90"} for name in ("甲某", "乙某")]
    )
    there = ({"姓名": "甲某", "7月月考": "80"}, {"姓名": "乙某"})
    id = reviewers.begin(hall, "三季度考核", "2026年第三季度", there)
    keep, replace = {"otherwise": "keep"}, {"otherwise": "replace", "reason": "录错"}
    return Form(f"/assessments/{id}/parts", keep, replace)


DONGTAI = {"姓名": "甲某", "加减分": "-3"} | dict.fromkeys(
    ("工作绩效", "日常管理", "综合测评"), "80"
)
STEP = {"held_by": "部长办公会", "held_on": TODAY, "opinion": "同意"}


def of_unit(hall: Hall) -> Form:
    """The name of the topmost unit."""
    unit = hall.database.write(top_unit)
    return Form(f"/units/{unit}", {"title": "某某县"}, {"title": "某某区"})


GUARDED: dict[str, Callable[[Hall], Form]] = {
    "person": of_who,
    "person_left": of_left,
    "manage_assessment": of_name,
    "unit": of_unit,
    "basics": of_draft("basics", {"title": "甲"}, {"title": "乙"}),
    "voters": of_draft("voters", {"eligible": "48"}, {"eligible": "45"}),
    "people": of_draft("people", {"people-0-person": "赵某"}, {"people-0-person": "钱某"}),
    "custody": of_draft("custody", {"custody": "scrutineers"}, {"custody": "server"}),
    "helpers": of_draft(
        "helpers",
        {"name1": "赵监", "name2": "钱监", "name3": "孙监"},
        {"name1": "李监", "name2": "周监", "name3": "吴监"},
    ),
    "eligible": of_frozen,
    "count_figures": of_ledger,
    "scores": of_scores,
    "values": of_values,
    "sheet": of_person(
        "sheet/1",
        {"exam.(一)1③": "3", "why.(一)1③": "照片", "change": "复核"},
        {"exam.(一)1③": "2", "why.(一)1③": "记录", "change": "复核"},
    ),
    "pass_step": of_review("step", 4, **STEP),
    "return_step": of_review("return", 5, step="部长办公会审核", reason="补材料"),
    "consent": of_consent,
    "change_grade": of_grade,
    "set_default_view": of_default,
    "notice": of_notice,
    "combine": of_combine,
    "assessment_parts": of_parts,
}


def send(desk: Desk, form: Form, fields: dict[str, Any]) -> int:
    """Send a form, and once more where the page asks to look at it again first."""
    answer = desk.send(form.to, **fields)
    if 'name="shown"' in desk.page:
        again = hidden_in(desk.page, form.to, form.page)
        if "seen" not in fields:
            again.pop("seen")
        answer = desk.send(form.to, **again)
    return answer.status_code


@pytest.mark.parametrize("name", GUARDED)
def test_the_later_of_two_devices_is_asked_and_loses_nothing(
    desk: Desk, phone: Desk, hall: Hall, name: str
) -> None:
    form = GUARDED[name](hall)
    desk.look(form.page)
    phone.look(form.page)
    seen = [hidden_in(each.page, form.to, form.page) for each in (phone, desk)]
    before = written(hall)
    assert send(phone, form, seen[0] | form.first) == 200, phone.page
    after = written(hall)
    assert after > before, phone.page
    assert send(desk, form, seen[1] | form.second) == 409
    assert written(hall) == after
    assert "王芳" in desk.page
    seen[1].pop("seen")
    send(desk, form, seen[1] | form.second)
    assert "这里刚才改过" not in desk.page, "the control: the former form asks nobody"
