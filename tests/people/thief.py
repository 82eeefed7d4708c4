"""What a thief would do with the database: link every slip to what was cast with it.

Exactly once and durable means that a spent slip and its vote reach the disk in one commit. Both
attacks below use that, and both always succeed; what they find is the question.
"""

import shutil
import sqlite3
import struct
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

HEADER, FRAME = 32, 24


@dataclass(frozen=True, slots=True)
class Linked:
    """A slip and everything readable that was written together with its spending."""

    h: bytes
    found: bytes


class WalWatch:
    """The attack on a live SQLite: a copy of the file, and its log as it grows.

    A reading transaction keeps the log from being overwritten, as any slow reader would.
    """

    def __init__(self, path: Path, folder: Path) -> None:
        self._path = path
        self._copy = folder / "copy.sqlite3"
        self._reader = sqlite3.connect(path, isolation_level=None)
        self._reader.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        self._reader.execute("BEGIN")
        self._reader.execute("SELECT count(*) FROM sqlite_master").fetchone()
        shutil.copyfile(path, self._copy)

    def relink(self, slips: str, votes: str) -> list[Linked]:
        """Replay the log commit by commit: which slip changed, and which votes came with it.

        ``slips`` is a query of (digest, state), ``votes`` a query of columns of a vote.
        """
        log = self._path.with_name(self._path.name + "-wal").read_bytes()
        self._reader.close()
        linked: list[Linked] = []
        before = _look(self._copy, slips, votes)
        for frames, size in _commits(log):
            _apply(self._copy, frames, size)
            after = _look(self._copy, slips, votes)
            changed = [h for h in after[0] if after[0][h] != before[0].get(h)]
            fresh = [row for row in after[1] if row not in before[1]]
            if len(changed) == 1 and fresh:
                linked.append(Linked(changed[0], b"".join(sorted(fresh))))
            before = after
        return linked


def relink_by_xmin(db: Session, slips: str, votes: str) -> list[Linked]:
    """The attack on PostgreSQL: every row bears the number of the transaction that wrote it.

    ``slips`` is a query of (xmin as text, digest), ``votes`` of (xmin as text, columns…).
    """
    written: dict[str, list[bytes]] = {}
    for xmin, *columns in db.execute(text(votes)):
        written.setdefault(xmin, []).append(_join(columns))
    return [
        Linked(bytes(h), b"".join(sorted(written[xmin])))
        for xmin, h in db.execute(text(slips))
        if xmin in written
    ]


def best_guess(linked: Sequence[Linked], choices: dict[bytes, int]) -> tuple[int, int, int]:
    """How many choices a thief names who has learned what half of the voters chose.

    On the first half he takes the byte (or the length) of what he found that tells most; on the
    second half he guesses by it. Answers (named, of how many, of which the most common option).
    """
    half = len(linked) // 2
    known, asked = linked[:half], linked[half:]
    common = Counter(choices[each.h] for each in known).most_common(1)[0][0]
    places = [None, *range(max(len(each.found) for each in linked))]
    rules = [_learn(known, choices, place, common) for place in places]
    _right, place, rule = max(rules, key=lambda each: each[0])
    named = sum(rule.get(_at(each, place), common) == choices[each.h] for each in asked)
    most = Counter(choices[each.h] for each in asked).most_common(1)[0][1]
    return named, len(asked), most


def chance(of: int, most: int) -> float:
    """What guessing the most common option names by luck: its number and three sigma."""
    share = most / of
    return most + 3 * sqrt(of * share * (1 - share))


def _learn(
    known: Sequence[Linked], choices: dict[bytes, int], place: int | None, common: int
) -> tuple[int, int | None, dict[int, int]]:
    seen: dict[int, Counter[int]] = {}
    for each in known:
        seen.setdefault(_at(each, place), Counter())[choices[each.h]] += 1
    rule = {value: counts.most_common(1)[0][0] for value, counts in seen.items()}
    # A value that was seen once tells nothing that holds for the next voter.
    right = sum(counts.most_common(1)[0][1] for counts in seen.values() if counts.total() > 1)
    right += sum(counts[common] for counts in seen.values() if counts.total() == 1)
    return right, place, rule


def _at(each: Linked, place: int | None) -> int:
    if place is None:
        return len(each.found)
    return each.found[place] if place < len(each.found) else -1


def _look(path: Path, slips: str, votes: str) -> tuple[dict[bytes, int], set[bytes]]:
    database = sqlite3.connect(f"file:{path}?immutable=1", uri=True)
    try:
        rows = {bytes(h): int(st) for h, st in database.execute(slips)}
        return rows, {_join(columns) for columns in database.execute(votes)}
    finally:
        database.close()


def _join(columns: Sequence[object]) -> bytes:
    return b"".join(
        bytes(each) if isinstance(each, bytes | memoryview) else str(each).encode()
        for each in columns
    )


def _commits(log: bytes) -> Iterator[tuple[list[tuple[int, bytes]], int]]:
    """The transactions of a write-ahead log: pages written, and the size of the file after it."""
    page_size, _sequence, salt = struct.unpack(">II8s", log[8:24])
    frames: list[tuple[int, bytes]] = []
    for at in range(HEADER, len(log), FRAME + page_size):
        page, size, frame_salt = struct.unpack(">II8s", log[at : at + 16])
        if frame_salt != salt:
            return
        frames.append((page, log[at + FRAME : at + FRAME + page_size]))
        if size:
            yield frames, size * page_size
            frames = []


def _apply(path: Path, frames: list[tuple[int, bytes]], size: int) -> None:
    with path.open("r+b") as file:
        for page, content in frames:
            file.seek((page - 1) * len(content))
            # Read as a plain file: the copy has no log of its own.
            plain = content[:18] + b"\1\1" + content[20:] if page == 1 else content
            file.write(plain)
        file.truncate(size)
