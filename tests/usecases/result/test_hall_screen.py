"""The screen of a hall: who is told the password; the journal tells of the result on it."""

import json

import pytest
from makers.meetings import THE_HALL, VERY, a_closed_meeting, a_draft

from ballot.bundle import verify
from ballot.domain.access import CONSOLE, Actor, Role
from ballot.domain.acts import Act
from ballot.domain.errors import MayNot, NotInState, QuorumMissed, Tampered
from ballot.storage.hall import screens
from ballot.usecases.accounts.list_people import list_people
from ballot.usecases.accounts.read_journal import broken, read_journal
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.round_two import round_two
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result.export_bundle import export_bundle
from ballot.usecases.result.hall_screen import furnish_screen, see_screen, show_result

PASSWORD = "大布村8888!"


def somebody(hall: Hall, role: Role) -> Actor:
    unit = list_people(hall, CONSOLE).units[0].id
    return Actor(id=7, name=role.value, roles=((unit, role),))


def kept(hall: Hall, number: str) -> str:
    return hall.database.read(lambda db: screens.get(db, number)).password


@pytest.fixture
def number(hall: Hall) -> str:
    made = a_draft(hall).number
    furnish_screen(hall, CONSOLE, made, "村委会", PASSWORD, "门口")
    return made


def test_the_password_is_told_to_those_who_run_the_meeting_alone(hall: Hall, number: str) -> None:
    for actor in (CONSOLE, somebody(hall, Role.ORGANIZER)):
        assert see_screen(hall, actor, number).password == PASSWORD
    for role in (Role.OBSERVER, Role.ADMINISTRATOR):
        seen = see_screen(hall, somebody(hall, role), number)
        assert (seen.network, seen.password) == ("村委会", None)


@pytest.mark.parametrize("password", ["1", PASSWORD, "密" * 63, ""])
def test_it_is_kept_sealed_its_length_too(hall: Hall, number: str, password: str) -> None:
    before = kept(hall, number)
    furnish_screen(hall, CONSOLE, number, "村委会", password, "门口")
    after = kept(hall, number)
    assert see_screen(hall, CONSOLE, number).password == password
    assert (len(after) == len(before)) is bool(password)
    assert after != before


def test_what_was_sealed_for_another_meeting_or_altered_is_refused(hall: Hall, number: str) -> None:
    other = a_draft(hall).number
    for wrong in (kept(hall, number), "Z" + kept(hall, number)[1:], "no seal", "AAAA"):
        hall.database.write(lambda db, wrong=wrong: screens.change(db, other, password=wrong))
        with pytest.raises(Tampered):
            see_screen(hall, CONSOLE, other)


def test_the_second_round_has_it_sealed_anew(hall: Hall) -> None:
    first = a_closed_meeting(hall, [VERY]).number
    furnish_screen(hall, CONSOLE, first, "村委会", PASSWORD, "门口")
    with pytest.raises(QuorumMissed):
        open_box(hall, CONSOLE, first)
    second = round_two(hall, CONSOLE, first)
    assert see_screen(hall, CONSOLE, second).password == PASSWORD
    assert kept(hall, second) != kept(hall, first)


def shown(hall: Hall) -> list[tuple[str | None, dict[str, str]]]:
    lines = read_journal(hall, CONSOLE)
    return [
        (each.meeting, json.loads(each.detail)) for each in lines if each.act == Act.SHOW_RESULT
    ]


def test_a_result_that_is_shown_and_taken_down_leaves_a_line_each(hall: Hall) -> None:
    number = a_closed_meeting(hall, THE_HALL).number
    with pytest.raises(NotInState):
        show_result(hall, CONSOLE, number, shown=True)
    open_box(hall, CONSOLE, number)
    bundle = export_bundle(hall, CONSOLE, number)
    for wished in (True, True, False, False):
        show_result(hall, somebody(hall, Role.ORGANIZER), number, shown=wished)
    done = {each["done"] for _meeting, each in shown(hall)}
    assert done == {"shown", "taken_down"}
    assert len(shown(hall)) == 2, "what stands so already is no act"
    assert {meeting for meeting, _told in shown(hall)} == {None}, "the chain of the house"
    assert {each["screen"] for _meeting, each in shown(hall)} == {number}
    assert broken(hall) is None
    assert export_bundle(hall, CONSOLE, number) == bundle, "the signed bundle stays what it was"
    assert verify.verify(bundle).result.facts.meeting == number


def test_only_who_runs_the_meeting_shows_its_result(hall: Hall) -> None:
    number = a_closed_meeting(hall, THE_HALL).number
    open_box(hall, CONSOLE, number)
    for role in (Role.OBSERVER, Role.ADMINISTRATOR):
        with pytest.raises(MayNot):
            show_result(hall, somebody(hall, role), number, shown=True)
    assert shown(hall) == []
