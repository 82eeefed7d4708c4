"""A 公示 hangs as it was posted: the journal tells its fingerprint, and whether it was withdrawn.

Everybody reads it and objects by what it says; names, grades, days and telephone are plain rows.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from sqlalchemy.orm import Session

from ballot.box.transcript import framed
from ballot.domain.acts import Act
from ballot.domain.errors import Tampered
from ballot.storage.assessment.notices import NoticeRow
from ballot.usecases.hall import Hall
from ballot.usecases.verified import chain

CHANGES = {"posted_at", "withdrawn_at", "concluded_at", "reason"}
"""What of a posted notice still changes."""
LATER = {"calendar", "published", "hours", "wall"}
"""What notices did not always say: one that says nothing of it has the fingerprint of old."""


def said_by(row: NoticeRow) -> dict[str, Any]:
    """All that a notice says, and where and when; of what is ``LATER`` where it was kept."""
    said = {name: value for name, value in asdict(row).items() if name not in CHANGES}
    return {name: value for name, value in said.items() if name not in LATER or value is not None}


def print_of(row: NoticeRow) -> str:
    """The fingerprint of it, in hex."""
    text = json.dumps(said_by(row), sort_keys=True, ensure_ascii=False, default=str)
    return sha256(framed(b"notice-v1", text.encode())).hexdigest()


def require(hall: Hall, db: Session, assessment: int, rows: Iterable[NoticeRow]) -> None:
    """Each notice that was posted says what it said then. Raises Tampered: ``notice journal``."""
    posted = [row for row in rows if not row.is_draft]
    if not posted:
        return
    lines = chain.of_assessment(hall, db, assessment)
    told = [json.loads(line.detail) for line in lines if line.act == Act.PUBLISH]
    hung = {each["notice"]: each["says"] for each in told if each.get("done") == "posted"}
    taken = {each["notice"] for each in told if each.get("done") == "withdrawn"}
    for row in posted:
        is_down = row.withdrawn_at is not None
        if hung.get(row.id) != print_of(row) or is_down != (row.id in taken):
            raise Tampered(what="notice")
