"""PostgreSQL keeps old rows for whoever may still see them: they are named and looked for."""

import struct
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest
from makers.stores.stored import Stored, a_cast, a_stored_meeting, voted, votes_of
from psycopg import pq
from sqlalchemy import make_url

from ballot.domain.meeting import State
from ballot.storage import meetings
from ballot.storage.database import Database
from ballot.storage.seal import of_postgresql, seal, tries
from ballot.storage.tables import metadata

ROLE = "ballot_of_the_house"
SEEN_BEFORE = (
    "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"
    " AND datname = current_database() AND pid <> pg_backend_pid()"
    " AND age(backend_xmin) > age(pg_snapshot_xmax(pg_current_snapshot())::xid)"
)
"""A naive look: the kind of a foreign session is hidden from a plain role."""


@dataclass(frozen=True, slots=True)
class Own:
    """A database under a role without any right beyond its own tables, and a closed meeting."""

    database: Database
    held: Stored
    url: str
    """For somebody who may everything."""

    def sizes(self) -> int:
        """Bytes of the tables that a seal writes anew."""
        found = self.ask("SELECT pg_relation_size('slip') + pg_relation_size('sealed_vote')")
        return int(str(found))

    def ask(self, statement: str) -> object:
        """Answer as somebody who may everything."""
        with psycopg.connect(self.url, autocommit=True) as db:
            row = db.execute(statement.encode()).fetchone()
            return row and row[0]

    def dead(self) -> int:
        """Rows that nobody needs and that are there all the same, as PostgreSQL counts them."""
        said: list[str] = []
        with psycopg.connect(self.url, autocommit=True) as db:
            db.add_notice_handler(lambda each: said.append(each.message_primary or ""))
            db.execute("VACUUM (VERBOSE) slip, sealed_vote")
        words = " ".join(said).replace(",", " ").split()
        return sum(
            int(words[at - 1])
            for at, word in enumerate(words)
            if words[at : at + 2] == ["are", "dead"]
        )

    def seals(self) -> bool:
        """Try to seal the meeting."""
        return seal.seal(self.database, [self.held.number])

    def held_by(self) -> list[tuple[str, str]]:
        """Whom the last try waited for."""
        found = self.database.read(lambda db: tries.held_by(db, self.held.number))
        return [(each.kind, each.name) for each in found]

    def is_sealed(self) -> bool:
        """As it is noted."""
        return self.database.read(lambda db: meetings.get(db, self.held.number)).sealed


@pytest.fixture
def own(postgres_alone: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Own]:
    """Thirty votes, closed. Nobody has much patience."""
    monkeypatch.setattr(of_postgresql, "PATIENCE", 100)
    url = make_url(postgres_alone)
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as db:
        db.execute(f"DROP ROLE IF EXISTS {ROLE}".encode())
        db.execute(f"CREATE ROLE {ROLE} LOGIN".encode())
        db.execute(f"GRANT ALL ON SCHEMA public TO {ROLE}".encode())
        for table in metadata.sorted_tables:
            db.execute(f'ALTER TABLE "{table.name}" OWNER TO {ROLE}'.encode())
    database = Database.connect(url.set(username=ROLE).render_as_string(hide_password=False))
    held = a_stored_meeting(database, slips=30)
    for at in range(30):
        assert voted(database, a_cast(held, held.key(at), votes_of([bytes([at]) * 40])))
    database.write(lambda db: meetings.move(db, held.number, meetings.Act.CLOSE, State.CLOSED))
    yield Own(database, held, plain)
    database.dispose()
    with psycopg.connect(plain, autocommit=True) as db:
        db.execute(f"DROP OWNED BY {ROLE}".encode())
        db.execute(f"DROP ROLE {ROLE}".encode())


@contextmanager
def a_dump(own: Own) -> Iterator[int]:
    """What ``pg_dump`` does under another role: one snapshot for as long as it takes."""
    with psycopg.connect(own.url, application_name="pg_dump") as other:
        other.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        other.execute("SELECT count(*) FROM slip")
        yield other.info.backend_pid


@contextmanager
def a_prepared_transaction(own: Own) -> Iterator[str]:
    """One that nobody ends."""
    with psycopg.connect(own.url, autocommit=True) as other:
        other.execute("BEGIN")
        other.execute("UPDATE meeting SET place = 'elsewhere'")
        other.execute("PREPARE TRANSACTION 'left'")
        yield "postgres · left"
        other.execute("ROLLBACK PREPARED 'left'")


