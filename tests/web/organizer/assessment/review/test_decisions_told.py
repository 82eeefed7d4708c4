"""What a decision did and which 公示 counts no more, as the pages say it."""

import re

import pytest
from makers.meetings import Clock
from makers.reviewed import HELD, TODAY, a_notice_over, seven, walk
from people.desk import Desk

from ballot.domain.access import CONSOLE
from ballot.usecases.hall import Hall
from ballot.usecases.review.see_review import see_review

STEP = {"held_by": HELD.held_by, "held_on": TODAY, "opinion": "同意"}
PLAIN = {
    "text": "按照办法",
    "publisher": "市委组织部",
    "telephone": "12345",
    "first": TODAY,
    "days": "7",
}


@pytest.fixture
def told(moved: tuple[Hall, Clock]) -> int:
    """An assessment whose steps are done and whose 公示 is over; before anybody signs in."""
    hall, clock = moved
    id = seven(hall)
    walk(hall, id)
    a_notice_over(hall, clock, id)
    return id


def test_the_pages_say_that_a_notice_counts_no_more_and_lead_to_another(
    told: int, hall: Hall, desk: Desk
) -> None:
    id, at = told, f"/assessments/{told}"
    desk.look(f"{at}/review")
    desk.send(f"{at}/review/return", step="报市委审批", reason="复核")
    first = see_review(hall, CONSOLE, id).people[0].id
    desk.send(f"{at}/people/{first}/grade", grade="称职", reason="会议研究")
    desk.send(f"{at}/review/step", **STEP)
    assert "2026-12-26 结束的公示和现在的结果不一样，不再算数。" in desk.page
    assert "办结这次考核" not in desk.page
    desk.send(f"{at}/review/conclude")
    assert "请重新公示" in desk.page
    assert "和现在的结果不一样，不再算数" in desk.look(f"{at}/notice").text


def test_a_decision_says_what_it_did(hall: Hall, desk: Desk) -> None:
    id = seven(hall)
    walk(hall, id)
    at = f"/assessments/{id}"
    desk.look(f"{at}/notice")
    desk.send(f"{at}/notice", **PLAIN)
    desk.send(f"{at}/notice/post")
    first = str(see_review(hall, CONSOLE, id).people[0].id)
    for item, granted, after, said in (
        ("", "refuse", "", "不予支持，已登记。得分、等次和公示都没有变。"),
        ("", "grant", "", "没有针对某一项，得分、等次和公示都没有变"),
        ("办实事奖分", "grant", "0", "“办实事奖分”由 7 改为 0。公示已撤下。"),
    ):
        claim = {"person": first, "item": item, "appellant": "村民", "claim": "请核实"}
        desk.send(f"{at}/appeals/objection", **{f"objection-{k}": v for k, v in claim.items()})
        (number,) = re.findall(r"/appeals/(\d+)/decide", desk.page)
        decision = {"decided_by": "考核组", "reason": "查实", "granted": granted, "after": after}
        fields = {f"d{number}-{key}": text for key, text in decision.items()}
        desk.send(f"{at}/appeals/{number}/decide", **fields)
        assert said in desk.page
