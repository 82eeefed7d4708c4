"""The voter's road from the slip to 「已计入」, and every way a slip may stand."""

from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from makers.meetings import SCHEME, AMeeting, a_closed_meeting, a_draft, a_plan, an_open_meeting
from people.phone import Phone

from ballot import schemes
from ballot.domain.access import CONSOLE
from ballot.domain.errors import CouldNotCast
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.meeting.rehearse import rehearse
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result.watch_turnout import watch_turnout
from ballot.usecases.slips.confirm_batch import confirm_batch
from ballot.usecases.slips.issue_slips import issue_slips
from ballot.usecases.slips.void_slip import void_slip
from ballot.web.voter import voting

DONE = "已经投好了，已计入。谢谢您！"
SPENT = "这张票已经投过，已计入，不能更改。如果不是您投的，请找现场工作人员。"
ALL_GOOD = {f"a{subject}_1": "2" for subject in range(1, 11)}


def returned(meeting: AMeeting) -> int:
    """How many ballots have come back."""
    return watch_turnout(meeting.hall, CONSOLE, meeting.number).returned or 0


@pytest.fixture
def one(hall: Hall) -> AMeeting:
    """An open meeting on one person."""
    return an_open_meeting(hall, slips=5, eligible=46)


@pytest.fixture
def ten(hall: Hall) -> AMeeting:
    """An open meeting on ten persons."""
    return an_open_meeting(hall, slips=5, subjects=10)


# --- one person -------------------------------------------------------------------------------


def test_one_person_is_judged_on_one_page_and_the_first_press_counts(
    client: FlaskClient, one: AMeeting
) -> None:
    phone = Phone(client).scan(one)
    assert phone.status == 200
    assert phone.form.radios == {"a1_1": ["1", "2", "3", "4"]}
    assert phone.form.checked == {}
    assert phone.form.buttons == []
    phone.press({"a1_1": "2"})
    assert phone.status == 200
    assert DONE in phone.text
    assert "下一位：请扫下一张票" in phone.text
    assert returned(one) == 1


def test_the_paper_shows_title_name_options_in_order_and_the_fingerprint(
    client: FlaskClient, one: AMeeting
) -> None:
    text = Phone(client).scan(one).text
    places = [text.index(word) for word in (">很满意<", ">满意<", ">基本满意<", ">不满意<")]
    assert places == sorted(places)
    assert "第一书记群众满意度测评 大布村" in text
    assert "张某" in text
    assert "校验码" in text


def test_a_second_press_counts_nothing(client: FlaskClient, one: AMeeting) -> None:
    phone = Phone(client).scan(one)
    first = phone.form
    phone.press({"a1_1": "2"})
    again = client.post(phone.url, data={**first.hidden, "a1_1": "4"})
    assert again.status_code == 200
    assert SPENT in again.get_data(as_text=True)
    assert returned(one) == 1


def test_an_empty_paper_is_told_and_may_count_as_blank(client: FlaskClient, one: AMeeting) -> None:
    phone = Phone(client).scan(one).press()
    assert "还有 1 项没选：第 1 项" in phone.text
    assert "没选的算弃权，交票" in phone.text
    assert returned(one) == 0
    phone.press(button="cast")
    assert DONE in phone.text
    assert returned(one) == 1


def test_an_answer_that_is_not_on_the_paper_is_refused(client: FlaskClient, one: AMeeting) -> None:
    for wrong in ("0", "5", "9", "-1", "2.0", "二", "1" * 400):
        answer = client.post(Phone(client).scan(one).url, data={"a1_1": wrong})
        assert answer.status_code == 400, wrong
        assert "第 1 项的选择不在票面上" in answer.get_data(as_text=True)
    assert returned(one) == 0


def test_more_than_16_kilobytes_are_not_read(client: FlaskClient, one: AMeeting) -> None:
    answer = client.post(Phone(client).scan(one).url, data={"a1_1": "1", "x": "y" * 17_000})
    assert answer.status_code == 413
    assert returned(one) == 0


# --- several persons --------------------------------------------------------------------------


def test_several_persons_are_looked_at_once_more(client: FlaskClient, ten: AMeeting) -> None:
    phone = Phone(client).scan(ten).press(ALL_GOOD)
    assert returned(ten) == 0
    assert phone.form.hidden == ALL_GOOD
    assert phone.form.buttons == ["back", "cast"]
    assert phone.text.count("<b>满意</b>") == 10
    phone.press(button="cast")
    assert DONE in phone.text
    assert returned(ten) == 1


def test_missing_answers_are_named_and_kept_on_the_way_back(
    client: FlaskClient, ten: AMeeting
) -> None:
    some = {name: value for name, value in ALL_GOOD.items() if name not in ("a3_1", "a5_1")}
    phone = Phone(client).scan(ten).press(some)
    assert "还有 2 项没选：第 3 项、第 5 项" in phone.text
    assert phone.text.count("<mark>没选</mark>") == 2
    phone.press(button="back")
    assert phone.form.checked == some
    phone.press({"a3_1": "1", "a5_1": "1"})
    assert "没选" not in phone.text
    phone.press(button="cast")
    assert DONE in phone.text


