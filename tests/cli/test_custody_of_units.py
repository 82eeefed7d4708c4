"""``ballot admin custody``: what a unit asks for is said back, kept, and taken back."""

from people.console import Console

from ballot.cli.console import command_hall
from ballot.domain.access import CONSOLE
from ballot.domain.meeting import Custody
from ballot.usecases.accounts.units import TOP_UNIT
from ballot.usecases.meeting.usual_custody import UsualCustody, usual_custody


def begins_with() -> UsualCustody:
    with command_hall.hall() as hall:
        return usual_custody(hall, CONSOLE)


def test_what_a_unit_asks_for_is_said_back_and_held(console: Console) -> None:
    assert TOP_UNIT in console.run("admin", "custody", TOP_UNIT, "scrutineers").err
    assert begins_with() == UsualCustody(Custody.SCRUTINEERS, TOP_UNIT)
    assert "照上级的要求" in console.run("admin", "custody", TOP_UNIT, "none").err
    assert begins_with() == UsualCustody(Custody.SERVER)


def test_another_unit_and_another_word_are_refused_and_change_nothing(console: Console) -> None:
    console.ask("admin", "custody", TOP_UNIT, "scrutineers")
    for words, named in (((TOP_UNIT, "cloud"), "CUSTODY"), (("无此镇", "server"), "UNIT")):
        done = console.run("admin", "custody", *words)
        assert (done.code, done.out) == (2, "")
        assert named in done.err
    assert begins_with() == UsualCustody(Custody.SCRUTINEERS, TOP_UNIT)
