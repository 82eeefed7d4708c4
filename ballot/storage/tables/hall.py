"""What stands in the hall beside the meeting itself."""

from sqlalchemy import Boolean, Column, Table

from ballot.storage.tables.base import metadata, of_meeting, text

screen = Table(
    "screen",
    metadata,
    of_meeting(),
    text("network"),
    text("password"),
    text("kiosk_place"),
    Column("shows_result", Boolean, nullable=False),
)
"""What the screen of the hall tells beside the meeting itself. It is no secret of the house: all
who stand in the hall read it."""
