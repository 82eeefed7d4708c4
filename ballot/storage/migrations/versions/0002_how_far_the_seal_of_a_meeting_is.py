"""How far the seal of a meeting is."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "seal_try",
        sa.Column("meeting", sa.String(length=6), nullable=False),
        sa.Column("rewritten", sa.Integer(), nullable=True),
        sa.Column("held_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.number"], name=op.f("fk_seal_try_meeting")),
        sa.PrimaryKeyConstraint("meeting", name=op.f("pk_seal_try")),
    )
