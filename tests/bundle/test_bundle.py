"""A bundle holds all that a stranger needs, and the same meeting gives the same bytes."""

import json
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from makers.meetings import GOOD, THE_HALL, Clock, a_closed_meeting, an_open_meeting
from people.bundle_forger import parts_of

from ballot.bundle import layout, verify
from ballot.domain.access import CONSOLE
from ballot.domain.errors import CiphertextsErased, NotInState, QuorumMissed
from ballot.domain.meeting import State
from ballot.exports import result_as_json
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result.export_bundle import export_bundle
from ballot.usecases.result.see_result import see_result
from ballot.usecases.traces.erase import erase


def test_a_stranger_comes_to_the_very_result(hall: Hall) -> None:
    meeting = a_closed_meeting(hall, THE_HALL)
    open_box(hall, CONSOLE, meeting.number)
    file = export_bundle(hall, CONSOLE, meeting.number)
    found = verify.verify(file)
    assert result_as_json.value(found.result) == result_as_json.value(
        see_result(hall, meeting.number)
    )
    assert found.result.subjects[0].opened is not None
    assert found.result.subjects[0].opened.counts[0] == ("很满意", 20)
    assert found.fingerprint == see_meeting(hall, CONSOLE, meeting.number).fingerprint
    assert found.answers == len(THE_HALL)
    assert export_bundle(hall, CONSOLE, meeting.number) == file


def test_below_the_quorum_a_bundle_has_no_opening_and_holds(hall: Hall) -> None:
    meeting = a_closed_meeting(hall, THE_HALL[:30])
    with pytest.raises(QuorumMissed):
        open_box(hall, CONSOLE, meeting.number)
    file = export_bundle(hall, CONSOLE, meeting.number)
    found = verify.verify(file)
    assert found.result.facts.state is State.NO_QUORUM
    assert found.result.subjects[0].opened is None
    assert parts_of(file)[layout.OPENINGS] == b"[]"
    assert layout.RECORD not in parts_of(file)


def test_before_the_end_there_is_no_bundle(hall: Hall) -> None:
    meeting = an_open_meeting(hall, slips=3, eligible=3)
    with pytest.raises(NotInState):
        export_bundle(hall, CONSOLE, meeting.number)


def test_after_the_ciphertexts_were_erased_there_is_no_bundle(hall: Hall) -> None:
    meeting = a_closed_meeting(hall, THE_HALL[:2], slips=2, eligible=2)
    open_box(hall, CONSOLE, meeting.number)
    export_bundle(hall, CONSOLE, meeting.number)
    assert isinstance(hall.clock, Clock)
    hall.clock.now += timedelta(days=400)
    erase(hall, CONSOLE, meeting.number)
    with pytest.raises(CiphertextsErased):
        export_bundle(hall, CONSOLE, meeting.number)


def test_many_answers_are_checked_by_several_processes(quiet_hall: Hall) -> None:
    meeting = a_closed_meeting(quiet_hall, [GOOD] * 40, slips=40, subjects=8, eligible=40)
    open_box(quiet_hall, CONSOLE, meeting.number)
    told: list[tuple[int, int]] = []
    found = verify.verify(
        export_bundle(quiet_hall, CONSOLE, meeting.number),
        lambda done, total: told.append((done, total)),
    )
    assert found.answers == 320
    assert told[-1] == (320, 320)
    assert len(told) > 5


def test_any_program_of_the_world_opens_it(opened_bundle: bytes) -> None:
    with zipfile.ZipFile(BytesIO(opened_bundle)) as opened:
        assert opened.testzip() is None
        assert opened.namelist() == sorted(opened.namelist())
        names = set(json.loads(opened.read(layout.MANIFEST))["parts"])
        assert names | {layout.MANIFEST, layout.SIGNATURE} == set(opened.namelist())


def test_it_holds_no_secret(quiet_hall: Hall, opened_bundle: bytes) -> None:
    run = bytes.fromhex(json.loads(parts_of(opened_bundle)[layout.FROZEN])["run"])
    secret = quiet_hall.box_keys.get(run)
    for kept in (secret, quiet_hall.sign, quiet_hall.pepper, quiet_hall.tags.row):
        assert kept not in opened_bundle
        assert kept.hex().encode() not in opened_bundle


def test_a_clock_that_was_set_back_leaves_no_line_earlier_than_the_one_before(hall: Hall) -> None:
    """The corpus has the control: a time that goes back refuses a bundle."""
    meeting = an_open_meeting(hall, slips=2, eligible=2)
    meeting.cast_all([GOOD, GOOD])
    assert isinstance(hall.clock, Clock)
    hall.clock.now -= timedelta(hours=1)
    close_voting(hall, CONSOLE, meeting.number)
    open_box(hall, CONSOLE, meeting.number)
    file = export_bundle(hall, CONSOLE, meeting.number)
    times = [line["at"] for line in json.loads(parts_of(file)[layout.JOURNAL])]
    assert times == sorted(times)
    assert times[-1] == times[-2], "later lines bear the time of the last before"
    assert verify.verify(file).answers == 2
