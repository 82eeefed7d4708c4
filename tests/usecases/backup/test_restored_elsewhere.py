"""A box that is restored with its keys into empty folders opens once more, and its bundle tells."""

import shutil
from pathlib import Path

import pytest
from makers.meetings import BAD, GOOD, VERY, an_open_meeting
from makers.stores.backups import another, back_up, checked, keys_in

from ballot.bundle import verify
from ballot.domain.access import CONSOLE
from ballot.domain.errors import OpenedBefore
from ballot.domain.meetings.remark import RemarkKind
from ballot.domain.meetings.result import MeetingResult
from ballot.exports import remark_words
from ballot.keyring import key_file
from ballot.usecases.backup.restore_backup import restore_backup
from ballot.usecases.backup.resume import resume
from ballot.usecases.casting.cast_ballot import cast_ballot
from ballot.usecases.forms.print_meeting_form import MeetingForm, print_meeting_form
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result.export_bundle import export_bundle

OPERATORS = Path(__file__).parents[3] / "docs" / "operators.md"


def counts(result: MeetingResult) -> list[int]:
    """The counts of the one subject, option by option."""
    opened = result.subjects[0].opened
    assert opened is not None
    return [count for _option, count in opened.counts]


def test_the_bundle_of_the_second_opening_tells_of_the_restore(
    hall: Hall, sqlite_template: Path, tmp_path: Path
) -> None:
    meeting = an_open_meeting(hall, slips=4, eligible=4)
    meeting.cast_all([VERY, GOOD, BAD])
    backup = checked(back_up(hall, tmp_path), tmp_path)
    keys = tmp_path / "kept.keys"
    keys.write_bytes(key_file.content(tmp_path / "keys", keys_in(tmp_path), box_keys=True))
    close_voting(hall, CONSOLE, meeting.number)
    first = open_box(hall, CONSOLE, meeting.number)
    told = export_bundle(hall, CONSOLE, meeting.number)

    elsewhere = tmp_path / "elsewhere"
    key_file.put(key_file.read(keys), elsewhere / "keys", elsewhere / "data")
    copied = shutil.copy2(sqlite_template, tmp_path / "elsewhere.sqlite3")
    with another(f"sqlite:///{copied}", elsewhere) as there:
        found = keys_in(elsewhere)
        key_file.put_beside(key_file.read(keys), found.marks, found.box_keys)
        assert restore_backup(there, backup, replace=False, tell=lambda *_: None).paused
        resume(there, CONSOLE, meeting.number, 3)
        last = meeting.slips[3]
        cast_ballot(there, meeting.number, last.token, meeting.ballot(BAD))
        close_voting(there, CONSOLE, meeting.number)
        second = open_box(there, CONSOLE, meeting.number)
        bundle = export_bundle(there, CONSOLE, meeting.number)
        report = repr(print_meeting_form(there, CONSOLE, meeting.number, MeetingForm.REPORT))
    difference = [b - a for a, b in zip(counts(first), counts(second), strict=True)]
    assert difference == [0, 0, 0, 1], "one voter's choice: what the documents warn of"
    found, before = (verify.verify(each).result for each in (bundle, told))
    assert (bool(found.facts.restored), bool(before.facts.restored)) == (True, False)
    kinds = [{each.kind for each in result.remarks} for result in (found, before)]
    assert [RemarkKind.RESTORED in each for each in kinds] == [True, False]
    for remark in found.remarks:
        assert remark_words.chinese(remark) in report
    assert "restored with its keys into empty folders" in " ".join(OPERATORS.read_text().split())


def test_the_control_beside_its_own_mark_it_does_not_open_again(hall: Hall, tmp_path: Path) -> None:
    meeting = an_open_meeting(hall, slips=4, eligible=4)
    meeting.cast_all([VERY, GOOD, BAD])
    backup = checked(back_up(hall, tmp_path), tmp_path)
    close_voting(hall, CONSOLE, meeting.number)
    open_box(hall, CONSOLE, meeting.number)
    restore_backup(hall, backup, replace=True, tell=lambda *_: None)
    with pytest.raises(OpenedBefore):
        resume(hall, CONSOLE, meeting.number, 3)
