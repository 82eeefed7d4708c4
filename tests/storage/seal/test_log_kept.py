"""What the log of PostgreSQL still tells after a seal is told to whoever asks."""

from pathlib import Path

import psycopg
import pytest
from makers.stores.stored import Stored, a_cast, a_stored_meeting, voted, votes_of
from sqlalchemy import make_url

from ballot.domain.meeting import State
from ballot.storage import meetings, votes
from ballot.storage.database import Database
from ballot.storage.seal import log_kept, seal
from ballot.storage.seal.log_kept import LogKept
from ballot.words import terms

LOG = (
    "SELECT string_agg(pg_read_binary_file('pg_wal/' || name), ''::bytea)"
    " FROM pg_ls_waldir() WHERE length(name) = 24"
)
PAGES = "SELECT pg_read_binary_file(pg_relation_filepath('sealed_vote'))"


def a_sealed_meeting(database: Database) -> tuple[Stored, list[bytes]]:
    """Twenty votes, sealed, and their ids."""
    held = a_stored_meeting(database, slips=20)
    for at in range(20):
        assert voted(database, a_cast(held, held.key(at), votes_of([bytes([at]) * 40])))
    database.write(lambda db: meetings.move(db, held.number, meetings.Act.CLOSE, State.CLOSED))
    ids = [vote.id for vote in database.read(lambda db: list(votes.in_order(db, held.number)))]
    assert seal.seal(database, [held.number])
    return held, ids


def test_on_postgresql_log_and_gaps_tell_of_every_ballot_and_it_is_said(
    postgres_alone: str,
) -> None:
    database = Database.connect(postgres_alone)
    _held, ids = a_sealed_meeting(database)
    plain = make_url(postgres_alone).set(drivername="postgresql")
    with psycopg.connect(plain.render_as_string(hide_password=False), autocommit=True) as db:
        db.execute("CHECKPOINT")
        (log,), (pages,) = (db.execute(each).fetchone() or (b"",) for each in (LOG, PAGES))
        assert sum(each in log for each in ids) == 20
        assert sum(pages.count(each) > 1 for each in ids) > 0
        db.execute("SELECT pg_create_physical_replication_slot('copier', true)")
        kept = database.read(log_kept.of)
        db.execute("SELECT pg_drop_replication_slot('copier')")
    assert kept == LogKept(archived=False, slots=("copier",), standbys=())
    assert "WAL" in terms.log_kept(kept)
    assert "copier" in terms.log_kept(kept)
    database.dispose()


def test_the_control_on_sqlite_nothing_tells_and_that_is_said(sqlite_url: str) -> None:
    database = Database.connect(sqlite_url)
    _held, ids = a_sealed_meeting(database)
    path = Path(str(make_url(sqlite_url).database))
    log = path.with_name(f"{path.name}-wal").read_bytes()
    assert sum(each in log for each in ids) == 0
    assert {path.read_bytes().count(each) for each in ids} == {1}
    assert database.read(log_kept.of) is None
    database.dispose()


@pytest.mark.parametrize(("archived", "said"), [(False, "直到被覆盖"), (True, "归档")])
def test_what_is_archived_is_kept_for_ever(archived: bool, said: str) -> None:
    assert said in terms.log_kept(LogKept(archived, (), ()))
