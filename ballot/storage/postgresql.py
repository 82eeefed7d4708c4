"""PostgreSQL through psycopg: its engine."""

from sqlalchemy import URL, Engine, create_engine

CONNECTIONS = 16
"""Connections that a process keeps open for its Sessions."""

GONE = {
    "connect_timeout": 10,
    "keepalives_idle": 5,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}
"""When a server of which nothing is heard has gone: libpq's own answer is two hours, and until then
every reader of a process would wait for it. Seconds; the last is in milliseconds.
"""


def engine(address: URL) -> Engine:
    return create_engine(
        address,
        hide_parameters=True,
        echo=False,
        isolation_level="READ COMMITTED",
        pool_size=CONNECTIONS,
        max_overflow=0,
        pool_pre_ping=True,
        connect_args=dict(GONE),
    )
