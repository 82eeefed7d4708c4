"""What a notice is of, its hours and its wall."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the columns; a notice of before says nothing in them."""
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.add_column(sa.Column("published", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("hours", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("wall", sa.Text(), nullable=True))
