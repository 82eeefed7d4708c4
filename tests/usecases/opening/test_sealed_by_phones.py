"""Where phones seal: what fails is 无效 and in no sum, whatever it says; the others open."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from box.sealing_phones import (
    GONE_OVER,
    SealingPhones,
    copied,
    go_on_and_settle,
    of_another_class,
    repeating,
    stuffed,
)
from makers.classes import a_plan_in_classes, in_classes
from makers.meetings import BAD, GOOD, VERY, a_plan
from makers.meetings_of_scrutineers import (
    Scrutinised,
    an_open_meeting_of_scrutineers,
    close_and_settle,
)
from sqlalchemy import text

from ballot.box import checking
from ballot.bundle import verify
from ballot.domain.access import CONSOLE
from ballot.domain.acts import Act
from ballot.domain.errors import BundleRefused, LedgerOpen, ProofsUnchecked, Tampered
from ballot.domain.ledger.ledger_told import Figure
from ballot.domain.meeting import Custody, Sealing
from ballot.domain.meetings.plan import MeetingPlan
from ballot.domain.meetings.result import MeetingResult, Way
from ballot.exports import result_as_csv, result_as_json
from ballot.usecases.accounts.read_journal import read_journal
from ballot.usecases.forms.print_meeting_form import MeetingForm, print_meeting_form
from ballot.usecases.hall import Hall
from ballot.usecases.ledger import check_proofs, settling
from ballot.usecases.ledger.count_hall import count_hall
from ballot.usecases.ledger.see_ledger import see_ledger
from ballot.usecases.ledger.settling import settle_slips
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.opening.open_box import answer
from ballot.usecases.opening.publish_list import publish_list
from ballot.usecases.opening.see_opening import see_opening
from ballot.usecases.opening.send_partials import send_partials
from ballot.usecases.result.export_bundle import export_bundle

FIVE_FOR_TWO = stuffed(3, 0, 0, -3, 1)


def a_meeting(
    hall: Hall, slips: int = 8, plan: MeetingPlan | None = None, sealing: Sealing = Sealing.PHONE
) -> SealingPhones:
    made = an_open_meeting_of_scrutineers(
        hall, slips=slips, eligible=slips, plan=plan, sealing=sealing
    )
    return SealingPhones(hall, made)


def opened(hall: Hall, made: Scrutinised) -> MeetingResult:
    for place in (1, 3):
        send_partials(hall, made.holder(place), made.number, made.made(hall, place), Way.PAGE)
    return answer(hall, made.number)


def told(hall: Hall, number: str, act: Act) -> list[dict[str, Any]]:
    lines = read_journal(hall, CONSOLE, number)
    return [json.loads(line.detail) for line in lines if line.act == act]


def counts_of(result: MeetingResult) -> dict[str, int]:
    first = result.subjects[0].opened
    assert first is not None
    return dict(first.counts)


@pytest.fixture
def unchecked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An office whose program looks at no proof."""
    monkeypatch.setattr(check_proofs, "_found", lambda _lists: [])
    return


def test_what_fails_is_invalid_and_in_no_sum(hall: Hall) -> None:
    phones = a_meeting(hall)
    for choice in (VERY, VERY, GOOD, BAD):
        phones.cast(choice)
    for seal in (FIVE_FOR_TWO, stuffed(1, 1, 0, 0, 0), of_another_class):
        phones.cast(VERY, seal)
    close_and_settle(hall, phones.made)
    result = opened(hall, phones.made)
    (subject,) = result.subjects
    assert subject.opened is not None
    assert counts_of(result) == {"很满意": 2, "满意": 1, "基本满意": 0, "不满意": 1}
    assert (subject.opened.invalid, subject.opened.denominator) == (3, 7)
    assert (result.facts.returned.total, result.facts.excluded.proof) == (7, 3)
    assert verify.verify(export_bundle(hall, CONSOLE, phones.made.number)).result == result


@pytest.mark.usefixtures("unchecked")
def test_the_control_an_office_that_checks_nothing_counts_five_for_two(hall: Hall) -> None:
    """One slip changed the result; only whoever verifies the bundle finds it, afterwards."""
    phones = a_meeting(hall)
    for choice in (VERY, VERY, GOOD, BAD, BAD, BAD):
        phones.cast(choice)
    phones.cast(VERY, FIVE_FOR_TWO)
    close_and_settle(hall, phones.made)
    assert counts_of(opened(hall, phones.made))["很满意"] == 5
    with pytest.raises(BundleRefused) as refused:
        verify.verify(export_bundle(hall, CONSOLE, phones.made.number))
    assert refused.value.broken == "proof"


def test_a_pair_of_one_c1_waits_for_two_who_go_on_and_a_copied_one_strikes_nobody(
    hall: Hall,
) -> None:
    phones, same = a_meeting(hall, 7), repeating()
    made = phones.made
    (first,) = phones.cast(VERY)
    for choice in (VERY, VERY, GOOD):
        phones.cast(choice)
    phones.cast(GOOD, copied(first))
    phones.cast(GOOD, same)
    phones.cast(BAD, same)
    close_voting(hall, CONSOLE, made.number)
    count_hall(hall, CONSOLE, made.number, {Figure.HANDED_OUT: 7})
    with pytest.raises(LedgerOpen) as refused:
        settle_slips(hall, CONSOLE, made.number)
    assert refused.value.lines == ("c1_twice",)
    view = see_ledger(hall, CONSOLE, made.number)
    assert (view.to_override, view.excluded.c1_twice, view.excluded.proof) == (("c1_twice",), 2, 1)
    go_on_and_settle(hall, made)
    assert see_opening(hall, made.holder(1), made.number).excluded.total == 3
    result = opened(hall, made)
    assert counts_of(result) == {"很满意": 3, "满意": 1, "基本满意": 0, "不满意": 0}
    assert [each.reason for each in result.facts.gone_over] == [GONE_OVER] * 2
    assert result_as_json.value(result)["excluded"] == {"proof": 1, "c1_twice": 2}
    assert "随机数相同(无效)" in result_as_csv.write(result).decode("utf-8-sig")
    for form in (MeetingForm.REPORT, MeetingForm.LEDGER):
        printed = repr(print_meeting_form(hall, CONSOLE, made.number, form))
        assert "有 1 份没有通过核验，按无效计" in printed
        assert "有 2 份用了同一个随机数，按无效计" in printed


