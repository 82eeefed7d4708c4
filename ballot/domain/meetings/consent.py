"""What the 监票人 were asked to agree to, and what they answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

AGREED = "agreed"
REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """One thing asked. ``position`` and ``answer`` are None until one of the three answers."""

    id: int
    meeting: str
    act: str
    about: Mapping[str, Any]
    digest: bytes
    asked_by: str
    asked_at: datetime
    position: int | None
    answer: str | None
    used: bool
