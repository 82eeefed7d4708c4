"""Sixty power cuts: what was acknowledged is there (docs/secrecy.md, test 8)."""

import os
import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from faults.power_cut import Disk, driver
from makers.meetings import a_hall, an_open_meeting
from sqlalchemy import event, make_url

from ballot.slips import tokens
from ballot.storage import meetings, sqlite
from ballot.storage.database import Database

CASTS = 120
CUTS = 60


@dataclass(frozen=True, slots=True)
class Cut:
    """What a cut left: slips acknowledged before it, and slips spent and votes found after."""

    acknowledged: set[bytes]
    spent: set[bytes]
    votes: int


def cuts(sqlite_url: str, tmp_path: Path, *, more: tuple[str, ...] = ()) -> list[Cut]:
    """Cast on a disk that remembers, with further pragmas, then cut its power at many places."""
    path = Path(str(make_url(sqlite_url).database))
    plain = Database.connect(sqlite_url)
    hall = a_hall(plain, tmp_path)
    meeting = an_open_meeting(hall, slips=CASTS, eligible=CASTS)
    run = plain.read(lambda db: meetings.get(db, meeting.number)).run
    digests = [tokens.digest(run, minted.token) for minted in meeting.slips]
    plain.dispose()
    start = {path.name: path.read_bytes()}
    disk = Disk()
    meeting.hall = replace(hall, database=_on(disk, sqlite_url, more))
    for index in range(CASTS):
        meeting.cast(index % 5)
        disk.events.append(index)
    # A fixed seed: a cut that fails once fails again. It guards nothing.
    random = Random(8)  # noqa: S311
    found = []
    for at in [random.randrange(len(disk.events)) for _ in range(CUTS)]:
        folder = tmp_path / f"cut-{len(found)}"
        _write(folder, disk.after_cut(at, start, random))
        acknowledged = {digests[note] for note in disk.events[:at] if isinstance(note, int)}
        found.append(Cut(acknowledged, *_look(folder / path.name)))
    meeting.hall.database.dispose()
    return found


def _on(disk: Disk, url: str, more: tuple[str, ...]) -> Database:
    """The product's own engine, settings and statements, on our disk."""
    on_disk = driver(disk, f"cut-{os.urandom(4).hex()}")
    engine = sqlite.engine(make_url(url), module=on_disk, pool_size=1, max_overflow=0)
    # Often, so that cuts fall into checkpoints too.
    for pragma in ("PRAGMA wal_autocheckpoint=40", *more):
        event.listen(engine, "connect", lambda db, _record, p=pragma: db.execute(p))
    return Database(engine)


def _write(folder: Path, files: dict[str, bytes]) -> None:
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)


def _look(path: Path) -> tuple[set[bytes], int]:
    """Recover as the product would at its next start, and look."""
    found = sqlite3.connect(path)
    try:
        assert found.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        spent = {bytes(h) for (h,) in found.execute("SELECT h FROM slip WHERE st = 3")}
        return spent, found.execute("SELECT count(*) FROM sealed_vote").fetchone()[0]
    finally:
        found.close()


def test_no_acknowledged_ballot_is_lost_to_a_power_cut(sqlite_url: str, tmp_path: Path) -> None:
    found = cuts(sqlite_url, tmp_path)
    assert [cut for cut in found if not cut.acknowledged <= cut.spent] == []
    # A slip that is spent has its vote, and a vote has its slip.
    assert [cut for cut in found if cut.votes != len(cut.spent)] == []
    assert len({len(cut.acknowledged) for cut in found}) > CUTS // 3


def test_the_control_synchronous_normal_loses_some(sqlite_url: str, tmp_path: Path) -> None:
    found = cuts(sqlite_url, tmp_path, more=("PRAGMA synchronous=NORMAL",))
    assert [cut for cut in found if not cut.acknowledged <= cut.spent]
