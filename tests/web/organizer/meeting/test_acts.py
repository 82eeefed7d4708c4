"""What the pages of slips, acts and the count promise, and what they refuse."""

import re

import pytest
from makers.meetings import BAD, VERY
from people.desk import Desk, a_desk, without_secrets

from ballot.domain.access import CONSOLE
from ballot.domain.meeting import State
from ballot.domain.paper import Ballot
from ballot.slips import tokens
from ballot.usecases.casting.cast_ballot import cast_ballot
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.bring_in_scores import see_scores
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.web.proxy import Application


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The acts themselves are tested on both databases; here are their pages."""
    return sqlite_url


@pytest.fixture
def desk(app: Application, hall: Hall) -> Desk:
    """The organizer has signed in."""
    return a_desk(app, hall)


def cast(hall: Hall, number: str, digits: str, *answers: int) -> None:
    """Vote with the twelve digits of a slip."""
    code = tokens.parse(digits)
    assert code
    cast_ballot(hall, number, code, Ballot(answers))


def an_open_meeting(desk: Desk, slips: int = 46, **plan: str) -> tuple[str, list[str]]:
    """A meeting brought to the vote by its pages, and the digits of its slips."""
    number = desk.new_meeting(**plan)
    digits = desk.print_slips(number, slips)
    desk.press(number, "freeze")
    desk.press(number, "open")
    return number, digits


def state(hall: Hall, number: str) -> State:
    """Where the meeting stands."""
    return see_meeting(hall, CONSOLE, number).state


def test_a_second_round_has_slips_of_its_own(desk: Desk, hall: Hall) -> None:
    number, digits = an_open_meeting(desk, slips=3, eligible="4")
    desk.close(number)
    desk.press(number, "box")
    answer = desk.press(number, "round-two")
    second = answer.request.path.rpartition("/")[2]
    assert second != number
    desk.look(f"/meetings/{second}/slips")
    desk.send(f"/meetings/{second}/slips", count="2")
    assert desk.page.count("第二轮</p>") == 2
    assert not set(re.findall(r"\d{4} \d{4} \d{4}", desk.page)) & set(digits)
    for page in ("", "/result"):
        desk.look(f"/meetings/{number}{page}")
        assert f'href="/meetings/{second}"' in desk.page
        assert "举行第二轮</button>" not in desk.page


def test_unconfirmed_slips_wait_and_a_broken_print_is_voided(desk: Desk, hall: Hall) -> None:
    number = desk.new_meeting()
    desk.look(f"/meetings/{number}/slips")
    desk.send(f"/meetings/{number}/slips", count="5")
    desk.press(number, "freeze")
    assert "还有没确认打印完的票" in desk.page
    desk.send(f"/meetings/{number}/slips/1/void")
    assert "已全部作废" in desk.page
    assert see_meeting(hall, CONSOLE, number).slips == 0


def test_a_torn_slip_is_voided_by_its_digits_and_a_spent_one_is_not(desk: Desk, hall: Hall) -> None:
    number, digits = an_open_meeting(desk, slips=3)
    cast(hall, number, digits[0], VERY, VERY)
    void = f"/meetings/{number}/slips/void"
    desk.send(void, digits=digits[1])
    assert "请写明" in desk.page
    desk.send(void, digits=digits[1], reason="撕坏了")
    assert "这张票已作废" in desk.page
    desk.send(void, digits=digits[1], reason="撕坏了")
    assert "已作废。请找现场工作人员" in desk.page
    desk.send(void, digits=digits[0], reason="撕坏了")
    assert "已经投过" in desk.page
    desk.send(void, digits="0000 1111 2222", reason="撕坏了")
    assert "没有这张票" in desk.page
    assert desk.send(void, digits="").status_code == 422
    assert "12 位数字" in desk.page


@pytest.mark.parametrize("count", ["0", "", "一", "100001", "-1"])
def test_a_wrong_number_of_slips_prints_nothing(desk: Desk, hall: Hall, count: str) -> None:
    number = desk.new_meeting()
    desk.look(f"/meetings/{number}/slips")
    assert desk.send(f"/meetings/{number}/slips", count=count).status_code == 422
    assert 'id="count-error"' in desk.page
    assert see_meeting(hall, CONSOLE, number).batches == ()


def test_nothing_of_a_rehearsal_stays(desk: Desk, hall: Hall) -> None:
    number = desk.new_meeting()
    desk.press(number, "rehearse")
    desk.look(f"/meetings/{number}/slips")
    desk.send(f"/meetings/{number}/slips", count="2")
    assert desk.page.count("演练</p>") == 2
    desk.press(number, "reset")
    assert state(hall, number) is State.DRAFT
    assert see_meeting(hall, CONSOLE, number).batches == ()


def test_closing_waits_for_the_checklist_and_the_password(desk: Desk, hall: Hall) -> None:
    number, _ = an_open_meeting(desk, slips=3)
    ticks = {"everyone": "y", "boxes": "y", "unused": "y"}
    desk.press(number, "close", password="秋天的大布村真好看呀")
    assert "请核对这一项" in desk.page
    desk.press(number, "close", **ticks, password="不对")
    assert "密码不对" in desk.page
    desk.press(number, "close", **ticks, password="")
    assert state(hall, number) is State.OPEN
    desk.close(number)
    assert state(hall, number) is State.CLOSED


def test_the_password_of_the_close_is_not_to_be_tried_out(desk: Desk, hall: Hall) -> None:
    number, _ = an_open_meeting(desk, slips=3)
    desk.look(f"/meetings/{number}/close")
    answers = [desk.send(f"/meetings/{number}/close", password=str(n)) for n in range(11)]
    assert [each.status_code for each in answers] == [422] * 10 + [429]
    desk.close(number)
    assert state(hall, number) is State.OPEN


def test_what_is_undone_is_written_down_with_its_reason(desk: Desk, hall: Hall) -> None:
    number = desk.new_meeting()
    desk.print_slips(number, 3)
    desk.press(number, "freeze")
    desk.press(number, "unfreeze", reason="")
    assert state(hall, number) is State.FROZEN
    desk.press(number, "unfreeze", reason="名字写错了")
    assert state(hall, number) is State.DRAFT
    desk.press(number, "cancel", reason="改期")
    assert state(hall, number) is State.CANCELLED
    desk.look(f"/journal?meeting={number}")
    assert "名字写错了" in desk.page
    assert "改期" in desk.page


def stripped(pages: dict[str, str]) -> dict[str, str]:
    """The pages without the secrets of their forms."""
    return {name: without_secrets(page) for name, page in pages.items()}


def test_before_the_close_a_small_hall_sees_only_whether_it_is_enough(
    desk: Desk, hall: Hall
) -> None:
    number, digits = an_open_meeting(desk, slips=29, eligible="29", names="张某")
    pages = ("turnout", "turnout/now", "screen", "close")
    before = {page: desk.look(f"/meetings/{number}/{page}").text for page in pages}
    assert all("未达到" in page or "还没有达到" in page for page in before.values())
    for slip in digits[:19]:
        cast(hall, number, slip, VERY)
    same = {page: desk.look(f"/meetings/{number}/{page}").text for page in pages}
    assert stripped(same) == stripped(before)
    cast(hall, number, digits[19], VERY)
    for page in pages:
        assert "已达到" in desk.look(f"/meetings/{number}/{page}").text


def test_the_count_answers_304_until_a_ballot_comes(desk: Desk, hall: Hall) -> None:
    number, digits = an_open_meeting(desk, slips=46)
    now = f"/meetings/{number}/turnout/now"
    first = desk.client.get(now)
    tag = {"If-None-Match": first.headers["ETag"]}
    assert "还差 31 票达到三分之二" in first.text
    assert desk.client.get(now, headers=tag).status_code == 304
    cast(hall, number, digits[0], VERY, VERY)
    again = desk.client.get(now, headers=tag)
    assert again.status_code == 200
    assert "还差 30 票达到三分之二" in again.text


def test_no_option_is_on_the_wall_before_the_close(desk: Desk, hall: Hall) -> None:
    number, digits = an_open_meeting(desk)
    for slip in digits[:31]:
        cast(hall, number, slip, VERY, BAD)
    for page in ("turnout", "turnout/now", "screen", "result", "close", ""):
        shown = desk.look(f"/meetings/{number}/{page}".rstrip("/")).text
        assert not [word for word in ("很满意", "基本满意", "不满意") if word in shown]


def test_a_refused_act_says_why_on_the_page_of_its_meeting(desk: Desk, hall: Hall) -> None:
    number = desk.new_meeting()
    desk.press(number, "box")
    assert "现在不能“开箱”" in desk.page
    assert state(hall, number) is State.DRAFT
    desk.press(number, "open")
    assert "还没有制票" in desk.page
    assert desk.look("/meetings/999999").status_code == 404


def test_the_print_page_is_kept_nowhere(desk: Desk) -> None:
    number = desk.new_meeting()
    desk.look(f"/meetings/{number}/slips")
    answer = desk.send(f"/meetings/{number}/slips", count="13")
    assert "no-store" in answer.headers["Cache-Control"]
    assert desk.page.count('class="sheet"') == 2
    assert desk.page.count('class="slip"') == 13
    assert desk.page.rstrip().endswith("</html>")
    assert "扫不开？请到现场平板投票" in desk.page


def test_a_missing_score_is_brought_in_on_the_page_of_the_result(desk: Desk, hall: Hall) -> None:
    number, digits = an_open_meeting(desk, slips=31, eligible="31", names="张某\n李某")
    for slip in digits[:21]:
        cast(hall, number, slip, VERY, BAD)
    desk.close(number)
    desk.press(number, "box")
    assert "缺组织工作目标考评得分，待测评" in desk.page
    scores = f"/meetings/{number}/scores"
    desk.look(scores)
    desk.send(scores, **{"lines-0": "一百", "lines-1": "98.5"})
    assert "不是数" in desk.page
    assert '<a href="#lines-0">1. 张某' in desk.page
    second_look(desk, scores, **{"lines-0": "１１２", "lines-1": ""})
    assert "112.00" in desk.page
    assert "缺组织工作目标考评得分" in desk.page


def second_look(desk: Desk, path: str, **typed: str) -> None:
    """Send scores, and confirm what the second look shows."""
    desk.send(path, **typed)
    assert "现在还没有计入" in desk.page
    shown = re.search(r'name="shown" value="([^"]+)"', desk.page)
    assert shown
    assert desk.send(path, **typed, shown=shown[1]).request.path.endswith("/result")


def test_a_score_that_was_typed_wrongly_is_corrected_after_a_second_look(
    desk: Desk, hall: Hall
) -> None:
    number = desk.new_meeting(names="张某\n李某")
    scores = f"/meetings/{number}/scores"
    desk.look(scores)
    second_look(desk, scores, **{"lines-0": "112", "lines-1": "98"})
    assert [each.text for each in see_scores(hall, CONSOLE, number)] == ["112", "98"]
    typed = {"lines-0": "1120", "lines-1": "98"}
    assert desk.send(scores, **typed).status_code == 422
    assert "请写明原因" in desk.page
    desk.send(scores, **typed, change="抄错了")
    assert "比这一栏能得的最多" in desk.page
    assert [each.text for each in see_scores(hall, CONSOLE, number)] == ["112", "98"]
    shown = {"change": "抄错了", "shown": "1:112:1120"}
    desk.send(scores, **typed, **shown)
    assert "confirm_beyond" in desk.page, "asked again until it is ticked"
    desk.send(scores, **typed, **shown, then="back")
    assert 'value="1120"' in desk.page
    desk.send(scores, **typed, **shown, confirm_beyond="on")
    assert [each.text for each in see_scores(hall, CONSOLE, number)] == ["1120", "98"]
    desk.send(scores, **{"lines-0": "110"}, change="又看错", shown="1:112:110")
    assert "现在还没有计入" in desk.page, "what stands is not what was shown"


def test_the_eligible_are_corrected_with_a_reason_and_the_quorum_follows(
    desk: Desk, hall: Hall
) -> None:
    number, _ = an_open_meeting(desk, slips=46)
    page = f"/meetings/{number}/eligible"
    desk.look(page)
    desk.send(page, eligible="60", reason="")
    assert "请写明原因" in desk.page
    assert see_meeting(hall, CONSOLE, number).eligible == 46
    desk.send(page, eligible="60", reason="漏记了入党积极分子")
    assert see_meeting(hall, CONSOLE, number).eligible == 60
    assert "还差 40 票" in desk.look(f"/meetings/{number}/turnout").text
    assert "漏记了入党积极分子" in desk.look("/journal").text


def test_a_rehearsal_warns_of_the_slips_that_it_costs(desk: Desk) -> None:
    number = desk.new_meeting()
    assert "开始演练" in desk.look(f"/meetings/{number}/rehearsal").text
    assert "会因此全部失效" not in desk.page
    desk.print_slips(number, 3)
    assert "3 张正式票会因此全部失效" in desk.look(f"/meetings/{number}/rehearsal").text


def test_a_slip_of_another_meeting_is_not_voided_here(desk: Desk, hall: Hall) -> None:
    number, _ = an_open_meeting(desk, slips=3)
    other = desk.new_meeting(title="小高村的测评会")
    desk.print_slips(other, 2)
    address = f"{hall.public_url}/v/{other}/{'A' * 26}"
    desk.send(f"/meetings/{number}/slips/void", digits=address, reason="捡到的")
    assert "“小高村的测评会”的票，不能投在这里" in desk.page
    unknown = address.replace(other, "000000")
    desk.send(f"/meetings/{number}/slips/void", digits=unknown, reason="捡到的")
    assert "“000000”的票，不能投在这里" in desk.page
    desk.send(f"/meetings/{number}/slips/void", digits="这不是票", reason="捡到的")
    assert "没有这张票" in desk.page


def test_the_list_says_what_is_next_in_each_meeting(desk: Desk, hall: Hall) -> None:
    desk.new_meeting(title="还没打印的")
    number, digits = an_open_meeting(desk, slips=46, title="正在投的")
    cast(hall, number, digits[0], VERY, VERY)
    small, _ = an_open_meeting(desk, slips=3, eligible="9", title="人少的")
    page = desk.look("/meetings/").text
    lines = {name: page.partition(name)[2].partition("</li>")[0] for name in TITLES}
    assert "下一步：打印测评票" in lines["还没打印的"]
    assert "收回 1 / 46" in lines["正在投的"]
    assert "未达到法定人数" in lines["人少的"]
    assert "/ 9" not in lines["人少的"]
    desk.close(small)
    assert "未达到：结束本轮" in desk.look("/meetings/").text


TITLES = ("还没打印的", "正在投的", "人少的")


def test_what_no_export_is_is_no_page(desk: Desk) -> None:
    number = desk.new_meeting()
    assert desk.look(f"/meetings/{number}/result.exe").status_code == 404
    assert "票箱还没有打开" in desk.look(f"/meetings/{number}/result").text


@pytest.mark.parametrize("eligible", ["0", "100001", "", "几十"])
def test_a_wrong_correction_changes_nothing(desk: Desk, hall: Hall, eligible: str) -> None:
    number, _ = an_open_meeting(desk, slips=3)
    page = f"/meetings/{number}/eligible"
    desk.look(page)
    assert desk.send(page, eligible=eligible, reason="写错了").status_code == 422
    assert 'id="eligible-error"' in desk.page
    assert see_meeting(hall, CONSOLE, number).eligible == 46