def test_the_way_back_to_what_is_missing_is_put_forward_and_each_row_is_marked(
    client: FlaskClient, ten: AMeeting
) -> None:
    some = {name: value for name, value in ALL_GOOD.items() if name not in ("a3_1", "a5_1")}
    phone = Phone(client).scan(ten).press(some)
    assert '<button formaction="#m" name=back' in phone.text
    assert "<button class=q name=cast" in phone.text
    phone.press(button="back")
    assert phone.text.count("<fieldset class=u") == 2
    assert "<fieldset class=u id=m><legend>3. 王某 <mark>没选</mark></legend>" in phone.text
    phone.press({"a3_1": "1", "a5_1": "1"})
    assert "<button class=q name=back" in phone.text
    assert "<button name=cast" in phone.text
    assert "class=u" not in phone.press(button="back").text


def test_a_blank_paper_reminds_of_nothing(client: FlaskClient, ten: AMeeting) -> None:
    assert "没选" not in Phone(client).scan(ten).text


def test_spent_looks_other_than_just_counted(client: FlaskClient, one: AMeeting) -> None:
    done = Phone(client).scan(one).press({"a1_1": "2"}).text
    assert '<p class="m g" aria-hidden=true>✓</p>' in done
    spent = Phone(client).scan(one).text
    assert '<p class="m s" aria-hidden=true>!</p>' in spent
    assert "下一位" not in spent


def test_what_is_missing_counts_as_blank_only_where_the_voter_saw_it(
    client: FlaskClient, ten: AMeeting
) -> None:
    phone = Phone(client).scan(ten)
    answer = client.post(phone.url, data={"a1_1": "1", "cast": "1"})
    assert "还有 9 项没选" in answer.get_data(as_text=True)
    assert returned(ten) == 0


def test_a_changed_mind_goes_back_with_everything_chosen(
    client: FlaskClient, ten: AMeeting
) -> None:
    phone = Phone(client).scan(ten).press(ALL_GOOD).press(button="back")
    assert phone.form.checked == ALL_GOOD
    phone.press({"a1_1": "4"}).press(button="cast")
    assert DONE in phone.text


# --- schemes without 弃权 and with rules about the whole ballot ---------------------------------