def test_nothing_is_settled_shown_or_opened_before_every_proof_was_checked(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    phones = a_meeting(hall, 4)
    made = phones.made
    for seal in (FIVE_FOR_TWO, of_another_class, stuffed(0, 0, 0, 0, 0)):
        phones.cast(VERY, seal)
    close_voting(hall, CONSOLE, made.number)
    count_hall(hall, CONSOLE, made.number, {Figure.HANDED_OUT: 3})
    with pytest.raises(ProofsUnchecked):
        publish_list(hall, made.holder(1), made.number)
    with monkeypatch.context() as half:
        half.setattr(checking, "failing", _stops_half_way)
        with pytest.raises(KeyboardInterrupt):
            settle_slips(hall, CONSOLE, made.number)
    assert told(hall, made.number, Act.CHECK_PROOFS) == []
    with monkeypatch.context() as skipping:
        skipping.setattr(settling.check_proofs, "check_proofs", lambda *_facts: None)
        with pytest.raises(ProofsUnchecked):
            settle_slips(hall, CONSOLE, made.number)
    with ThreadPoolExecutor(2) as both:
        list(both.map(lambda _: check_proofs.check_proofs(hall, CONSOLE, made.number), range(2)))
    (line,) = told(hall, made.number, Act.CHECK_PROOFS)
    assert [row["why"] for row in line["excluded"]] == ["proof"] * 3
    assert told(hall, made.number, Act.SETTLE) == []


def _stops_half_way(*facts: Any) -> Iterator[Any]:
    found = iter(REAL(*facts))
    yield next(found)
    raise KeyboardInterrupt


REAL: Callable[..., Any] = checking.failing


def test_what_was_changed_after_the_check_opens_nothing(hall: Hall) -> None:
    phones = a_meeting(hall, 4)
    made = phones.made
    for seal in (FIVE_FOR_TWO, of_another_class, of_another_class):
        phones.cast(VERY, seal)
    close_and_settle(hall, made)
    publish_list(hall, made.holder(1), made.number)
    hall.database.write(lambda db: db.execute(text("UPDATE sealed_vote SET proof = ct")))
    with pytest.raises(Tampered):
        publish_list(hall, made.holder(1), made.number)


def test_where_the_server_seals_nothing_is_checked_or_left_out(hall: Hall) -> None:
    """A proof that fails there is the program's own fault: whoever verifies refuses it."""
    phones = a_meeting(hall, 4, sealing=Sealing.SERVER)
    for seal in (FIVE_FOR_TWO, stuffed(0, 1, 0, 0, 0), stuffed(0, 0, 0, 1, 0)):
        phones.cast(VERY, seal)
    close_and_settle(hall, phones.made)
    assert told(hall, phones.made.number, Act.CHECK_PROOFS) == []
    (listed,) = [json.loads("".join(publish_list(hall, CONSOLE, phones.made.number).pieces))]
    assert (listed["sealing"], listed["excluded"]) == ("server", [])


def test_numbers_that_fail_are_in_no_sum(hall: Hall) -> None:
    plan = a_plan(scheme="lianshu-branch", eligible=4, custody=Custody.SCRUTINEERS)
    phones = a_meeting(hall, 4, plan=plan)
    for value in (100, 80, 60):
        phones.cast(value)
    phones.cast(50, of_another_class)
    close_and_settle(hall, phones.made)
    result = opened(hall, phones.made)
    assert result.subjects[0].opened is not None
    (question,) = result.subjects[0].opened.questions
    assert (question.numbers, question.total, question.invalid) == (3, 240, 1)
    assert verify.verify(export_bundle(hall, CONSOLE, phones.made.number)).result == result


@pytest.mark.parametrize(("seal", "apart"), [(FIVE_FOR_TWO, False), (None, True)])
def test_the_eight_of_a_class_are_eight_that_count(
    hall: Hall, tmp_path: Path, seal: Any, apart: bool
) -> None:
    """Else the sum of seven would be opened for itself; the control has eight."""
    plan = a_plan_in_classes(in_classes(tmp_path, "jiaozhou-village"), 8, 8)
    phones = SealingPhones.of_classes(hall, replace(plan, custody=Custody.SCRUTINEERS))
    for place in range(16):
        phones.cast(VERY, *([seal] if seal and place == 8 else []))
    close_and_settle(hall, phones.made)
    result = opened(hall, phones.made)
    first = result.subjects[0].opened
    assert first is not None
    assert (first.withheld is None) is apart
    assert counts_of(result)["很满意"] == (16 if apart else 15)
    assert verify.verify(export_bundle(hall, CONSOLE, phones.made.number)).result == result
