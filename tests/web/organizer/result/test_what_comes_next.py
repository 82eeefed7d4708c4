"""The result page says what comes next, and gives the report as PDF, as Word and to be printed."""

import html
import re

import pytest
from makers.meetings import THE_HALL, a_closed_meeting
from makers.unbalanced import nothing_off
from people.desk import Desk, a_desk

from ballot.domain.access import CONSOLE, Role
from ballot.domain.meetings.result import MeetingResult
from ballot.printing.leaf import Leaf
from ballot.usecases.accounts.create_account import create_account
from ballot.usecases.forms.print_meeting_form import MeetingForm, print_meeting_form
from ballot.usecases.hall import Hall
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result.see_result import see_result
from ballot.web.proxy import Application


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """A page and a paper of one result, whatever keeps it."""
    return sqlite_url


@pytest.fixture
def desk(app: Application, hall: Hall) -> Desk:
    """The organizer has signed in."""
    return a_desk(app, hall)


def opened(hall: Hall) -> str:
    meeting = a_closed_meeting(hall, THE_HALL)
    open_box(hall, CONSOLE, meeting.number)
    return meeting.number


def plain(page: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


def test_report_signatures_notice_and_hand_over_in_this_order(hall: Hall, desk: Desk) -> None:
    page = plain(desk.look(f"/meetings/{opened(hall)}/result").text)
    steps = ["打印报告单", "当场签字", "公示", "移交"]
    after = page.partition("打印、签字、公示、移交")[2]
    places = [after.index(step) for step in steps]
    assert places == sorted(places)
    assert "不属于一项考核" in after


def test_a_meeting_of_an_assessment_leads_to_it(hall: Hall, desk: Desk) -> None:
    number = nothing_off(hall).number
    page = desk.look(f"/meetings/{number}/result").text
    link = re.search(r'href="(/assessments/\d+)">去考核', page)
    assert link
    assert desk.look(link[1]).status_code == 200


def test_the_report_comes_as_pdf_as_word_and_opens_to_be_printed(hall: Hall, desk: Desk) -> None:
    page = html.unescape(desk.look(f"/meetings/{opened(hall)}/result").text)
    links = re.findall(r'href="(/meetings/\d+/print/report\.[^"]+)"', page)
    assert [each.rpartition(".")[2] for each in links] == ["pdf", "docx", "pdf?open=1"]
    answers = [desk.client.get(each) for each in links]
    kinds = [answer.headers["Content-Disposition"].partition(";")[0] for answer in answers]
    assert kinds == ["attachment", "attachment", "inline"]
    assert [answer.data[:2] for answer in answers] == [b"%P", b"PK", b"%P"]


def test_whoever_looks_on_reads_the_report_and_no_steps(
    app: Application, hall: Hall, desk: Desk
) -> None:
    number = opened(hall)
    observer = Desk(app.test_client())
    observer.accept(create_account(hall, CONSOLE, "李", Role.OBSERVER), name="李")
    page = observer.look(f"/meetings/{number}/result").text
    assert "结果报告单（PDF）" in page
    assert "当场签字" not in page
    assert "当场签字" in desk.look(f"/meetings/{number}/result").text, "the control"


def numbers_of(result: MeetingResult, leaf: Leaf, page: str) -> list[str]:
    """What paper or page do not say of the result."""
    paper = "\n".join(leaf.texts())
    facts, missing = result.facts, []
    void = f"未用 {facts.unused} · 损坏 {facts.spoiled} · 换发 {facts.exchanged}"
    missing += [void] if void not in page else []
    for subject in result.subjects:
        assert subject.opened is not None
        (question,) = subject.opened.questions
        whole = sum(n for _option, n in question.counts) + question.blank + question.invalid
        for option, count in question.counts:
            percent = f"{count * 100 / whole:.2f}%"
            missing += [option] if f"{count} ({percent})" not in paper else []
            missing += [option] if not re.search(rf"{option} *{count} {percent}", page) else []
        for formula in (subject.opened.satisfaction_formula, subject.opened.final_formula):
            missing += [formula.text] if formula and formula.text not in paper else []
            missing += [formula.shown] if formula and formula.shown not in page else []
    return missing


def test_paper_and_page_say_the_same_numbers(hall: Hall, desk: Desk) -> None:
    number = opened(hall)
    result, page = see_result(hall, number), plain(desk.look(f"/meetings/{number}/result").text)
    leaf = print_meeting_form(hall, CONSOLE, number, MeetingForm.REPORT)
    assert numbers_of(result, leaf, page) == []
    assert numbers_of(result, leaf, page.replace("64.52", "64.53")) == ["很满意"], "the control"
