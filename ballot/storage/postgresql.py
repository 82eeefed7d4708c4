"""PostgreSQL through psycopg: its engine."""

from sqlalchemy import URL, Engine, create_engine

CONNECTIONS = 16
"""Connections that a process keeps open for its Sessions."""


def engine(address: URL) -> Engine:
    return create_engine(
        address,
        hide_parameters=True,
        echo=False,
        isolation_level="READ COMMITTED",
        pool_size=CONNECTIONS,
        max_overflow=0,
        pool_pre_ping=True,
        connect_args={"connect_timeout": 10},
    )
