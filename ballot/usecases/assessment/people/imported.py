"""What a file changed of an assessment, noted so that it may be taken back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy.orm import Session

from ballot.storage.assessment import earlier_digests, people_digests, people_imports
from ballot.storage.assessment.people_imports import ImportRow

Before = dict[int, dict[str, str]]
"""By person and column what stood; empty: nothing did."""


@dataclass(frozen=True, slots=True)
class Touched:
    """Whom a file added, and what stood before of those who were there: their groups whole, the
    scores and flags that it changed."""

    added: tuple[int, ...] = ()
    groups: Before = field(default_factory=dict)
    scores: Before = field(default_factory=dict)
    flags: Before = field(default_factory=dict)

    @property
    def others(self) -> tuple[int, ...]:
        """Those who were there and were changed."""
        return tuple(dict.fromkeys([*self.groups, *self.scores, *self.flags]))

    @property
    def people(self) -> tuple[int, ...]:
        """All whom it touched."""
        return (*self.added, *self.others)


def note(
    db: Session, assessment: int, touched: Touched, *, file: str, by: str, at: datetime
) -> None:
    """Note a file; one that changed nobody is none."""
    if not touched.people:
        return
    brought = {
        "added": list(touched.added),
        **{name: _as_json(getattr(touched, name)) for name in ("groups", "scores", "flags")},
    }
    after = digest(people_digests.keep_changed(db, assessment), touched)
    people_imports.add(db, assessment, file=file, brought=brought, after_sha256=after, by=by, at=at)


def is_untouched(db: Session, assessment: int, touched: Touched, after: bytes) -> bool:
    """Whether all whom a file touched stand as they stood afterwards."""
    if digest(people_digests.kept(db, assessment), touched) == after:
        return True
    return earlier_digests.of_people(db, assessment, touched.people) == after


def digest(digests: Mapping[int, bytes | None], touched: Touched) -> bytes:
    """SHA-256 over the digests of all whom a file touched."""
    told = (b"%d:" % id + (digests.get(id) or b"-") for id in touched.people)
    return sha256(b"people-v3|" + b"".join(told)).digest()


def read(kept: ImportRow) -> Touched:
    """The note again."""
    brought = kept.brought
    return Touched(
        added=tuple(brought["added"]),
        groups=_from_json(brought["groups"]),
        scores=_from_json(brought["scores"]),
        flags=_from_json(brought["flags"]),
    )


def _as_json(before: Before) -> dict[str, dict[str, str]]:
    return {str(who): dict(texts) for who, texts in before.items()}


def _from_json(said: Mapping[str, Mapping[str, Any]]) -> Before:
    return {int(who): dict(texts) for who, texts in said.items()}
