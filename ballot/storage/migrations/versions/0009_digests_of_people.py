"""The digests of what was entered of a person, and of what a file brought."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the columns; the next act that enters something of an assessment fills the first."""
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("entered_sha256", sa.LargeBinary(), nullable=True))
    with op.batch_alter_table("people_import", schema=None) as batch_op:
        batch_op.add_column(sa.Column("brought_sha256", sa.LargeBinary(), nullable=True))
