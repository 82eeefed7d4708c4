"""What a database says of its own tables, as lines that can be compared and kept."""

from sqlalchemy import Connection, inspect, text
from sqlalchemy.orm import Session

PLACES = """
SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
       || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
       || coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '')
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
WHERE c.relkind = 'r'
UNION ALL
SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL
SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL
SELECT 'trigger ' || tgname FROM pg_trigger WHERE NOT tgisinternal
UNION ALL
SELECT 'view ' || viewname FROM pg_views WHERE schemaname = 'public'
"""


def definitions(db: Session) -> list[str]:
    """Every table, constraint, index, view and trigger, in the database's own words, sorted."""
    if db.get_bind().dialect.name == "sqlite":
        rows = db.scalars(text("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"))
        # The order of a table's constraints has no meaning.
        return sorted("\n".join(sorted(_parts(sql))) for sql in rows)
    return sorted(db.scalars(text(PLACES)))


def _parts(sql: str) -> list[str]:
    """Every column and constraint alone, wherever a later ALTER TABLE has put it."""
    head, _, rest = sql.replace('"', "").partition("(")
    body, _, tail = rest.rpartition(")")
    depth, parts = 0, [""]
    for sign in body:
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "," and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return [" ".join(part.split()) for part in (head, *parts, tail)]


def outline(db: Session) -> list[str]:
    """Every column, key, index and reference by name: the same lines on both databases."""
    connection = db.connection()
    lines: list[str] = []
    for table in sorted(inspect(connection).get_table_names()):
        if table != "alembic_version":
            lines += _of_table(connection, table)
    return lines


def _of_table(connection: Connection, table: str) -> list[str]:
    about = inspect(connection)
    lines = [
        f"{table}.{column['name']}{' null' if column['nullable'] else ''}"
        for column in about.get_columns(table)
    ]
    lines.append(_words(table, "key", about.get_pk_constraint(table)["constrained_columns"]))
    unique = {tuple(each["column_names"]) for each in about.get_unique_constraints(table)}
    lines += sorted(_words(table, "unique", columns) for columns in unique)
    lines += sorted(
        _words(table, "index", [str(name) for name in each["column_names"]])
        for each in about.get_indexes(table)
        if tuple(each["column_names"]) not in unique
    )
    lines += sorted(
        _words(table, "refers", each["constrained_columns"]) + f" → {each['referred_table']}"
        for each in about.get_foreign_keys(table)
    )
    return lines


def _words(table: str, what: str, columns: list[str] | tuple[str, ...]) -> str:
    return f"{table} {what} ({', '.join(columns)})"
