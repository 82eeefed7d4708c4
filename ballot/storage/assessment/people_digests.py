"""What was entered of each person as a digest in his row, and one digest of all of those.

So whoever changes one of 20,000 works out one anew, and whoever looks at one holds his rows to his
own digest, and the digests of all, which are read at once, to what the journal tells.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Row, Select, Table, bindparam, select, update
from sqlalchemy.orm import Session

from ballot.storage.assessment import people_imports
from ballot.storage.assessment.encoding import ENCODE
from ballot.storage.tables import combining, flag, person, person_change, score_entry

ENTERED = (score_entry, flag, combining, person_change)
"""What is entered of a person, beside who he is."""
WHO = tuple(person.c[name] for name in ("id", "name", "unit_name", "village", "groups"))
VERSION = "people-v3:"
"""Before a digest of digests, in the journal; one of an earlier program has nothing before it."""
FEW = 500
"""So many are asked for by name; where there are more all are read."""
_CHANGED = "changed_people"


def note_changed(db: Session, people: Iterable[int]) -> None:
    """Of these something is entered in this transaction; ``keep_changed`` follows it."""
    db.info.setdefault(_CHANGED, set()).update(people)


def keep_changed(db: Session, assessment: int) -> dict[int, bytes | None]:
    """Work the digests anew of those who were changed, and of those who have none; all of them."""
    there = kept(db, assessment)
    noted: set[int] = db.info.get(_CHANGED, set())
    wanted = [id for id, digest in there.items() if digest is None or id in noted]
    made = of_people(db, assessment, wanted)
    noted -= there.keys()
    if made:
        statement = update(person).where(person.c.id == bindparam("of"))
        rows = [{"of": id, "digest": digest} for id, digest in made.items()]
        db.connection().execute(statement.values(entered_sha256=bindparam("digest")), rows)
    return there | made


def kept(db: Session, assessment: int) -> dict[int, bytes | None]:
    """The digests as they stand in the rows, by person in the order of their ids."""
    c = person.c
    statement = select(c.id, c.entered_sha256).where(c.assessment == assessment).order_by(c.id)
    return dict(db.execute(statement).all())


def whole(db: Session, assessment: int, digests: Mapping[int, bytes | None]) -> str:
    """One digest of those of all people and of the files that came in, as the journal tells it."""
    hashed = sha256(VERSION.encode())
    for id, digest in digests.items():
        hashed.update(b"%d:" % id + (digest or b"-"))
    for file in people_imports.digests(db, assessment):
        hashed.update(b"|" + file)
    return VERSION + hashed.hexdigest()


def of_people(
    db: Session, assessment: int, only: Collection[int] | None = None
) -> dict[int, bytes]:
    """The digests worked out of what is there: of everybody, or of ``only`` these."""
    wanted = None if only is None else set(only)
    few = wanted if wanted is not None and len(wanted) <= FEW else None
    streams = [_Rows(db.execute(_of(table, assessment, few))) for table in ENTERED]
    found = {}
    for row in db.execute(_narrowed(_who(assessment), person.c.id, few)):
        entered = [each.of(row.id) for each in streams]
        if wanted is None or row.id in wanted:
            found[row.id] = sha256(ENCODE([tuple(row), *entered]).encode()).digest()
    return found


class _Rows:
    """The rows of a table, taken person by person in the order of their ids."""

    def __init__(self, rows: Iterable[Row[Any]]) -> None:
        self._groups: Iterator[tuple[int, Iterator[Row[Any]]]] = groupby(rows, itemgetter(0))
        self._next = next(self._groups, None)

    def of(self, id: int) -> list[tuple[Any, ...]]:
        """What is there of a person; everybody before him was asked for."""
        if self._next is None or self._next[0] != id:
            return []
        found = [tuple(row) for row in self._next[1]]
        self._next = next(self._groups, None)
        return found


def _who(assessment: int) -> Select[Any]:
    return select(*WHO).where(person.c.assessment == assessment).order_by(person.c.id)


def _of(table: Table, assessment: int, only: Collection[int] | None) -> Select[Any]:
    c = table.c
    others = [column for column in c if column is not c.person]
    rows = select(c.person, *others).join(person, person.c.id == c.person)
    mine = rows.where(person.c.assessment == assessment).order_by(c.person, c.id)
    return _narrowed(mine, c.person, only)


def _narrowed(statement: Select[Any], column: Any, only: Collection[int] | None) -> Select[Any]:
    return statement if only is None else statement.where(column.in_(list(only)))
