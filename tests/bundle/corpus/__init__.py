"""A corpus of audit bundles, good and altered, over which every verifier must say the same.

``all()`` are those that are verified alone, ``on_paper()`` those that are held against the values
of a signed sheet besides. Both come in one order; the meetings are held once a process.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bundle.corpus import (
    alterations_of_anchors,
    alterations_of_classes,
    alterations_of_excluded,
    alterations_of_journal,
    alterations_of_parts,
    alterations_of_rehearsals,
    alterations_of_restores,
    alterations_of_shapes,
    alterations_of_types,
    meetings,
)
from bundle.corpus.alterations_of_anchors import HIS_OWN
from people.bundle_forger import parts_of, relined, resigned

ROOMS = (
    alterations_of_journal,
    alterations_of_shapes,
    alterations_of_parts,
    alterations_of_restores,
    alterations_of_anchors,
    alterations_of_classes,
    alterations_of_excluded,
    alterations_of_types,
    alterations_of_rehearsals,
)
"""Modules whose ``cases(kind)`` are (remark, alteration of the parts, word)."""


@dataclass(frozen=True, slots=True)
class Case:
    """A bundle, the word with which it is refused (None: it holds), and the ``values`` that were
    typed from a signed sheet: ``fingerprint root key code``, hexadecimal."""

    name: str
    file: bytes
    broken: str | None
    values: Mapping[str, str] = field(default_factory=dict)


def all() -> Iterator[Case]:
    """Every bundle that is verified without paper."""
    held = meetings.held()
    for kind, file in held.bundles.items():
        parts = parts_of(file)
        yield Case(f"{kind}: as it was written", file, None)
        again = resigned(relined(parts, lambda lines: None), held.seed)
        yield Case(f"{kind}: signed again by the office", again, None)
        for remark, altered, broken in alterations_of_parts.spoiled_files(file, parts):
            yield Case(f"{kind}: {remark}", altered, broken)
        for remark, altered, _words in alterations_of_anchors.forgeries(kind, parts, held.seed):
            yield Case(f"{kind}: {remark}, unseen without paper", altered, None)
        yield Case(f"{kind}: signed by a key of his own", resigned(parts, HIS_OWN), "signature")
        for room in ROOMS:
            for remark, alter, broken in room.cases(kind):
                yield Case(f"{kind}: {remark}", resigned(alter(parts), held.seed), broken)
    yield from _beyond(held)


def _beyond(held: meetings.Held) -> Iterator[Case]:
    """A class brought one ballot more than it has voters; and the same, opened by a program that
    looks at the sum over all alone."""
    yield Case("beyond: as it was written", held.beyond, None)
    parts = parts_of(held.beyond)
    for remark, alter, broken in alterations_of_classes.BEYOND:
        yield Case(f"beyond: {remark}", resigned(alter(parts), held.seed), broken)
    yield Case("beyond: opened by a program that sees no class", held.opened_beyond, "ledger")


def on_paper() -> Iterator[Case]:
    """Bundles that hold together, held against the four values of the signed paper."""
    held = meetings.held()
    for kind, file in held.bundles.items():
        made = alterations_of_anchors.on_paper(kind, file, parts_of(file), held.seed)
        for remark, altered, broken, values in made:
            yield Case(f"{kind}: {remark}", altered, broken, values)
