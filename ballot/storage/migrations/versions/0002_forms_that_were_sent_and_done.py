"""Forms that were sent and done."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "press",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("led", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(digest) = 32", name=op.f("ck_press_digest_length")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_press")),
    )
