"""The slips of many meetings: each gets its own, once; one that is refused stops no other."""

from dataclasses import replace

import pytest
from makers.classes import THREE, a_plan_of_three
from makers.meetings import a_draft, a_plan
from people.searcher import everything

from ballot.domain.access import CONSOLE
from ballot.domain.errors import DoneBefore, NotInState
from ballot.slips.tokens import Minted
from ballot.usecases.bulk import issue_many
from ballot.usecases.bulk.foresee import Chosen
from ballot.usecases.hall import Hall, Press
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.slips.issue_slips import issue_slips


def test_everybody_gets_a_slip_and_a_meeting_its_spare_ones(hall: Hall) -> None:
    fresh, half = a_draft(hall, slips=0).number, a_draft(hall, slips=40).number
    full = a_draft(hall, slips=46).number
    given = issue_many.issue_many(hall, CONSOLE, Chosen((fresh, half, full)), spare=2)
    counts = {each.seen.line.number: [len(i.slips) for i in each.issues] for each in given.issued}
    assert counts == {fresh: [48], half: [8]}
    assert [each.seen.line.number for each in given.failed] == [full]
    secrets = {one.token for each in given.issued for i in each.issues for one in i.slips}
    assert len(secrets) == 56
    assert all(see_meeting(hall, CONSOLE, each).unconfirmed for each in counts)


def test_classes_get_a_batch_each_and_half_a_meeting_is_none(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, whole = (create_meeting(hall, CONSOLE, a_plan_of_three(8, 9, 10)) for _ in range(2))

    def issue(*given: object) -> object:
        if given[2] == broken and given[-1] == THREE[-1]:
            raise NotInState(act="issue_slips", state="open")
        return issue_slips(*given)

    monkeypatch.setattr(issue_many, "issue_slips", issue)
    given = issue_many.issue_many(hall, CONSOLE, Chosen((broken, whole)))
    (only,) = given.issued
    assert [(i.class_name, len(i.slips)) for i in only.issues] == list(
        zip(THREE, (8, 9, 10), strict=True)
    )
    assert [each.seen.line.number for each in given.failed] == [broken]
    states = [each.state for each in see_meeting(hall, CONSOLE, broken).batches]
    assert states == ["void", "void"]


def test_a_form_that_is_sent_again_issues_nothing(hall: Hall) -> None:
    numbers = (a_draft(hall, slips=0).number, a_draft(hall, slips=0).number)
    press = Press(b"x" * 32)
    assert (
        len(issue_many.issue_many(replace(hall, press=press), CONSOLE, Chosen(numbers)).issued) == 2
    )
    assert press.is_claimed
    with pytest.raises(DoneBefore):
        issue_many.issue_many(replace(hall, press=Press(b"x" * 32)), CONSOLE, Chosen(numbers))
    other = a_draft(hall, slips=0).number
    with pytest.raises(DoneBefore):
        issue_many.issue_many(replace(hall, press=Press(b"x" * 32)), CONSOLE, Chosen((other,)))
    assert len(see_meeting(hall, CONSOLE, numbers[0]).batches) == 1


def test_no_secret_of_a_slip_is_kept(hall: Hall) -> None:
    number = create_meeting(hall, CONSOLE, a_plan())
    given = issue_many.issue_many(hall, CONSOLE, Chosen((number,)))
    minted: list[Minted] = given.issued[0].issues[0].slips
    kept = hall.database.read(everything)
    assert number.encode() in kept, "the control: what is kept is found"
    for each in minted:
        assert each.token.text.encode() not in kept
        assert each.code.text.encode() not in kept
