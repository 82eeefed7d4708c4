"""The password of a hall's network is kept sealed: what stands there readable is taken away, and
typed again where a meeting still needs it."""

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.execute("UPDATE screen SET password = ''")
