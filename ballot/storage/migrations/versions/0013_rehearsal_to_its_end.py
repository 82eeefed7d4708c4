"""A rehearsal to its end: closed, opened, missed or invalid, each in a state of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

STATE = "ck_meeting_state"
BEFORE = (
    *("draft", "rehearsal", "frozen", "open", "closed"),
    *("opened", "no_quorum", "invalid", "paused", "cancelled"),
)
TRIED = (
    *("rehearsal_closed", "rehearsal_opened"),
    *("rehearsal_no_quorum", "rehearsal_invalid"),
)


def upgrade() -> None:
    """No meeting that is there stands in one of them."""
    words = ", ".join(f"'{word}'" for word in (*BEFORE, *TRIED))
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_constraint(op.f(STATE), type_="check")
        batch_op.create_check_constraint(op.f(STATE), f"state IN ({words})")
        # A table that is made anew would have this default in parentheses.
        batch_op.alter_column(
            "starts", existing_type=sa.Text(), existing_nullable=False, server_default=""
        )