@contextmanager
def a_standby(own: Own, slot: str = "") -> Iterator[None]:
    """One that tells how far back its readers look (hot_standby_feedback)."""
    behind = int(str(own.ask("SELECT pg_current_xact_id()::text")))
    where = f"{own.url}&replication=true&application_name=standby".encode()
    sender = pq.PGconn.connect(where)
    if slot:
        assert own.ask(f"SELECT pg_create_physical_replication_slot('{slot}', true)")
    start = own.ask("SELECT pg_current_wal_lsn()")
    by = f"SLOT {slot} " if slot else ""
    got = sender.exec_(f"START_REPLICATION {by}PHYSICAL {start}".encode())
    assert got.status == pq.ExecStatus.COPY_BOTH, sender.get_error_message()
    sender.put_copy_data(b"h" + struct.pack("!qIIII", 0, behind, 0, 0, 0))
    sender.flush()
    time.sleep(0.3)
    try:
        yield
    finally:
        sender.finish()
        until = time.monotonic() + 20
        while own.ask("SELECT count(*) FROM pg_stat_replication") and time.monotonic() < until:
            time.sleep(0.05)
        if slot:
            own.ask(f"SELECT pg_drop_replication_slot('{slot}')")


def test_a_seal_beside_a_foreign_snapshot_is_none_and_says_whose_it_waits_for(own: Own) -> None:
    before = own.sizes()
    with a_dump(own) as pid:
        for _ in range(4):
            assert not own.seals()
        assert own.held_by() == [("session", f"postgres · pg_dump · {pid}")]
        assert not own.is_sealed()
        assert own.sizes() == before
    assert own.seals()
    assert own.is_sealed()
    assert own.held_by() == []
    assert own.dead() == 0


def test_the_control_a_plain_role_that_asks_for_the_kind_of_session_sees_nobody(own: Own) -> None:
    with a_dump(own), own.database.outside_transactions() as cursor:
        own.ask("SELECT pg_current_xact_id()::text")
        assert cursor.execute(SEEN_BEFORE).fetchone() == (0,)
        cursor.execute("DELETE FROM sealed_vote")
        cursor.execute("VACUUM slip, sealed_vote")
        assert own.dead() >= 30


def test_rows_that_nobody_is_seen_to_hold_are_looked_for_all_the_same(
    own: Own, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(of_postgresql, "_holders", lambda *_: ())
    with a_dump(own):
        assert not own.seals()
        assert own.held_by() == [("unknown", "")]
        assert own.dead() >= 60
        monkeypatch.setattr(of_postgresql, "_may_hold_older", lambda *_: False)
        assert own.seals(), "the control: assumed gone"
        assert own.dead() >= 60


def test_who_comes_between_makes_it_wait_and_nothing_is_written_anew_again(
    own: Own, monkeypatch: pytest.MonkeyPatch
) -> None:
    after = dumped_between(own, monkeypatch)
    assert after[0] == after[-1]
    assert own.seals()
    assert own.dead() == 0


def test_the_control_a_try_that_forgets_what_it_did_grows_the_tables(
    own: Own, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tries, "is_rewritten", lambda *_: False)
    monkeypatch.setattr(of_postgresql, "waited_for", lambda *_: ())
    after = dumped_between(own, monkeypatch)
    assert after[0] < after[-1]


def dumped_between(own: Own, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sizes after each of four tries, of which the first meets a dump that begins too late to
    be waited for."""
    rewrite = of_postgresql.rewrite
    after = []
    with psycopg.connect(own.url, application_name="pg_dump") as other:

        def late(*given: Any) -> None:
            other.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            other.execute("SELECT 1")
            monkeypatch.setattr(of_postgresql, "rewrite", rewrite)
            rewrite(*given)

        monkeypatch.setattr(of_postgresql, "rewrite", late)
        for _ in range(4):
            assert not own.seals()
            after.append(own.sizes())
    return after


HOLDING: list[tuple[Callable[..., AbstractContextManager[object]], tuple[str, ...], str]] = [
    (a_prepared_transaction, (), "prepared"),
    (a_standby, (), "session"),
    (a_standby, ("kept_for_it",), "slot"),
]


@pytest.mark.parametrize(("hold", "given", "kind"), HOLDING, ids=[each[2] for each in HOLDING])
def test_whoever_else_keeps_old_rows_is_named(
    own: Own, hold: Callable[..., AbstractContextManager[object]], given: tuple[str, ...], kind: str
) -> None:
    with hold(own, *given):
        own.ask("SELECT pg_current_xact_id()::text")
        assert not own.seals()
        assert {each for each, _name in own.held_by()} == {kind}
    assert own.seals()
    assert own.dead() == 0
