"""What SQLite says of its tables, by its pragmas and by the text with which they were made."""

import re
from collections.abc import Iterator
from itertools import groupby

from sqlalchemy import text
from sqlalchemy.orm import Session

from ballot.storage.catalogue import lines

COLUMNS = text("""
SELECT t.name, c.name, c.type, c."notnull", c.dflt_value, c.pk
FROM sqlite_master t JOIN pragma_table_xinfo(t.name) c WHERE t.type = 'table' ORDER BY t.name, c.pk
""")
INDEXES = text("""
SELECT t.name, i.name, i."unique", c.name
FROM sqlite_master t JOIN pragma_index_list(t.name) i JOIN pragma_index_info(i.name) c
WHERE t.type = 'table' AND i.origin <> 'pk' ORDER BY t.name, i.name, c.seqno
""")
REFERENCES = text("""
SELECT t.name, r.id, r."table", r."from", r."to"
FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) r
WHERE t.type = 'table' ORDER BY t.name, r.id, r.seq
""")
MADE = text(
    "SELECT tbl_name, type, name, sql FROM sqlite_master WHERE type IN ('table', 'trigger')"
)
CHECK = re.compile(r"CONSTRAINT \"?(\w+)\"? CHECK \((.*)\),? *$", re.MULTILINE)


def told(db: Session) -> Iterator[tuple[str, str]]:
    """(table, line) of everything there."""
    yield from _columns(db)
    for (table, _name, unique), rows in groupby(db.execute(INDEXES), lambda row: row[:3]):
        what = "unique" if unique else "index"
        yield table, lines.of_columns(table, what, [str(row[3]) for row in rows])
    for (table, _id, other), rows in groupby(db.execute(REFERENCES), lambda row: row[:3]):
        columns, others = zip(*(row[3:] for row in rows), strict=True)
        yield table, lines.reference(table, columns, other, others)
    for table, kind, name, sql in db.execute(MADE):
        if kind == "trigger":
            yield table, lines.trigger(table, name)
        if sql.rstrip().endswith("WITHOUT ROWID"):
            yield table, lines.without_rowid(table)
        for found, said in CHECK.findall(sql):
            yield table, lines.check(table, found, said)


def _columns(db: Session) -> Iterator[tuple[str, str]]:
    for table, rows in groupby(db.execute(COLUMNS), lambda row: str(row[0])):
        key = []
        for _table, name, kind, full, default, place in rows:
            told = lines.column(table, name, kind, empty=not full, default=default or "")
            yield table, told
            key += [name] if place else []
        yield table, lines.of_columns(table, "key", key)
