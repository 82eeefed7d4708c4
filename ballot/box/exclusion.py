"""Which sealed answers are 无效 where phones seal: proofs first, then c1 among those that hold.

A copied c1 comes without a proof, for a proof needs the randomness behind it; so it strikes nobody
out. Two valid answers that share one were made by one client, or by two whose randomness failed.
"""

import hashlib
import json
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from ballot.box import elgamal, proofs, transcript
from ballot.box.elgamal import Sealed
from ballot.box.opening import PAIR, Cell
from ballot.box.transcript import ProofContext
from ballot.domain.errors import ProofRefused
from ballot.domain.excluded import Flaw
from ballot.domain.meeting import Sealing


@dataclass(frozen=True, slots=True)
class Asked:
    """How the answers to a question are sealed: its columns, or a whole number's."""

    columns: int
    number: bool = False


Rows = tuple[tuple[bytes, bytes, bytes], ...]
"""(id, ciphertexts, SHA-256 of the proof) of every answer of a list."""
K = TypeVar("K", bound=Hashable)


def why_not(place: ProofContext, asked: Asked, answer: Sealed) -> str:
    """The word of ``proofs.check`` for an answer that does not hold; empty where it does."""
    try:
        if asked.number:
            blank = asked.columns > elgamal.number_columns(blank=False)
            proofs.check_number(place, blank, answer)
        else:
            proofs.check(place, asked.columns, answer)
    except ProofRefused as error:
        return error.why
    return ""


@dataclass(frozen=True, slots=True)
class Excluded:
    """An answer that is 无效, with the whole proof, so that anybody can see why."""

    cell: Cell
    id: bytes
    proof: bytes
    why: Flaw


@dataclass(frozen=True, slots=True)
class Judged:
    """By what a proof is judged: run, key and questions. No root holds these; the notice does, and
    its fingerprint is compared with the wall by people."""

    frozen: str
    run: bytes
    pk: bytes
    asked: Sequence[Asked]


def _require_frozen(judged: Judged) -> None:
    try:
        facts = json.loads(judged.frozen)
        told = tuple(map(_asked, facts["questions"]))
        fits = (bytes.fromhex(facts["run"]), bytes.fromhex(facts["pk"]), told)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ProofRefused(why="frozen") from error
    if fits != (judged.run, judged.pk, tuple(judged.asked)) or facts["sealing"] != Sealing.PHONE:
        raise ProofRefused(why="frozen")


def _asked(question: Mapping[str, Any]) -> Asked:
    if question["options"]:
        return Asked(len(question["options"]) + int(question["blank"]))
    return Asked(elgamal.number_columns(blank=question["blank"]), number=True)


def require(judged: Judged, lists: Mapping[Cell, Rows], excluded: Sequence[Excluded]) -> None:
    """Refuse lists of which a good answer is left out, or one counted that shares its c1.

    Each that is left out is in its list with the hash of its proof, and what is said of it is so.
    Raises ProofRefused: ``frozen`` where that is not the one by which it is judged; ``excluded``;
    ``twice`` for what is counted and shares a c1.
    """
    if excluded:
        _require_frozen(judged)
    rows = {(cell, row[0]): row for cell, listed in lists.items() for row in listed}
    names = [(each.cell, each.id) for each in excluded]
    if len(set(names)) != len(names) or not set(names) <= rows.keys():
        raise ProofRefused(why="excluded")
    for each, name in zip(excluded, names, strict=True):
        place = ProofContext(judged.run, *each.cell, judged.pk)
        _require_so(place, judged.asked[each.cell[1]], each, rows[name])
    failed = {(each.cell, each.id) for each in excluded if each.why is Flaw.PROOF}
    shared = twice((name, row[1]) for name, row in rows.items() if name not in failed)
    if not set(names) - failed <= shared:
        raise ProofRefused(why="excluded")
    if not shared <= set(names):
        raise ProofRefused(why="twice")


def _require_so(
    place: ProofContext, asked: Asked, each: Excluded, row: tuple[bytes, bytes, bytes]
) -> None:
    """The proof is that of the row, and it fails or holds as it is said to."""
    id, ct, digest = row
    is_own = hashlib.sha256(each.proof).digest() == digest and transcript.id_of(place, ct) == id
    fails = bool(why_not(place, asked, Sealed(id, ct, each.proof)))
    if not is_own or fails is not (each.why is Flaw.PROOF):
        raise ProofRefused(why="excluded")


def first_points(ct: bytes) -> Iterator[bytes]:
    """c1 of every column."""
    return (ct[at : at + 32] for at in range(0, len(ct), PAIR))


def twice(rows: Iterable[tuple[K, bytes]]) -> set[K]:
    """The names of the rows (name, ciphertexts) with a c1 that another of these has, or they twice.

    Only rows whose proof holds belong here. Their order does not matter.
    """
    first_seen: dict[bytes, K] = {}
    found: set[K] = set()
    for name, ct in rows:
        for c1 in first_points(ct):
            if c1 in first_seen:
                found |= {name, first_seen[c1]}
            first_seen.setdefault(c1, name)
    return found
