"""“+S”: what an organizer does only with the consent of a 监票人, once, and to exactly that."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from makers.classes import a_plan_in_classes, in_classes
from makers.meetings import VERY, a_closed_meeting, a_draft
from people.ceremony import (
    PIN,
    WithScrutineers,
    a_meeting_with_keys,
    agreed,
    an_open_meeting_of_scrutineers,
)
from sqlalchemy import insert, update

from ballot.domain.access import CONSOLE
from ballot.domain.acts import WITH_CONSENT, Act
from ballot.domain.errors import (
    ConsentGone,
    ConsentNeeded,
    MayNot,
    PinWaits,
    PlaceUnknown,
    Refused,
    Tampered,
    TwiceTheSame,
    WrongPin,
)
from ballot.domain.ledger.ledger_told import Figure, Spoiled
from ballot.domain.meeting import Custody, State
from ballot.slips import tokens
from ballot.storage import meetings, tables
from ballot.usecases.accounts import badge_pins
from ballot.usecases.accounts.find_badge import at_position
from ballot.usecases.accounts.read_journal import read_journal
from ballot.usecases.consents import answer_consent, consenting
from ballot.usecases.forms.print_meeting_form import MeetingForm, print_meeting_form
from ballot.usecases.hall import Hall
from ballot.usecases.ledger.count_hall import count_hall
from ballot.usecases.ledger.settling import settle_slips
from ballot.usecases.meeting.cancel import cancel
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.correct_eligible import correct_eligible
from ballot.usecases.meeting.freeze import freeze
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.meeting.unfreeze import unfreeze
from ballot.usecases.opening.publish_list import publish_list
from ballot.usecases.slips.issue_slips import issue_slips
from ballot.usecases.slips.void_slip import void_slip


def state(hall: Hall, number: str) -> State:
    return see_meeting(hall, CONSOLE, number).state


def asked(meeting: WithScrutineers) -> list[tuple[str, str | None]]:
    rows = answer_consent.waiting(meeting.hall, CONSOLE, meeting.number)
    return [(row.act, row.answer) for row in rows]


def frozen(hall: Hall) -> WithScrutineers:
    meeting = a_meeting_with_keys(hall)
    meeting.agreed(lambda: freeze(hall, CONSOLE, meeting.number))
    return meeting


def acts_of(meeting: WithScrutineers) -> dict[Act, Callable[[], object]]:
    """Every act of a frozen or open meeting that asks for a consent."""
    hall, number = meeting.hall, meeting.number
    return {
        Act.ISSUE_SLIPS: lambda: issue_slips(hall, CONSOLE, number, 2),
        Act.UNFREEZE: lambda: unfreeze(hall, CONSOLE, number, "写错了"),
        Act.OPEN: lambda: open_voting(hall, CONSOLE, number),
        Act.VOID_SLIP: lambda: void_slip(
            hall, CONSOLE, number, meeting.slips[2].token, reason="撕坏"
        ),
        Act.CORRECT_ELIGIBLE: lambda: correct_eligible(hall, CONSOLE, number, (("", 47),), "补登"),
        Act.CANCEL: lambda: cancel(hall, CONSOLE, number, "停电"),
    }


def test_each_act_of_the_table_is_refused_alone_and_done_with_a_consent(hall: Hall) -> None:
    meeting = frozen(hall)
    for act, do in acts_of(meeting).items():
        before = meetings_row(hall, meeting.number)
        with pytest.raises(ConsentNeeded) as refused:
            do()
        assert refused.value.act == act
        assert meetings_row(hall, meeting.number) == before
    assert {act for act, _answer in asked(meeting)} == set(acts_of(meeting))
    for act in (Act.VOID_SLIP, Act.CORRECT_ELIGIBLE, Act.OPEN, Act.CANCEL):
        meeting.agreed(acts_of(meeting)[act], by=3)
    lines = read_journal(hall, CONSOLE, meeting.number)
    done = [line for line in lines if '"scrutineer":"韩某"' in line.detail]
    assert [line.act for line in done] == ["void_slip", "correct_eligible", "open", "cancel"]
    assert state(hall, meeting.number) is State.CANCELLED


def meetings_row(hall: Hall, number: str) -> object:
    return hall.database.read(lambda db: meetings.get(db, number))


def test_every_act_that_the_table_names_is_tried_here_or_where_it_lives() -> None:
    assert set(WITH_CONSENT) == {
        *(Act.ISSUE_SLIPS, Act.FREEZE, Act.UNFREEZE, Act.OPEN, Act.VOID_SLIP),
        *(Act.EXCHANGE_SLIP, Act.CORRECT_ELIGIBLE, Act.CANCEL, Act.RESUME),
    }


def test_a_consent_is_used_once(hall: Hall) -> None:
    meeting = frozen(hall)
    meeting.agreed(lambda: issue_slips(hall, CONSOLE, meeting.number, 2))
    with pytest.raises(ConsentNeeded):
        issue_slips(hall, CONSOLE, meeting.number, 2)


def test_a_consent_is_to_that_content_alone(hall: Hall) -> None:
    meeting = frozen(hall)
    number = meeting.number
    with pytest.raises(ConsentNeeded):
        correct_eligible(hall, CONSOLE, number, (("", 47),), "补登一人")
    say(meeting, agrees=True)
    for parts, reason in (((("", 48),), "补登一人"), ((("", 47),), "别的原因")):
        with pytest.raises(ConsentNeeded):
            correct_eligible(hall, CONSOLE, number, parts, reason)
    with pytest.raises(ConsentNeeded):
        cancel(hall, CONSOLE, number, "补登一人")
    correct_eligible(hall, CONSOLE, number, (("", 47),), "补登一人")
    assert see_meeting(hall, CONSOLE, number).eligible == 47


def test_a_consent_to_one_slip_voids_no_other_and_names_none(hall: Hall) -> None:
    meeting = an_open_meeting_of_scrutineers(hall)
    first, second = meeting.slips[:2]
    with pytest.raises(ConsentNeeded):
        void_slip(hall, CONSOLE, meeting.number, first.token, reason="撕坏")
    say(meeting, agrees=True)
    with pytest.raises(ConsentNeeded):
        void_slip(hall, CONSOLE, meeting.number, second.token, reason="撕坏")
    void_slip(hall, CONSOLE, meeting.number, first.token, reason="撕坏")
    row = hall.database.read(lambda db: meetings.get(db, meeting.number))
    h = tokens.digest(row.run, first.token)
    voids = tables.consent.select().where(tables.consent.c.act == "void_slip")
    told = hall.database.read(lambda db: db.execute(voids).mappings().all())
    assert len(told) == 2
    assert all(h.hex() not in str(dict(line)) and line["about"] == AFTER for line in told)
    assert all(line["digest"] != h for line in told)


AFTER = {"reason": "撕坏", "spoiled": "after"}


def test_who_agrees_to_void_a_slip_is_told_when_it_was_torn(hall: Hall) -> None:
    meeting = an_open_meeting_of_scrutineers(hall)
    slip = meeting.slips[0]
    with pytest.raises(ConsentNeeded) as refused:
        void_slip(hall, CONSOLE, meeting.number, slip.token, spoiled=Spoiled.BEFORE, reason="撕坏")
    assert refused.value.about == {"reason": "撕坏", "spoiled": "before"}
    say(meeting, agrees=True)
    with pytest.raises(ConsentNeeded):
        void_slip(hall, CONSOLE, meeting.number, slip.token, spoiled=Spoiled.AFTER, reason="撕坏")
    void_slip(hall, CONSOLE, meeting.number, slip.token, spoiled=Spoiled.BEFORE, reason="撕坏")


def test_who_agrees_to_more_slips_is_told_for_whom(hall: Hall, tmp_path: Path) -> None:
    plan = a_plan_in_classes(in_classes(tmp_path, "lianshu-branch"), 8, 9)
    meeting = a_meeting_with_keys(hall, plan=replace(plan, custody=Custody.SCRUTINEERS))
    meeting.agreed(lambda: freeze(hall, CONSOLE, meeting.number))
    with pytest.raises(ConsentNeeded) as refused:
        issue_slips(hall, CONSOLE, meeting.number, 2, "B票")
    assert refused.value.about == {"count": 2, "voter_class": 1, "class_name": "B票"}


def say(meeting: WithScrutineers, *, agrees: bool, by: int = 1, pin: str = PIN) -> None:
    """The last question, answered."""
    phone = meeting.phones[by - 1]
    row = answer_consent.waiting(meeting.hall, phone.actor, meeting.number)[-1]
    answer_consent.answer(meeting.hall, phone.actor, meeting.number, row.id, pin, agrees=agrees)


def test_a_no_is_no_and_may_be_asked_again(hall: Hall) -> None:
    meeting = a_meeting_with_keys(hall)
    with pytest.raises(ConsentNeeded):
        freeze(hall, CONSOLE, meeting.number)
    say(meeting, agrees=False)
    with pytest.raises(ConsentGone):
        say(meeting, agrees=True, by=2)
    with pytest.raises(ConsentNeeded):
        freeze(hall, CONSOLE, meeting.number)
    assert asked(meeting) == [("freeze", None)]
    say(meeting, agrees=True, by=2)
    freeze(hall, CONSOLE, meeting.number)
    assert asked(meeting) == []


def test_tellers_and_organizers_agree_to_nothing(hall: Hall) -> None:
    meeting = a_meeting_with_keys(hall)
    with pytest.raises(ConsentNeeded):
        freeze(hall, CONSOLE, meeting.number)
    row = answer_consent.waiting(hall, CONSOLE, meeting.number)[0]
    for actor in (CONSOLE, meeting.phones[3].actor):
        with pytest.raises(MayNot):
            answer_consent.answer(hall, actor, meeting.number, row.id, PIN, agrees=True)
    with pytest.raises(ConsentNeeded):
        freeze(hall, CONSOLE, meeting.number)


def test_a_scrutineer_of_another_meeting_agrees_to_nothing(hall: Hall) -> None:
    meeting, other = a_meeting_with_keys(hall), a_meeting_with_keys(hall)
    with pytest.raises(ConsentNeeded):
        freeze(hall, CONSOLE, meeting.number)
    row = answer_consent.waiting(hall, CONSOLE, meeting.number)[0]
    foreign = other.phones[0].actor
    with pytest.raises(MayNot):
        answer_consent.answer(hall, foreign, meeting.number, row.id, PIN, agrees=True)
    with pytest.raises(ConsentGone):
        answer_consent.answer(hall, foreign, other.number, row.id, PIN, agrees=True)


def test_an_answer_written_into_the_table_is_noticed(hall: Hall) -> None:
    meeting = a_meeting_with_keys(hall)
    with pytest.raises(ConsentNeeded):
        freeze(hall, CONSOLE, meeting.number)
    forged = update(tables.consent).values(answer="agreed", position=1)
    hall.database.write(lambda db: db.execute(forged))
    with pytest.raises(Tampered):
        freeze(hall, CONSOLE, meeting.number)
    assert state(hall, meeting.number) is State.DRAFT


def test_a_used_consent_written_back_is_noticed(hall: Hall) -> None:
    meeting = frozen(hall)
    meeting.agreed(lambda: issue_slips(hall, CONSOLE, meeting.number, 2))
    again = update(tables.consent).values(used=False)
    hall.database.write(lambda db: db.execute(again))
    with pytest.raises(Tampered):
        issue_slips(hall, CONSOLE, meeting.number, 2)


def test_an_answer_given_to_one_question_is_not_moved_to_another(hall: Hall) -> None:
    meeting = frozen(hall)
    number = meeting.number
    with pytest.raises(ConsentNeeded):
        issue_slips(hall, CONSOLE, number, 1)
    say(meeting, agrees=True)
    row = hall.database.read(lambda db: meetings.get(db, number))
    wanted = consenting.digest_of(row, Act.ISSUE_SLIPS, {"count": 90, "voter_class": 0})
    hall.database.write(lambda db: db.execute(update(tables.consent).values(digest=wanted)))
    with pytest.raises(Tampered):
        issue_slips(hall, CONSOLE, number, 90)


def test_wrong_pins_wait_longer_and_longer(hall: Hall) -> None:
    meeting = a_meeting_with_keys(hall)
    with pytest.raises(ConsentNeeded):
        freeze(hall, CONSOLE, meeting.number)
    for _ in range(badge_pins.FREE):
        with pytest.raises(WrongPin):
            say(meeting, agrees=True, pin="135790")
    with pytest.raises(PinWaits) as waits:
        say(meeting, agrees=True)
    assert waits.value.until is not None
    say(meeting, agrees=True, by=2)
    freeze(hall, CONSOLE, meeting.number)


def test_under_custody_server_the_organizer_acts_alone(hall: Hall) -> None:
    meeting = a_draft(hall)
    freeze(hall, CONSOLE, meeting.number)
    open_voting(hall, CONSOLE, meeting.number)
    void_slip(hall, CONSOLE, meeting.number, meeting.slips[0].token, reason="撕坏")
    assert state(hall, meeting.number) is State.OPEN


def test_opening_a_draft_asks_once_for_freezing_and_opening(hall: Hall) -> None:
    meeting = a_meeting_with_keys(hall)
    agreed(meeting.phones[2], partial(open_voting, hall, CONSOLE, meeting.number))
    assert state(hall, meeting.number) is State.OPEN


def test_a_row_that_nobody_asked_for_opens_nothing(hall: Hall) -> None:
    meeting = frozen(hall)
    row = hall.database.read(lambda db: meetings.get(db, meeting.number))
    about = {"reason": "停电"}
    values = {
        "meeting": meeting.number,
        "act": "cancel",
        "about": about,
        "digest": consenting.digest_of(row, Act.CANCEL, about),
        "asked_by": "console",
        "asked_at": hall.clock(),
        "position": 1,
        "answer": "agreed",
        "used": False,
    }
    hall.database.write(lambda db: db.execute(insert(tables.consent).values(**values)))
    with pytest.raises(Tampered):
        cancel(hall, CONSOLE, meeting.number, "停电")


def test_the_report_says_where_the_organizer_acted_alone(hall: Hall) -> None:
    alone = a_closed_meeting(hall, [VERY], slips=1)
    watched = an_open_meeting_of_scrutineers(hall)
    close_voting(hall, CONSOLE, watched.number)
    said = [
        repr(print_meeting_form(hall, CONSOLE, each.number, MeetingForm.REPORT))
        for each in (alone, watched)
    ]
    assert ["组织者一人操作" in each for each in said] == [True, False]


def test_words_exchanged_in_the_table_are_agreed_to_by_nobody(hall: Hall) -> None:
    meeting = frozen(hall)
    number = meeting.number
    with pytest.raises(ConsentNeeded):
        cancel(hall, CONSOLE, number, "停电")
    harmless = {"act": "issue_slips", "about": {"count": 1}}
    with_words = update(tables.consent).where(tables.consent.c.act == "cancel")
    hall.database.write(lambda db: db.execute(with_words.values(**harmless)))
    say(meeting, agrees=True)
    back = update(tables.consent).where(tables.consent.c.act == "issue_slips")
    true_words = {"act": "cancel", "about": {"reason": "停电"}}
    hall.database.write(lambda db: db.execute(back.values(**true_words)))
    with pytest.raises(Tampered):
        cancel(hall, CONSOLE, number, "停电")
    assert state(hall, number) is State.FROZEN


def test_words_exchanged_while_a_page_was_read_are_asked_again(hall: Hall) -> None:
    meeting = frozen(hall)
    number, phone = meeting.number, meeting.phones[0]
    with pytest.raises(ConsentNeeded):
        cancel(hall, CONSOLE, number, "停电")
    row = answer_consent.waiting(hall, phone.actor, number)[-1]
    read = consenting.shown_of(Act.ISSUE_SLIPS, {"count": 1})
    with pytest.raises(ConsentGone):
        answer_consent.answer(hall, phone.actor, number, row.id, PIN, agrees=True, shown=read)
    read = consenting.shown_of(row.act, row.about)
    answer_consent.answer(hall, phone.actor, number, row.id, PIN, agrees=True, shown=read)
    cancel(hall, CONSOLE, number, "停电")
    assert state(hall, number) is State.CANCELLED


def test_a_category_named_twice_is_not_shown_as_one_of_its_numbers(hall: Hall) -> None:
    meeting = frozen(hall)
    with pytest.raises(Refused) as refused:
        correct_eligible(hall, CONSOLE, meeting.number, (("党员", 30), ("党员", 46)), "补登")
    assert isinstance(refused.value.faults[0].error, TwiceTheSame)
    assert asked(meeting) == []


def test_whoever_stands_at_the_console_is_found_by_his_place(hall: Hall) -> None:
    meeting = a_meeting_with_keys(hall)
    assert at_position(hall, meeting.number, 2).name == "丁某"
    with pytest.raises(PlaceUnknown):
        at_position(hall, meeting.number, 9)


def voided_alone(hall: Hall, column: dict[str, str]) -> WithScrutineers:
    """Closed and settled; a slip was voided while a column of the meeting said something else."""
    meeting = an_open_meeting_of_scrutineers(hall, slips=4, eligible=4)
    number, own = meeting.number, tables.meeting.c.number == meeting.number
    row = meetings_row(hall, number)
    before = {name: getattr(row, name) for name in column}
    hall.database.write(lambda db: db.execute(update(tables.meeting).where(own).values(**column)))
    void_slip(hall, CONSOLE, number, meeting.slips[3].token, spoiled=Spoiled.AFTER, reason="撕坏")
    hall.database.write(lambda db: db.execute(update(tables.meeting).where(own).values(**before)))
    meeting.cast_all([VERY, VERY, VERY])
    close_voting(hall, CONSOLE, number)
    count_hall(hall, CONSOLE, number, {Figure.HANDED_OUT: 4})
    settle_slips(hall, CONSOLE, number)
    return meeting


@pytest.mark.parametrize("column", [{"custody": "server"}, {"state": "draft"}], ids=str)
def test_what_was_done_alone_behind_another_word_in_the_table_keeps_the_box_closed(
    hall: Hall, column: dict[str, str]
) -> None:
    meeting = voided_alone(hall, column)
    with pytest.raises(Tampered) as refused:
        publish_list(hall, meeting.phones[0].actor, meeting.number)
    assert refused.value.what == "consent"


def test_the_control_without_the_journal_it_opens(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = voided_alone(hall, {"custody": "server"})
    monkeypatch.setattr(consenting, "require_all", lambda _facts, _lines: None)
    assert publish_list(hall, meeting.phones[0].actor, meeting.number).close_value
