"""Who may vote and who has come."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

ROLE = "ck_credential_role"


def upgrade() -> None:
    """Make the roster anew, in which nobody was ever written, and a place at the door."""
    op.drop_table("roster")
    op.create_table(
        "roster",
        sa.Column("meeting", sa.String(length=6), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.Column("id_tail", sa.Text(), nullable=False),
        sa.Column("initials", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.number"], name=op.f("fk_roster_meeting")),
        sa.PrimaryKeyConstraint("meeting", "position", name=op.f("pk_roster")),
    )
    op.create_table(
        "arrivals",
        sa.Column("meeting", sa.String(length=6), nullable=False),
        sa.Column("marks", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["meeting"], ["meeting.number"], name=op.f("fk_arrivals_meeting")),
        sa.PrimaryKeyConstraint("meeting", name=op.f("pk_arrivals")),
    )
    with op.batch_alter_table("credential", schema=None) as batch_op:
        batch_op.drop_constraint(op.f(ROLE), type_="check")
        batch_op.create_check_constraint(
            op.f(ROLE), "role IN ('scrutineer', 'teller', 'kiosk', 'door')"
        )
