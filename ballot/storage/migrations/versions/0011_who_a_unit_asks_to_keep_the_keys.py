"""Who a unit asks to keep the keys."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Of the units that are there nobody asks for anybody."""
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("custody", sa.Text(), nullable=True))
