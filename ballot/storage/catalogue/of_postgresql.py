"""What PostgreSQL says of the tables of the schema in which it looks first."""

import re
from collections.abc import Iterator

from sqlalchemy import text
from sqlalchemy.orm import Session

from ballot.storage.catalogue import lines

COUNTS = "nextval"
"""The default of a key that counts up by itself."""
CAST = re.compile(r"::[a-z ]+$")
"""PostgreSQL says of which type a default is; the column has said it."""
KINDS = {"character varying": "varchar"}

COLUMNS = text("""
SELECT t.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
       coalesce(pg_get_expr(d.adbin, d.adrelid), '')
FROM pg_class t
JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = a.attnum
WHERE t.relkind = 'r' AND t.relnamespace = current_schema()::regnamespace
""")
INDEXES = text("""
SELECT t.relname, i.indisunique,
       ARRAY(SELECT pg_get_indexdef(i.indexrelid, place, true)
             FROM generate_series(1, i.indnatts) place ORDER BY place)
FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
WHERE NOT i.indisprimary AND t.relnamespace = current_schema()::regnamespace
""")
CONSTRAINTS = text("""
SELECT t.relname, c.contype::text, c.conname, pg_get_constraintdef(c.oid), o.relname,
       ARRAY(SELECT a.attname::text FROM unnest(c.conkey) WITH ORDINALITY k(number, place)
             JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number ORDER BY place),
       ARRAY(SELECT a.attname::text FROM unnest(c.confkey) WITH ORDINALITY k(number, place)
             JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.number ORDER BY place)
FROM pg_constraint c
JOIN pg_class t ON t.oid = c.conrelid
LEFT JOIN pg_class o ON o.oid = c.confrelid
WHERE c.contype IN ('p', 'f', 'c') AND t.relnamespace = current_schema()::regnamespace
""")
TRIGGERS = text("""
SELECT t.relname, g.tgname FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid
WHERE NOT g.tgisinternal AND t.relnamespace = current_schema()::regnamespace
""")


def told(db: Session) -> Iterator[tuple[str, str]]:
    """(table, line) of everything there."""
    for table, name, kind, full, default in db.execute(COLUMNS):
        counts = COUNTS if default.startswith(f"{COUNTS}(") else CAST.sub("", default)
        yield table, lines.column(table, name, _kind(kind), empty=not full, default=counts)
    for table, unique, columns in db.execute(INDEXES):
        yield table, lines.of_columns(table, "unique" if unique else "index", columns)
    for table, kind, name, said, other, columns, others in db.execute(CONSTRAINTS):
        if kind == "p":
            yield table, lines.of_columns(table, "key", columns)
        elif kind == "f":
            yield table, lines.reference(table, columns, other, others)
        else:
            yield table, lines.check(table, name, said)
    for table, name in db.execute(TRIGGERS):
        yield table, lines.trigger(table, name)


def _kind(kind: str) -> str:
    """The type as the program's own statements spell it."""
    for long, short in KINDS.items():
        kind = kind.replace(long, short)
    return kind.upper()
