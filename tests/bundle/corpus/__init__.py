"""A corpus of audit bundles, good and altered, over which every verifier must say the same.

``all()`` yields them in one order; the meetings are held once a process.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bundle.corpus import (
    alterations_of_anchors,
    alterations_of_journal,
    alterations_of_parts,
    meetings,
)
from people.bundle_forger import parts_of, relined, resigned


@dataclass(frozen=True, slots=True)
class Case:
    """A bundle, the word with which it is refused (None: it holds), and the values it is held
    against, as on a signed sheet: ``fingerprint root key code``."""

    name: str
    file: bytes
    broken: str | None
    values: Mapping[str, str] = field(default_factory=dict)


def all() -> Iterator[Case]:
    """Every bundle of the corpus."""
    held = meetings.held()
    for kind, file in held.bundles.items():
        parts = parts_of(file)
        yield Case(f"{kind}: as it was written", file, None)
        again = resigned(relined(parts, lambda lines: None), held.seed)
        yield Case(f"{kind}: signed again by the office", again, None)
        for remark, altered, broken in alterations_of_parts.spoiled_files(file, parts):
            yield Case(f"{kind}: {remark}", altered, broken)
        anchors = alterations_of_anchors.cases(kind, file, parts, held.seed)
        for remark, altered, word, values in anchors:
            yield Case(f"{kind}: {remark}", altered, word, values)
        for room in (alterations_of_journal, alterations_of_parts):
            for remark, alter, broken in room.cases(kind):
                yield Case(f"{kind}: {remark}", resigned(alter(parts), held.seed), broken)
