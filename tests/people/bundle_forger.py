"""A forger who holds the signing key of the office, and a verifier that believes what he signs."""

import hashlib
import json
import os
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any
from unittest import mock

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from makers.meetings import BAD, BLANK, FAIR, GOOD, VERY

from ballot.box import opening
from ballot.bundle import canonical, container, layout, verify
from ballot.domain.errors import BundleRefused
from ballot.domain.meetings.result import MeetingResult
from ballot.exports import result_as_json

Parts = dict[str, bytes]
ANSWERS = (VERY, VERY, GOOD, FAIR, BAD, BLANK)
"""The ballots of the bundle that is forged."""
SEED = os.urandom(32)
"""The signing key of the office whose bundles are forged."""
SIGNED = (layout.MANIFEST, layout.SIGNATURE, layout.RECORD_SIGNATURE)
LIST = "ballots-1.1.1.bin"
COLUMNS = 5
SIZE = 16 + 64 * COLUMNS + 64 * COLUMNS


def parts_of(file: bytes) -> Parts:
    return {name: bytes(content) for name, content in container.unpack(file).items()}


def resigned(parts: Parts, seed: bytes = SEED) -> bytes:
    """The file of altered parts, with digests and signatures that fit them again."""
    key = Ed25519PrivateKey.from_private_bytes(seed)
    made = {name: content for name, content in parts.items() if name not in SIGNED}
    if layout.RECORD in made:
        made[layout.RECORD_SIGNATURE] = key.sign(made[layout.RECORD])
    manifest = json.loads(parts[layout.MANIFEST])
    manifest["key"] = key.public_key().public_bytes_raw().hex()
    manifest["parts"] = {name: layout.described(content) for name, content in made.items()}
    text = canonical.write(manifest)
    return container.pack(made | {layout.MANIFEST: text, layout.SIGNATURE: key.sign(text)})


def edited(parts: Parts, name: str, change: Callable[[Any], Any]) -> Parts:
    """The parts with the JSON of one of them changed in place."""
    value = json.loads(parts[name])
    change(value)
    return parts | {name: canonical.write(value)}


def flipped(content: bytes, place: int) -> bytes:
    """The content with one bit of the byte at ``place`` turned over."""
    return content[:place] + bytes([content[place] ^ (1 << place % 8)]) + content[place + 1 :]


def naive(file: bytes) -> bool:
    """What a verifier sees that checks the signature and the digests, and recomputes nothing."""
    with zipfile.ZipFile(BytesIO(file)) as opened:
        text = opened.read(layout.MANIFEST)
        manifest = json.loads(text)
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(manifest["key"]))
        key.verify(opened.read(layout.SIGNATURE), text)
        return all(
            hashlib.sha256(opened.read(name)).hexdigest() == told["sha256"]
            for name, told in manifest["parts"].items()
        )


def restated(parts: Parts, seed: bytes = SEED) -> Parts:
    """The parts with the result that follows from the others now: its remarks too."""
    followed: list[Any] = []
    told = result_as_json.value

    def note(result: MeetingResult) -> Any:
        followed.append(told(result))
        return followed[-1]

    with mock.patch.object(result_as_json, "value", note):
        why(resigned(parts, seed))
    return parts | {layout.RESULT: canonical.write(followed[-1])}


def why(file: bytes) -> str:
    """Why a file is refused, and empty where it verifies."""
    try:
        verify.verify(file)
    except BundleRefused as refused:
        return refused.broken
    return ""


def with_journal(parts: Parts, act: str, **changes: Any) -> Parts:
    """The parts with the detail of an act changed wherever it stands."""

    def change(lines: list[dict[str, Any]]) -> None:
        for line in lines:
            if line["act"] == act:
                detail = json.loads(line["detail"]) | changes
                line["detail"] = canonical.write(detail).decode()

    changed = edited(parts, layout.JOURNAL, change)
    if act == "close":
        detail = json.loads(parts[layout.CLOSE]) | changes
        changed[layout.CLOSE] = canonical.write(detail)
    return changed


def with_rows(parts: Parts, rows: list[bytes], name: str = LIST) -> Parts:
    """The parts with other rows in a list, and the root of the list mended everywhere."""
    rows = sorted(rows)
    split = 16 + 64 * COLUMNS
    root = opening.root((row[:16], row[16:split], row[split:]) for row in rows).hex()
    roots = json.loads(parts[layout.CLOSE])["roots"] | {name[8:-4]: root}
    changed = with_journal(parts, "close", roots=roots) | {name: b"".join(rows)}
    return edited(changed, layout.RECORD, lambda record: record.update(roots=roots))


def relined(parts: Parts, change: Callable[[list[dict[str, Any]]], Any]) -> Parts:
    """The parts with the lines of the journal changed in place, numbered anew, their heads mended:
    what whoever holds the signing key of the office can do."""

    def changed(lines: list[dict[str, Any]]) -> None:
        change(lines)
        for sequence, line in enumerate(lines, start=1):
            line["sequence"] = sequence

    return mended(edited(parts, layout.JOURNAL, changed))


def mended(parts: Parts) -> Parts:
    """The parts with every head, and the fingerprint, as the lines of the journal now have it."""
    lines, notice = json.loads(parts[layout.JOURNAL]), json.loads(parts[layout.FROZEN])
    head = hashlib.sha256(f"journal-v1|{notice['number']}".encode()).digest()
    noticed = [at for at, line in enumerate(lines) if is_notice(line)]
    made, shown = dict(parts), ""
    for at, line in enumerate(lines):
        if at == (noticed or [-1])[-1]:
            made[layout.FROZEN] = canonical.write(notice | {"journal_head": head.hex()})
            shown = hashlib.sha256(made[layout.FROZEN]).hexdigest()
        if shown and "fingerprint" in detail_of(line):
            tell(line, fingerprint=shown)
        if line["act"] == "close":
            tell(line, head=head.hex())
            made[layout.CLOSE] = line["detail"].encode()
        if line["act"] == "restore" and "head" in detail_of(line):
            tell(line, head=head.hex())
        head = next_head(head, line)
        if line["act"] == "open_box" and layout.RECORD in made:
            record = json.loads(made[layout.RECORD]) | {"head": head.hex()}
            made[layout.RECORD] = canonical.write(record | {"fingerprint": shown})
    return made | {layout.JOURNAL: canonical.write(lines)}


def next_head(head: bytes, line: dict[str, Any]) -> bytes:
    """The public head with one line more (docs/bundle.md)."""
    said = {name: line[name] for name in ("act", "actor", "at", "detail", "sequence")}
    return hashlib.sha256(head + canonical.write(said)).digest()


def detail_of(line: dict[str, Any]) -> dict[str, Any]:
    """What a line tells; nothing where that is no table."""
    try:
        found = json.loads(line["detail"] or "{}")
    except ValueError:
        found = None
    return found if isinstance(found, dict) else {}


def is_notice(line: dict[str, Any]) -> bool:
    """Whether a line made the notice, or renewed it."""
    return line["act"] != "open" and "fingerprint" in detail_of(line)


def tell(line: dict[str, Any], **facts: Any) -> None:
    """Add to what a line tells."""
    line["detail"] = canonical.write(detail_of(line) | facts).decode()
