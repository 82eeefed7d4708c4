"""A voter's road through the front: the sentences of ``test_voter``, and a machine that fails."""

from typing import Any

import pytest
from makers.meetings import AMeeting, an_open_meeting
from makers.rsgi import Asking
from people.phone import Phone
from web.voter import test_voting as road
from web.voter.test_voting import ALL_GOOD, DONE, SPENT, returned
from werkzeug.test import Client

from ballot.storage.casting.group_commit import Answered, Cast
from ballot.storage.database import Database
from ballot.usecases.hall import Hall

SENTENCES = (
    "test_a_changed_mind_goes_back_with_everything_chosen",
    "test_a_form_filled_before_the_close_is_told_and_not_echoed",
    "test_a_rehearsal_is_marked_on_every_page",
    "test_a_rule_about_the_whole_ballot_is_told_before_it_is_sealed",
    "test_a_second_press_counts_nothing",
    "test_a_void_slip_is_gone",
    "test_after_the_close_an_unused_slip_is_gone_and_a_spent_one_is_told_so_for_ever",
    "test_an_answer_that_is_not_on_the_paper_is_refused",
    "test_an_empty_paper_is_told_and_may_count_as_blank",
    "test_missing_answers_are_named_and_kept_on_the_way_back",
    "test_more_than_16_kilobytes_are_not_read",
    "test_one_person_is_judged_on_one_page_and_the_first_press_counts",
    "test_several_persons_are_looked_at_once_more",
    "test_what_is_missing_counts_as_blank_only_where_the_voter_saw_it",
    "test_where_the_scheme_has_no_blank_there_is_only_a_way_back",
)
"""Those of ``test_voter`` that ask nothing of the way by which a page is made."""

one, ten = road.one, road.ten
globals().update({name: getattr(road, name) for name in SENTENCES})


@pytest.fixture
def client(front: Asking) -> Client:
    """A browser that keeps no cookie, before the front."""
    return Client(front, use_cookies=False)


def failing(outcome: Exception, *, arrives: bool) -> Any:
    """A writer that tells of a failure; before it the ballot has arrived, or has not."""
    drop_in = Database.drop_in

    def fail(database: Database, cast: Cast, answered: Answered) -> None:
        if arrives:
            drop_in(database, cast, lambda same, _outcome: answered(same, outcome))
        else:
            answered(cast, outcome)

    return fail


def test_a_failed_cast_offers_the_same_ballot_again(
    client: Client,
    ten: AMeeting,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    phone = Phone(client).scan(ten).press(ALL_GOOD)
    with monkeypatch.context() as patch:
        patch.setattr(Database, "drop_in", failing(OSError("a1_1=2"), arrives=False))
        phone.press(button="cast")
    assert phone.status == 503
    assert "请再交一次" in phone.text
    assert phone.form.hidden == ALL_GOOD
    written = capfd.readouterr()
    told = written.out + written.err
    assert "cause=OSError" in told
    assert "a1_1" not in told
    assert ten.slips[0].token.text not in told
    assert DONE in phone.press(button="cast").text
    assert returned(ten) == 1


def test_a_ballot_that_arrived_although_the_answer_was_lost_is_told_so(
    client: Client, ten: AMeeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = Phone(client).scan(ten).press(ALL_GOOD)
    with monkeypatch.context() as patch:
        patch.setattr(Database, "drop_in", failing(OSError(), arrives=True))
        phone.press(button="cast")
    assert SPENT in phone.text
    assert "满意</b>" not in phone.text
    assert returned(ten) == 1


def test_a_database_that_does_not_answer_shows_no_choice(
    client: Client,
    one: AMeeting,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    def gone(*_given: object) -> None:
        raise OSError(one.slips[0].token.text)

    url = Phone(client).scan(one).url
    with monkeypatch.context() as patch:
        patch.setattr(Database, "standing", gone)
        answer = client.post(url, data={"a1_1": "2"})
    assert answer.status_code == 503
    assert "请再交一次" in answer.text
    assert "checked" not in answer.text
    written = capfd.readouterr()
    assert "error=OSError" in written.out + written.err
    assert one.slips[0].token.text not in written.out + written.err
    assert DONE in client.post(url, data={"a1_1": "2"}).text


def test_nothing_is_kept_of_what_anybody_chose(front: Asking, client: Client, hall: Hall) -> None:
    """After a hundred forms the front holds as many pages as after the first of each kind."""
    meeting = an_open_meeting(hall, slips=12, subjects=2)
    kept = set()
    for place, slip in enumerate(meeting.slips):
        phone = Phone(client).scan(meeting, slip)
        phone.press({"a1_1": str(1 + place % 4), "a2_1": str(1 + place % 3)})
        phone.press(button="cast")
        assert DONE in phone.text
        if place > 0:
            kept.add(len(front.front.voters.kept))
    assert kept == {2}, "the paper and the page that says it is in"
