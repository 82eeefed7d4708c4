"""Whoever has a backup knows which slips voted, and nothing of what they chose.

The attack of ``test_relinking.py`` on the file: its lines are all that the thief has, with the
slips of those who voted in his hand. It must succeed where votes lie open in it.
"""

import json
from pathlib import Path

import pytest
from makers.meetings import BAD, FAIR, GOOD, VERY, a_hall, an_open_meeting
from makers.stores.backups import back_up, checked, keys_in
from people.thief import Linked, best_guess, chance
from secrecy.test_relinking import CIPHERTEXT, choices_of, opened

from ballot.storage import key_set, tables
from ballot.storage.backup import dump
from ballot.storage.backup.backup_file import Backup
from ballot.storage.database import Database

CASTS = 120
CHOICES = [VERY] * 54 + [GOOD] * 36 + [FAIR] * 18 + [BAD] * 12


@pytest.mark.parametrize("readable", [False, True], ids=["ours", "the control: votes in the clear"])
def test_the_thief_of_a_backup_links_by_place_and_names_no_choice(
    database: Database, tmp_path: Path, readable: bool
) -> None:
    """He takes the n-th ballot for that of the n-th slip; in the control it is, and it is read."""
    hall = a_hall(database, tmp_path)
    database.write(lambda db: key_set.belong(db, keys_in(tmp_path).fingerprint))
    meeting = an_open_meeting(hall, slips=CASTS, eligible=CASTS)
    meeting.cast_all(CHOICES)
    choices = choices_of(meeting, CHOICES)
    slips, ballots = read(checked(back_up(hall, tmp_path), tmp_path))
    assert (len(slips), set(slips.values())) == (CASTS, {3}), "which slips voted, he knows"
    if readable:
        ballots = [bytes([choices[h]]) * 4 for h in slips]
    linked = [Linked(h, found) for h, found in zip(slips, ballots, strict=True)]
    named, asked, most = best_guess(linked, choices)
    assert (named <= chance(asked, most)) is not readable


def test_the_control_with_the_key_of_the_box_every_ballot_of_a_backup_opens(
    database: Database, tmp_path: Path
) -> None:
    """So the keys of boxes are put into a key file only on request, and that is said."""
    hall = a_hall(database, tmp_path)
    database.write(lambda db: key_set.belong(db, keys_in(tmp_path).fingerprint))
    meeting = an_open_meeting(hall, slips=4, eligible=4)
    meeting.cast_all([VERY, GOOD, FAIR, BAD])
    slips, ballots = read(checked(back_up(hall, tmp_path), tmp_path))
    linked = [Linked(h, found) for h, found in zip(slips, ballots, strict=True)]
    assert all(len(found) > CIPHERTEXT for found in ballots)
    assert sorted(opened(meeting, linked).values()) == [VERY, GOOD, FAIR, BAD]


def read(backup: Backup) -> tuple[dict[bytes, int], list[bytes]]:
    """Slips and their states, and the ballots, as the lines of the file have them."""
    lines, found = backup.lines(), {}
    for table in dump.tables():
        listed = [next(lines) for _ in range(backup.tables[table.name].rows)]
        found[table.name] = [dump._row(table, line) for line in listed]
        assert all(isinstance(json.loads(line), list) for line in listed)
    slips = {row["h"]: row["st"] for row in found[tables.slip.name]}
    columns = ("ct", "proof", "tag", "id")
    ballots = [b"".join(row[name] for name in columns) for row in found[tables.sealed_vote.name]]
    return slips, ballots
