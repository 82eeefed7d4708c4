"""The settings of a database without which the program refuses to run (docs/secrecy.md).

Each is read back from the database itself: what was asked for does not count, what it answers
does. A missing PostgreSQL setting (an extension that is not loaded) is in order.
"""

from collections.abc import Mapping

from sqlalchemy import Connection, text

from ballot.domain.errors import SettingWrong

SQLITE: dict[str, tuple[str, ...]] = {
    "journal_mode": ("wal",),
    "synchronous": ("2",),
    "secure_delete": ("1",),
    "temp_store": ("2",),
    "foreign_keys": ("1",),
    "busy_timeout": ("15000",),
}
"""WAL and FULL for ballots that survive a power cut; the rest keeps erased rows off the disk."""

OLDEST_SQLITE = (3, 35, 0)
OLDEST_POSTGRESQL = 130000

POSTGRESQL: dict[str, tuple[str, ...]] = {
    "fsync": ("on",),
    "synchronous_commit": ("on", "remote_apply"),
    "full_page_writes": ("on",),
    "server_encoding": ("UTF8",),
    # A logged statement carries its parameters; a commit time is the order of the voters.
    "log_statement": ("none", "ddl"),
    "log_min_duration_statement": ("-1",),
    "log_min_duration_sample": ("-1",),
    "log_transaction_sample_rate": ("0",),
    "log_parameter_max_length_on_error": ("0",),
    "log_duration": ("off",),
    "debug_print_parse": ("off",),
    "debug_print_rewritten": ("off",),
    "debug_print_plan": ("off",),
    "track_commit_timestamp": ("off",),
    "auto_explain.log_min_duration": ("-1",),
    "pgaudit.log_parameter": ("off",),
}


def check(found: Mapping[str, str], wanted: Mapping[str, tuple[str, ...]]) -> None:
    """Raise SettingWrong, which names the first setting that is not as wanted."""
    for name, allowed in wanted.items():
        if name in found and found[name] not in allowed:
            raise SettingWrong(name=name, found=found[name], wanted=" | ".join(allowed))


def check_connection(connection: Connection) -> None:
    """Read the settings of this database and compare them. Raises SettingWrong."""
    version = connection.dialect.server_version_info or ()
    if connection.dialect.name == "sqlite":
        if version < OLDEST_SQLITE:
            raise SettingWrong(name="sqlite", found=_dotted(version), wanted="≥ 3.35")
        check({name: _pragma(connection, name) for name in SQLITE}, SQLITE)
        return
    rows = connection.execute(
        text("SELECT name, setting FROM pg_settings WHERE name = ANY(:names)"),
        {"names": ["server_version_num", *POSTGRESQL]},
    )
    found = {str(name): str(value) for name, value in rows}
    if int(found["server_version_num"]) < OLDEST_POSTGRESQL:
        raise SettingWrong(name="postgresql", found=_dotted(version), wanted="≥ 13")
    check(found, POSTGRESQL)


def _pragma(connection: Connection, name: str) -> str:
    return str(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())


def _dotted(version: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in version)
