"""What one would write first: Flask-WTF, the ORM, a session; unsealed, linkable. The reference."""

import sqlite3
import sys
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask, render_template_string
from flask_wtf import FlaskForm
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import MPServer
from sqlalchemy import ForeignKey, create_engine, event
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from wtforms import RadioField

PAGE = """<!doctype html><meta charset=utf-8><form method=post>{{ form.csrf_token }}
{% for each in form.answer %}<p>{{ each }} {{ each.label }}</p>{% endfor %}
<button>投票</button></form>"""


class Base(DeclarativeBase):
    """The tables."""


class Slip(Base):
    """A slip and when it was used: the link to the person."""

    __tablename__ = "slip"
    token: Mapped[str] = mapped_column(primary_key=True)
    used_at: Mapped[datetime | None]


class Vote(Base):
    """A ballot and its slip: the link to the choice."""

    __tablename__ = "vote"
    id: Mapped[int] = mapped_column(primary_key=True)
    slip: Mapped[str] = mapped_column(ForeignKey("slip.token"))
    choice: Mapped[str]


class Paper(FlaskForm):
    """The form."""

    answer = RadioField(
        choices=[("1", "很满意"), ("2", "满意"), ("3", "基本满意"), ("4", "不满意")]
    )


def make() -> Flask:
    """The application on the file that the environment names."""
    import os

    app = Flask("naive")
    app.secret_key = "not a secret"  # noqa: S105 - a benchmark
    engine = create_engine(f"sqlite:///{os.environ['NAIVE_DATABASE']}")
    event.listen(engine, "connect", _durable)
    Base.metadata.create_all(engine)

    @app.route("/v/<token>", methods=["GET", "POST"])
    def vote(token: str) -> str:
        form = Paper()
        if not form.validate_on_submit():
            return render_template_string(PAGE, form=form)
        with Session(engine) as db:
            slip = db.get(Slip, token)
            if slip and slip.used_at is None:
                slip.used_at = datetime.now(UTC)
                db.add(Vote(slip=token, choice=form.answer.data))
            db.commit()
        return "已计入"

    return app


def _durable(connection: sqlite3.Connection, _record: object) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=15000"):
        connection.execute(f"PRAGMA {pragma}")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    MPServer(
        "naive:make",
        port=int(sys.argv[1]),
        interface=Interfaces.WSGI,
        factory=True,
        blocking_threads=16,
        log_level=LogLevels.error,
        workers_kill_timeout=4,
    ).serve()