def a_meeting_by(hall: Hall, folder: Path, *changes: tuple[str, str]) -> AMeeting:
    """An open meeting on three persons by a scheme in which these lines are changed."""
    text = (schemes.SHIPPED / f"{SCHEME}.toml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / "scheme.toml"
    path.write_text(text, encoding="utf-8")
    number = create_meeting(hall, CONSOLE, a_plan(subjects=3, scheme=str(path)))
    issue = issue_slips(hall, CONSOLE, number, 2)
    confirm_batch(hall, CONSOLE, number, issue.batch)
    open_voting(hall, CONSOLE, number)
    return AMeeting(hall, number, issue.slips, 3)


def test_where_the_scheme_has_no_blank_there_is_only_a_way_back(
    client: FlaskClient, hall: Hall, tmp_path: Path
) -> None:
    meeting = a_meeting_by(hall, tmp_path, ("blank = true", "blank = false"))
    phone = Phone(client).scan(meeting).press({"a1_1": "1"})
    assert "还有 2 项没选：第 2 项、第 3 项" in phone.text
    assert phone.form.buttons == ["back"]
    forced = client.post(phone.url, data={**phone.form.hidden, "cast": "1"})
    assert "还有 2 项没选" in forced.get_data(as_text=True)
    assert returned(meeting) == 0


def test_a_rule_about_the_whole_ballot_is_told_before_it_is_sealed(
    client: FlaskClient, hall: Hall, tmp_path: Path
) -> None:
    rule = ("[voters]", "[ballot]\nat_most_first = 1\n\n[voters]")
    meeting = a_meeting_by(hall, tmp_path, rule)
    phone = Phone(client).scan(meeting).press({"a1_1": "1", "a2_1": "1", "a3_1": "2"})
    assert "选第一档的最多 1 项，您选了 2 项" in phone.text
    assert phone.form.buttons == ["back"]
    phone.press(button="back").press({"a2_1": "2"}).press(button="cast")
    assert DONE in phone.text


# --- how a slip stands ------------------------------------------------------------------------


def test_an_unknown_slip_is_not_found(client: FlaskClient, one: AMeeting) -> None:
    token = "A" * 26
    for path in (
        f"/v/{one.number}/{token}",
        f"/v/000000/{token}",
        f"/v/{one.number}/short",
        f"/v/{one.number}/{one.slips[0].code.text}",
        f"/v/{one.number}/{token}/more",
        "/v/x/y",
    ):
        answer = client.get(path)
        assert answer.status_code == 404, path
        assert "没有这张票" in answer.get_data(as_text=True)


def test_two_slashes_lead_nowhere_and_name_no_slip(client: FlaskClient, one: AMeeting) -> None:
    token = one.slips[0].token.text
    answer = client.get(f"/v//{one.number}//{token}", headers={"Host": "evil.example"})
    assert answer.status_code == 404
    assert token not in answer.text + str(answer.headers)


def test_a_slip_is_read_in_any_case(client: FlaskClient, one: AMeeting) -> None:
    token = one.slips[0].token.text
    for path in (f"/v/{one.number}/{token.lower()}", f"/V/{one.number}/{token}"):
        assert client.get(path).status_code == 200


def test_before_the_opening_the_page_asks_again_by_itself(client: FlaskClient, hall: Hall) -> None:
    draft = a_draft(hall)
    phone = Phone(client).scan(draft)
    assert phone.status == 409
    assert "还没有开始，请稍等" in phone.text
    assert "http-equiv=refresh" in phone.text
    assert phone.answer.headers["Refresh"] == "5"
    open_voting(hall, CONSOLE, draft.number)
    assert Phone(client).scan(draft).status == 200


def test_a_void_slip_is_gone(client: FlaskClient, one: AMeeting) -> None:
    void_slip(one.hall, CONSOLE, one.number, one.slips[1].token, reason="撕坏")
    phone = Phone(client).scan(one, 1)
    assert phone.status == 410
    assert "这张票已作废" in phone.text


def test_after_the_close_an_unused_slip_is_gone_and_a_spent_one_is_told_so_for_ever(
    client: FlaskClient, hall: Hall
) -> None:
    meeting = a_closed_meeting(hall, [0] * 31, slips=46)
    for step in ("closed", "opened"):
        unused = Phone(client).scan(meeting, 45)
        assert unused.status == 410
        spent = Phone(client).scan(meeting, 0)
        assert (spent.status, SPENT in spent.text) == (200, True)
        if step == "closed":
            open_box(hall, CONSOLE, meeting.number)


def test_a_form_filled_before_the_close_is_told_and_not_echoed(
    client: FlaskClient, ten: AMeeting
) -> None:
    phone = Phone(client).scan(ten)
    form = phone.form
    close_voting(ten.hall, CONSOLE, ten.number)
    answer = client.post(phone.url, data={**form.hidden, **ALL_GOOD})
    assert answer.status_code == 410
    assert "满意" not in answer.get_data(as_text=True)


def test_a_slip_whose_batch_nobody_confirmed_does_not_vote_yet(
    client: FlaskClient, hall: Hall
) -> None:
    number = create_meeting(hall, CONSOLE, a_plan())
    rehearse(hall, CONSOLE, number)
    issue = issue_slips(hall, CONSOLE, number, 1)
    phone = Phone(client).scan(AMeeting(hall, number, issue.slips))
    assert phone.status == 409
    assert "整批票还没有确认打印完" in phone.text


def test_a_rehearsal_is_marked_on_every_page(client: FlaskClient, hall: Hall) -> None:
    number = create_meeting(hall, CONSOLE, a_plan())
    rehearse(hall, CONSOLE, number)
    issue = issue_slips(hall, CONSOLE, number, 2)
    confirm_batch(hall, CONSOLE, number, issue.batch)
    phone = Phone(client).scan(AMeeting(hall, number, issue.slips))
    assert "演练" in phone.text
    assert "演练" in phone.press().text
    assert "演练" in phone.press(button="cast").text
    assert DONE in phone.text


# --- when the machine fails -------------------------------------------------------------------


def test_a_failed_cast_offers_the_same_ballot_again(
    client: FlaskClient, ten: AMeeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = Phone(client).scan(ten).press(ALL_GOOD)
    with monkeypatch.context() as broken:
        broken.setattr(ten.hall.database.__class__, "drop_in", fail)
        phone.press(button="cast")
    assert phone.status == 503
    assert "网络不好，还没有交上，请再交一次" in phone.text
    assert returned(ten) == 0
    phone.press(button="cast")
    assert DONE in phone.text
    assert returned(ten) == 1


def test_a_ballot_that_arrived_although_the_answer_was_lost_is_told_so(
    client: FlaskClient, one: AMeeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = Phone(client).scan(one)
    cast = voting.cast_ballot

    def lose_the_answer(*given: Any) -> None:
        cast(*given)
        raise CouldNotCast

    monkeypatch.setattr(voting, "cast_ballot", lose_the_answer)
    phone.press({"a1_1": "1"})
    assert SPENT in phone.text
    assert returned(one) == 1


def test_a_database_that_does_not_answer_shows_no_choice(
    client: FlaskClient, one: AMeeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = Phone(client).scan(one)
    monkeypatch.setattr(one.hall.database.__class__, "standing", fail)
    phone.press({"a1_1": "4"})
    assert phone.status == 503
    assert "请再交一次" in phone.text
    assert '<a class=n href="">再试一次</a>' in phone.text
    assert "不满意" not in phone.text


def fail(*_given: object) -> None:
    raise OSError("disk I/O error at offset 4711")
