"""What the lists of a unit call a column."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "column_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ours", sa.Text(), nullable=False),
        sa.Column("theirs", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["unit"], ["unit.id"], name=op.f("fk_column_name_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_column_name")),
        sa.UniqueConstraint("unit", "ours", "theirs", name=op.f("uq_column_name_unit_ours_theirs")),
    )
