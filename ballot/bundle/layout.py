"""The audit bundle: all that a stranger needs to count a meeting again (docs/bundle.md).

The same meeting gives the same bytes. ``verify`` reads what is written here.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ballot.bundle import canonical, container
from ballot.domain import excluded
from ballot.domain.excluded import ExcludedAnswer
from ballot.domain.meetings.result import MeetingResult
from ballot.exports import result_as_json

FORMAT = 2
MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
FROZEN, SCHEME, SCORES = "frozen.json", "scheme.toml", "scores.json"
SLIPS, CLOSE, JOURNAL = "slips.txt", "close.json", "journal.json"
OPENINGS, RECORD, RECORD_SIGNATURE = "openings.json", "record.json", "record.sig"
EXCLUDED, RESULT = "excluded.json", "result.json"
ALWAYS = {FROZEN, SCHEME, SCORES, SLIPS, CLOSE, JOURNAL, EXCLUDED, OPENINGS, RESULT}
WHEN_OPENED = {RECORD, RECORD_SIGNATURE}

Cell = tuple[int, int, int]
"""(subject, question, voter class), each from 0."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What one holder made of one sum; ``voter_class`` None is the sum over all classes."""

    subject: int
    question: int
    voter_class: int | None
    number: int
    """1…3 a share of the 监票人, 0 the whole key."""
    points: bytes
    proof: bytes


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the journal; ``at`` is ISO 8601 with microseconds."""

    sequence: int
    at: str
    actor: str
    act: str
    detail: str
    tag: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Everything that goes into a bundle. ``record`` and its signature are None unless opened."""

    result: MeetingResult
    frozen: str
    scheme: str
    overrides: Mapping[str, str]
    slips: Iterable[tuple[bytes, int, int]]
    """(digest, voter class, final state) of every printed slip, by digest."""
    ballots: Mapping[Cell, Sequence[tuple[bytes, bytes, bytes]]]
    """(id, ciphertexts, proof) of every sealed answer, by id."""
    close: str
    excluded: Sequence[ExcludedAnswer]
    """Sealed answers that are 无效."""
    journal: Sequence[Line]
    openings: Sequence[Opening]
    record: str | None
    record_signature: bytes | None


def write(material: Material, seed: bytes) -> bytes:
    """The file, signed with the Ed25519 key of ``seed`` (32 bytes)."""
    parts = _parts(material)
    key = Ed25519PrivateKey.from_private_bytes(seed)
    manifest = canonical.write(
        {
            "format": FORMAT,
            "key": key.public_key().public_bytes_raw().hex(),
            "meeting": material.result.facts.meeting,
            "parts": {name: described(content) for name, content in parts.items()},
        }
    )
    return container.pack({**parts, MANIFEST: manifest, SIGNATURE: key.sign(manifest)})


def described(content: bytes | memoryview) -> dict[str, object]:
    """How the manifest names the content of a part."""
    return {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}


def name_of(cell: Cell) -> str:
    """``ballots-1.1.1.bin``: subject, question, voter class, each from 1."""
    return f"ballots-{'.'.join(str(part + 1) for part in cell)}.bin"


def _parts(material: Material) -> dict[str, bytes]:
    parts = {
        FROZEN: material.frozen.encode("utf-8"),
        SCHEME: material.scheme.encode("utf-8"),
        SCORES: canonical.write(_scores(material)),
        SLIPS: "".join(map(_slip, material.slips)).encode("ascii"),
        CLOSE: material.close.encode("utf-8"),
        JOURNAL: canonical.write([_line(each) for each in material.journal]),
        EXCLUDED: canonical.write(excluded.to_plain(material.excluded)),
        OPENINGS: canonical.write([_opening(each) for each in material.openings]),
        RESULT: canonical.write(result_as_json.value(material.result)),
    }
    if material.record is not None and material.record_signature is not None:
        parts |= {RECORD: material.record.encode("utf-8")}
        parts |= {RECORD_SIGNATURE: material.record_signature}
    return parts | {name_of(cell): _rows(rows) for cell, rows in material.ballots.items()}


def _scores(material: Material) -> dict[str, object]:
    subjects = material.result.subjects if material.result.is_open else ()
    scores = [each.objective_score for each in subjects]
    waiting = [each.waiting for each in subjects]
    said: dict[str, object] = {"waiting": waiting} if any(waiting) else {}
    also = [list(each.also_measured) for each in subjects]
    said |= {"also_measured": also} if any(also) else {}
    return said | {"objective_scores": scores, "overrides": dict(material.overrides)}


def _slip(slip: tuple[bytes, int, int]) -> str:
    digest, voter_class, state = slip
    return f"{digest.hex()} {voter_class} {state}\n"


def _rows(rows: Sequence[tuple[bytes, bytes, bytes]]) -> bytes:
    return b"".join(part for row in rows for part in row)


def _line(line: Line) -> dict[str, object]:
    return {
        "sequence": line.sequence,
        "at": line.at,
        "actor": line.actor,
        "act": line.act,
        "detail": line.detail,
        "tag": line.tag.hex(),
    }


def _opening(opening: Opening) -> dict[str, object]:
    return {
        "subject": opening.subject,
        "question": opening.question,
        "class": opening.voter_class,
        "number": opening.number,
        "points": opening.points.hex(),
        "proof": opening.proof.hex(),
    }
