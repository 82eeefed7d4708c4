"""Two of three open the box on their own phones: mistakes are named, and no key leaves a phone."""

import json
from collections.abc import Iterator

import pytest
from browser.eyes import is_usable
from makers.meetings import BAD, GOOD, VERY
from makers.meetings_of_scrutineers import Scrutinised, a_closed_meeting_of_scrutineers
from people.opener import a_phone, compare, give, give_good, look, slip_of
from playwright.sync_api import Browser, Page, Request, Route, expect

from ballot.box import shares
from ballot.domain.meeting import State
from ballot.usecases.hall import Hall
from ballot.usecases.opening.see_opening import see_opening
from ballot.usecases.result.see_result import see_result


@pytest.fixture
def held(hall: Hall) -> Scrutinised:
    return a_closed_meeting_of_scrutineers(hall, [VERY, VERY, GOOD, BAD], slips=5, eligible=5)


@pytest.fixture
def phones(chromium: Browser, house: str, held: Scrutinised) -> Iterator[list[Page]]:
    """The phones of the three, at the page of the opening."""
    opened = [a_phone(chromium, house, badge) for badge in held.badges]
    for page in opened:
        look(page, house, held.number)
    yield opened
    for page in opened:
        page.context.close()


def sent_by(pages: list[Page]) -> list[str]:
    """All that these phones send from now on: addresses and bodies."""
    seen: list[str] = []

    def note(request: Request) -> None:
        seen.append(f"{request.url} {request.post_data or ''}")

    for page in pages:
        page.context.on("request", note)
    return seen


def failed(page: Page) -> str:
    """What the page complains of."""
    expect(page.locator("#failed")).to_be_visible()
    return page.locator("#failed").inner_text()


def misread(slip: str, group: int) -> str:
    """The slip with one character of a group read wrongly."""
    groups = slip.split()
    groups[group - 1] = ("C" if groups[group - 1][0] != "C" else "D") + groups[group - 1][1:]
    return " ".join(groups)


def test_two_open_the_box_and_every_mistake_before_is_named(
    phones: list[Page], house: str, hall: Hall, held: Scrutinised
) -> None:
    first, second, third = phones
    seen = sent_by(phones)
    assert compare(first) == see_opening(hall, held.holder(1), held.number).close_value
    mine = slip_of(held.shares[0])
    wrong = {
        mine[:11]: "只到第 3 组",
        mine + " ABCD": "只有 14 组",
        mine.replace(mine[25:29], "A9AA"): "第 6 组里有",
        misread(mine, 9): "第 9 组有一个字抄错了",
        misread(misread(mine, 2), 11): "不止一个字",
        slip_of(shares.split()[1][0]): "不是本场的",
        slip_of(held.shares[1]): "2 号监票人的钥匙",
    }
    for text, said in wrong.items():
        give(first, text)
        expect(first.locator("#failed")).to_contain_text(said)
    is_usable(first)
    give_good(first, held.shares[0])
    expect(first.locator(".came")).to_contain_text("1 / 2")
    assert see_result(hall, held.number).facts.state is State.CLOSED
    compare(second)
    give_good(second, held.shares[1])
    expect(second.locator(".say.good")).to_contain_text("票箱已打开")
    expect(first.locator(".say.good")).to_contain_text("票箱已打开")
    third.reload()
    expect(third.locator(".say.good")).to_contain_text("票箱已打开")
    found = see_result(hall, held.number)
    assert [each.number for each in found.facts.opened_by] == [1, 2]
    (opened,) = (each.opened for each in found.subjects)
    assert opened is not None
    assert [n for _, n in opened.counts] == [2, 1, 0, 1]
    said = "\n".join(seen)
    assert f"/s/{held.number}/opening/made" in said
    for share in held.shares:
        slip = slip_of(share)
        for secret in (slip, slip.replace(" ", ""), share.secret.hex()):
            assert secret not in said


def test_a_list_with_a_row_less_is_not_opened(phones: list[Page], held: Scrutinised) -> None:
    """The server that shows one root and hands out another list is found out by the phone."""
    page = phones[0]

    def cut(route: Route) -> None:
        listed = json.loads(route.fetch().text())
        listed["lists"][0]["rows"].pop()
        route.fulfill(json=listed)

    page.route("**/opening/list", cut)
    compare(page)
    give(page, slip_of(held.shares[0]))
    assert "与您核对的码不符" in failed(page)
    page.unroute("**/opening/list")
    give_good(page, held.shares[0])


def test_a_line_that_breaks_costs_no_second_typing(phones: list[Page], held: Scrutinised) -> None:
    page = phones[0]
    compare(page)
    page.route("**/opening/made", lambda route: route.abort())
    give(page, slip_of(held.shares[0]))
    expect(page.locator("#again")).to_be_visible()
    page.unroute("**/opening/made")
    with page.expect_navigation():
        page.click("#again")
    expect(page.locator(".tear")).to_be_visible()


def test_whoever_finds_another_root_is_told_to_stop(phones: list[Page]) -> None:
    page = phones[0]
    page.click("#differ")
    expect(page.locator("[data-stage=foreign]")).to_contain_text("请停下")
    expect(page.locator("#key")).to_be_hidden()
