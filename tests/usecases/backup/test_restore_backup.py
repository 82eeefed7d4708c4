"""A database put back from a backup never goes on as if nothing had happened."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from makers.meetings import BAD, GOOD, VERY, a_closed_meeting, a_draft, an_open_meeting
from makers.stores.backups import (
    after_two_of_four,
    another,
    back_up,
    checked,
    is_whole,
    put_back,
    state,
)
from sqlalchemy import text

from ballot.bundle import verify
from ballot.domain import journal_line
from ballot.domain.access import CONSOLE
from ballot.domain.acts import Act
from ballot.domain.errors import (
    BackupRefused,
    BallotsMissing,
    DatabaseNotEmpty,
    OpenedBefore,
    QuorumMissed,
    SlipSpent,
    Tampered,
)
from ballot.domain.journal_line import HOUSE, End
from ballot.domain.meeting import State
from ballot.exports import result_as_json, result_table
from ballot.storage import journal, meetings
from ballot.storage.backup import backup_file, dump
from ballot.storage.journal import Gap
from ballot.usecases.backup.resume import resume
from ballot.usecases.casting.cast_ballot import cast_ballot
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.cancel import cancel
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.freeze import freeze
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.meeting.rehearse import rehearse
from ballot.usecases.meeting.round_two import round_two
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result.export_bundle import export_bundle
from ballot.usecases.result.see_result import see_result
from ballot.usecases.result.watch_turnout import watch_turnout


def test_report_and_bundle_tell_of_it_and_the_bundle_holds(hall: Hall, tmp_path: Path) -> None:
    meeting = after_two_of_four(hall, tmp_path)
    resume(hall, CONSOLE, meeting.number, 4)
    for slip in meeting.slips[2:4]:
        cast_ballot(hall, meeting.number, slip.token, meeting.ballot(BAD))
    close_voting(hall, CONSOLE, meeting.number)
    result = open_box(hall, CONSOLE, meeting.number)
    (told,) = result_as_json.value(result)["restored"]
    assert (told["found"], told["known"], told["missing"]) == (2, 4, 2)
    assert any("少了 2 张" in str(value) for _name, value in result_table.of(result).facts)
    assert verify.verify(export_bundle(hall, CONSOLE, meeting.number)).result == result


def test_a_box_that_is_short_stays_shut_whatever_the_tables_say(hall: Hall, tmp_path: Path) -> None:
    meeting = after_two_of_four(hall, tmp_path)
    resume(hall, CONSOLE, meeting.number, 4)
    run = hall.database.read(lambda db: meetings.get(db, meeting.number)).run
    mark = tmp_path / "keys" / "marks" / f"received-{run.hex()}"
    mark.write_text("0")
    with pytest.raises(BallotsMissing):
        close_voting(hall, CONSOLE, meeting.number)
    cancel(hall, CONSOLE, meeting.number, "少了两张")
    assert state(hall, meeting.number) is State.CANCELLED


def test_a_vote_that_somebody_resumed_in_the_table_opens_nothing(
    hall: Hall, tmp_path: Path
) -> None:
    meeting = after_two_of_four(hall, tmp_path, noted=False)
    hall.database.write(lambda db: db.execute(text("UPDATE meeting SET state = 'open'")))
    meeting.cast_all([VERY, VERY])
    close_voting(hall, CONSOLE, meeting.number)
    with pytest.raises(Tampered) as tampered:
        open_box(hall, CONSOLE, meeting.number)
    assert tampered.value.what == "state"


@pytest.mark.parametrize("opened", [False, True])
def test_a_closed_meeting_opens_to_the_very_same_result(
    hall: Hall, tmp_path: Path, opened: bool
) -> None:
    meeting = a_closed_meeting(hall, [VERY, VERY, GOOD, BAD], slips=5, eligible=4)
    path = back_up(hall, tmp_path)
    before = open_box(hall, CONSOLE, meeting.number) if opened else None
    put = put_back(hall, path, tmp_path)
    assert (put.paused, put.lost > 0) == ({}, opened)
    result = open_box(hall, CONSOLE, meeting.number)
    assert before is None or before.subjects == result.subjects
    assert verify.verify(export_bundle(hall, CONSOLE, meeting.number)).result == result
    assert is_whole(hall)


def test_a_result_that_was_put_back_is_the_result(hall: Hall, tmp_path: Path) -> None:
    meeting = a_closed_meeting(hall, [VERY, VERY, GOOD, BAD], slips=5, eligible=4)
    result = open_box(hall, CONSOLE, meeting.number)
    bundle = export_bundle(hall, CONSOLE, meeting.number)
    put_back(hall, back_up(hall, tmp_path), tmp_path)
    assert see_result(hall, meeting.number) == result
    assert export_bundle(hall, CONSOLE, meeting.number) == bundle


def test_a_box_that_was_opened_takes_no_further_ballot(hall: Hall, tmp_path: Path) -> None:
    """Two lists that differ in one ballot would open that ballot."""
    meeting = an_open_meeting(hall, slips=4, eligible=4)
    meeting.cast_all([VERY, GOOD, BAD])
    path = back_up(hall, tmp_path)
    close_voting(hall, CONSOLE, meeting.number)
    open_box(hall, CONSOLE, meeting.number)
    put_back(hall, path, tmp_path)
    with pytest.raises(OpenedBefore):
        resume(hall, CONSOLE, meeting.number, 3)
    run = "UPDATE meeting SET state = 'open'"
    hall.database.write(lambda db: db.execute(text(run)))
    meeting.cast(BAD)
    close_voting(hall, CONSOLE, meeting.number)
    with pytest.raises(Tampered):
        open_box(hall, CONSOLE, meeting.number)


def test_one_key_opens_one_list_also_after_a_restore(hall: Hall, tmp_path: Path) -> None:
    """The mark of the opening stands in the key folder, where no earlier copy reaches."""
    meeting = a_closed_meeting(hall, [VERY, GOOD, BAD], slips=3, eligible=3)
    path = back_up(hall, tmp_path)
    run = hall.database.read(lambda db: meetings.get(db, meeting.number)).run
    assert hall.marks.bind_opened(run, bytes(32)) == bytes(32)
    put_back(hall, path, tmp_path)
    with pytest.raises(Tampered) as tampered:
        open_box(hall, CONSOLE, meeting.number)
    assert tampered.value.what == "roots"


def test_a_rehearsal_is_thrown_away(hall: Hall, tmp_path: Path) -> None:
    meeting = a_draft(hall)
    rehearse(hall, CONSOLE, meeting.number)
    put = put_back(hall, back_up(hall, tmp_path), tmp_path)
    assert put.thrown_away == [meeting.number]
    assert state(hall, meeting.number) is State.DRAFT
    assert see_meeting(hall, CONSOLE, meeting.number).slips == 0


def test_a_draft_that_nobody_voted_in_is_as_it_was(hall: Hall, tmp_path: Path) -> None:
    meeting = a_draft(hall, slips=1, eligible=1)
    put_back(hall, back_up(hall, tmp_path), tmp_path)
    freeze(hall, CONSOLE, meeting.number)
    open_voting(hall, CONSOLE, meeting.number)
    meeting.cast(VERY)
    close_voting(hall, CONSOLE, meeting.number)
    assert open_box(hall, CONSOLE, meeting.number).facts.restored == ()


def test_a_frozen_meeting_that_had_voted_after_the_backup_opens_short_of_nothing(
    hall: Hall, tmp_path: Path
) -> None:
    meeting = a_draft(hall, slips=2, eligible=2)
    freeze(hall, CONSOLE, meeting.number)
    path = back_up(hall, tmp_path)
    open_voting(hall, CONSOLE, meeting.number)
    meeting.cast_all([VERY, GOOD])
    watch_turnout(hall, CONSOLE, meeting.number)
    put_back(hall, path, tmp_path)
    open_voting(hall, CONSOLE, meeting.number)
    with pytest.raises(BallotsMissing):
        close_voting(hall, CONSOLE, meeting.number)
    for slip in meeting.slips:
        cast_ballot(hall, meeting.number, slip.token, meeting.ballot(VERY))
    close_voting(hall, CONSOLE, meeting.number)
    assert open_box(hall, CONSOLE, meeting.number).facts.restored[0].missing == 2


def test_a_database_that_is_not_empty_is_not_touched(hall: Hall, tmp_path: Path) -> None:
    meeting = an_open_meeting(hall, slips=2, eligible=2)
    path = back_up(hall, tmp_path)
    meeting.cast(VERY)
    with pytest.raises(DatabaseNotEmpty):
        put_back(hall, path, tmp_path, replace=False)
    assert state(hall, meeting.number) is State.OPEN
    with pytest.raises(SlipSpent):
        cast_ballot(hall, meeting.number, meeting.slips[0].token, meeting.ballot(VERY))


def test_each_chain_goes_on_beyond_every_line_that_was_known(hall: Hall, tmp_path: Path) -> None:
    kept = a_draft(hall)
    path = back_up(hall, tmp_path)
    more = a_draft(hall)
    chains = (HOUSE, journal_line.of_meeting(kept.number), journal_line.of_meeting(more.number))
    for _ in range(2):
        cancel(hall, CONSOLE, kept.number, "重来")
        ends = {each: end(hall, each) for each in chains}
        put = put_back(hall, path, tmp_path)
        assert put.lost > 0
        for name, before in ends.items():
            lines = hall.database.read(lambda db, n=name: journal.lines(db, n))
            told = [line for line in lines if line.act == Act.RESTORE][-1]
            gap = journal.gap_before(told)
            assert gap is not None
            assert (told.sequence, gap.known) == (before.length + 1, before)
            assert hall.marks.journal(name) == end(hall, name)
        assert is_whole(hall)


def end(hall: Hall, name: str) -> End:
    return hall.database.read(lambda db: journal.end(db, name))


IN = "chain = 'house'"
CUTS: list[tuple[str, Callable[[int], str]]] = [
    ("the line", lambda last: f"DELETE FROM journal WHERE {IN} AND sequence = {last}"),
    ("all that was kept", lambda last: f"DELETE FROM journal WHERE {IN} AND sequence < {last}"),
    ("one that was kept", lambda _last: f"DELETE FROM journal WHERE {IN} AND sequence = 2"),
    (
        "its place",
        lambda last: f"UPDATE journal SET sequence = {last} + 5 WHERE {IN} AND sequence = {last}",
    ),
    ("a chain whole", lambda _last: "DELETE FROM journal WHERE chain LIKE 'meeting:%'"),
]


@pytest.mark.parametrize(("what", "cut"), CUTS, ids=[each[0] for each in CUTS])
def test_a_restore_is_no_way_to_cut_the_journal(
    hall: Hall, tmp_path: Path, what: str, cut: Callable[[int], str]
) -> None:
    a_draft(hall)
    path = back_up(hall, tmp_path)
    a_draft(hall)
    put_back(hall, path, tmp_path)
    assert is_whole(hall), "the control"
    hall.database.write(lambda db: db.execute(text(cut(end(hall, HOUSE).length))))
    assert not is_whole(hall), what


def test_an_earlier_copy_put_in_place_without_a_restore_is_noticed(
    hall: Hall, tmp_path: Path
) -> None:
    """Row by row the same as a backup, and no line that says so."""
    number = a_draft(hall).number
    name = journal_line.of_meeting(number)
    last = end(hall, name).length
    cancel(hall, CONSOLE, number, "重来")
    assert is_whole(hall), "the control"
    cut = "DELETE FROM journal WHERE chain = :name AND sequence > :last"
    hall.database.write(lambda db: db.execute(text(cut), {"name": name, "last": last}))
    assert not is_whole(hall)


def test_a_chain_that_is_gone_with_its_mark_is_missed_by_the_house(
    hall: Hall, tmp_path: Path
) -> None:
    name = journal_line.of_meeting(a_draft(hall).number)
    (tmp_path / "keys" / "marks" / f"journal-{name.replace(':', '-')}").unlink()
    assert is_whole(hall), "the control"
    run = "DELETE FROM journal WHERE chain = :name"
    hall.database.write(lambda db: db.execute(text(run), {"name": name}))
    assert not is_whole(hall)


def test_a_forged_line_of_a_restore_explains_nothing(hall: Hall, tmp_path: Path) -> None:
    a_draft(hall)
    last = end(hall, HOUSE)
    told = Gap(last.length, replace(last, length=last.length + 4)).told()
    add = (
        "INSERT INTO journal (chain, sequence, at, actor, act, detail, tag, head)"
        " VALUES ('house', :sequence, '2026-12-20 09:00:00', 'console', :act, :detail, :tag, :tag)"
    )
    values = {"sequence": last.length + 5, "act": Act.RESTORE}
    values |= {"detail": json.dumps(told), "tag": last.tag}
    hall.database.write(lambda db: db.execute(text(add), values))
    assert not is_whole(hall)


def test_a_backup_of_another_history_is_refused(hall: Hall, tmp_path: Path) -> None:
    """The marks tell that this journal went another way."""
    a_draft(hall)
    path = back_up(hall, tmp_path)
    last = end(hall, HOUSE)
    text = f"{last.length} {'00' * 32} {last.head.hex()}"
    (tmp_path / "keys" / "marks" / "journal-house").write_text(text)
    with pytest.raises(BackupRefused) as refused:
        put_back(hall, path, tmp_path)
    assert refused.value.broken == "history"


def test_every_row_goes_from_one_kind_of_database_to_the_other_and_back(
    sqlite_template: Path, postgres_url: str, tmp_path: Path
) -> None:
    urls = [f"sqlite:///{_copy(sqlite_template, tmp_path, name)}" for name in ("first", "last")]
    with another(urls[0], tmp_path) as first:
        for _ in range(2):
            a_closed_meeting(first, [VERY, GOOD, BAD], slips=5, eligible=4, subjects=2)
        for _ in range(4):  # of some of them the number of the second round comes first
            missed = a_closed_meeting(first, [VERY], slips=5, eligible=4).number
            with pytest.raises(QuorumMissed):
                open_box(first, CONSOLE, missed)
            round_two(first, CONSOLE, missed)
        path = back_up(first, tmp_path, "first.backup")
        rows = _rows(first)
    for place, url in enumerate((postgres_url, urls[1])):
        with another(url, tmp_path) as there:
            backup = checked(path, tmp_path)
            there.database.write(lambda db, b=backup: backup_file.load(db, b, lambda *_: None))
            assert _rows(there) == rows
            _forget_marks(tmp_path)  # these rows were not put back by a restore
            a_draft(there)  # serial numbers go on after those that were put back
            path = path if place else _again(there, tmp_path, rows)


def _again(hall: Hall, folder: Path, rows: dict[str, list[bytes]]) -> Path:
    """A backup of the second database, without what was added to it."""
    hall.database.write(dump.clear)
    backup = checked(folder / "first.backup", folder)
    hall.database.write(lambda db: backup_file.load(db, backup, lambda *_: None))
    assert _rows(hall) == rows
    return back_up(hall, folder, "second.backup")


def _forget_marks(folder: Path) -> None:
    for mark in (folder / "keys" / "marks").iterdir():
        mark.unlink()


def _rows(hall: Hall) -> dict[str, list[bytes]]:
    return hall.database.read(
        lambda db: {each.name: list(dump.lines(db, each)) for each in dump.tables()}
    )


def _copy(template: Path, folder: Path, name: str) -> Path:
    path = folder / f"{name}.sqlite3"
    shutil.copy2(template, path)
    return path
