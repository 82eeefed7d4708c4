"""A line of the journal: one act, as it was written down."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One act. ``meeting`` is None for an act that concerns none, ``detail`` free text or JSON."""

    sequence: int
    at: datetime
    meeting: str | None
    actor: str
    act: str
    detail: str
    tag: bytes
