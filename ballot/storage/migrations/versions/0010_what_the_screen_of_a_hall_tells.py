"""What the screen of a hall tells."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "screen",
        sa.Column("meeting", sa.String(length=6), nullable=False),
        sa.Column("network", sa.Text(), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("kiosk_place", sa.Text(), nullable=False),
        sa.Column("shows_result", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.number"], name=op.f("fk_screen_meeting")),
        sa.PrimaryKeyConstraint("meeting", name=op.f("pk_screen")),
    )
