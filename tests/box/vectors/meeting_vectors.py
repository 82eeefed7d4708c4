"""``docs/vectors.json``: one value of everything that a verifier of a bundle computes.

Computed from docs/bundle.md and docs/box.md alone (see ``choice_vectors``, whose one choice and
``number_vectors``, whose one number stand in it).
``PYTHONPATH=tests python -m box.vectors.meeting_vectors`` writes it anew.
"""

import hashlib
import json
import struct
import zlib
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from box.vectors.choice_vectors import (
    Answer,
    L,
    drawn,
    framed,
    scalar,
    times,
    total,
    u32,
    write,
)
from box.vectors.number_vectors import BITS, Number

from ballot.box import group

FILE = Path(__file__).resolve().parents[3] / "docs" / "vectors.json"
SECRET, SLOPE = scalar(b"secret", b"meeting"), scalar(b"slope", b"meeting")
NUMBER, RUN = "123456", bytes(range(16))
CELL = {"subject": 1, "question": 2, "class": 3}
JSON = (
    {"b": [1, 0, -3], "a": None, "A": True},
    {"满意": 3, "\uffee": 0, "\U00020bb7": 1},
    'a"b\\c/d\b\f\n\r\t\x01\x1f\x7fé满\u2028\U00020bb7',
)
NOT_JSON = (
    b'{"b":1,"a":2}',
    b'{"a":1,"a":1}',
    b'{"a": 1}',
    b'{"a":1}\n',
    b'{"a":1.0}',
    b'{"a":1e2}',
    b'{"a":-0}',
    b'{"a":NaN}',
    b'"\\u6ee1"',
    b'"\\/"',
    b'"\\u001F"',
    b'"\\ud800"',
    b'"\xed\xa0\x80"',
    b"\xef\xbb\xbf1",
    '{"\U00020bb7":1,"\uffee":0}'.encode(),
)
LINES = (
    ("create", '{"custody":"server","title":"测评会"}', "2026-09-01T12:00:00.000000+00:00"),
    ("issue_slips", '{"batch":1,"count":20}', "2026-09-01T12:00:01.250000+00:00"),
)


def sha256(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def file_of(parts: dict[str, bytes]) -> bytes:
    """A ZIP in its one spelling."""
    local, directory = b"", b""
    for name, content in sorted(parts.items()):
        fixed = (20, 0, 0, 0, 0x0021, zlib.crc32(content), len(content), len(content), len(name))
        offset, raw = len(local), name.encode()
        local += struct.pack("<4s5H3I2H", b"PK\3\4", *fixed, 0) + raw + content
        also = (0, 0, 0, 0, 0o100644 << 16, offset)
        directory += struct.pack("<4s6H3I5H2I", b"PK\1\2", 0x0314, *fixed, *also) + raw
    many = (0, 0, len(parts), len(parts), len(directory), len(local), 0)
    return local + directory + struct.pack("<4s4H2IH", b"PK\5\6", *many)


def _spelling() -> dict[str, Any]:
    return {
        "written": [{"value": each, "bytes": canonical(each).hex()} for each in JSON],
        "refused": [each.hex() for each in NOT_JSON],
    }


def _container() -> dict[str, Any]:
    parts = {"manifest.json": b"{}", "a.bin": bytes(range(8)), "manifest.sig": b""}
    file = file_of(parts)
    named = {name: content.hex() for name, content in sorted(parts.items())}
    return {"parts": named, "file": file.hex(), "sha256": sha256(file).hex()}


def _hashes() -> list[dict[str, Any]]:
    return [
        {
            "fields": [each.hex() for each in fields],
            "framed": framed(*fields).hex(),
            "hashed": write(scalar(b"ballot-v1", *fields)),
            "hashed2": write(scalar(b"ballot-v2", *fields)),
        }
        for fields in ((), (b"",), (b"combine", RUN, u32(258)), (b"a", b"bc"), (b"ab", b"c"))
    ]


def _slips() -> dict[str, Any]:
    rows = sorted((sha256(b"slip", u32(at)), at % 2, (3, 4, 5, 6, 7)[at]) for at in range(5))
    roots = [
        sha256(b"slips-v1|", *(digest for digest, of, _ in rows if of == each))
        for each in (0, 1, 2)
    ]
    states = (digest + bytes([state]) for digest, _, state in rows)
    return {
        "text": "".join(f"{digest.hex()} {of} {state}\n" for digest, of, state in rows),
        "slip_roots": [each.hex() for each in roots],
        "slip_states": sha256(b"slip-states-v1|", *states).hex(),
    }


def _answers() -> list[Answer]:
    """Three choices of four columns about the same, by their ids."""
    chosen = (0, 2, 2)
    made = [
        Answer("meeting", each, drawn(f"answer {at}", 4), SECRET) for at, each in enumerate(chosen)
    ]
    return sorted(made, key=lambda each: each.id)


def _list_root(rows: Sequence[tuple[bytes, bytes, bytes]]) -> bytes:
    level = [sha256(b"\0", framed(id, ct, sha256(proof))) for id, ct, proof in rows]
    while len(level) > 1:
        pairs = (level[at : at + 2] for at in range(0, len(level), 2))
        level = [sha256(b"\1", *pair) if len(pair) == 2 else pair[0] for pair in pairs]
    return sha256(b"\2", u32(len(rows)), level[0])


def _root(root_of_list: bytes) -> bytes:
    return sha256(b"\3", framed(b"".join(map(u32, CELL.values())) + root_of_list))


def _added(answers: Sequence[Answer | Number]) -> list[tuple[group.Point, group.Point]]:
    """The sum of each column."""
    columns = zip(*(each.pairs for each in answers), strict=True)
    return [
        (total([one for one, _ in column]), total([two for _, two in column])) for column in columns
    ]


def _collected(
    columns: Sequence[tuple[group.Point, group.Point]],
) -> list[tuple[group.Point, group.Point]]:
    """Of a whole number Σ 2ⁱ·vᵢ and b."""
    bits = list(zip(*columns[:BITS], strict=True))
    value = [total([times(1 << at, bit) for at, bit in enumerate(half)]) for half in bits]
    blank = columns[2 * BITS] if len(columns) > 2 * BITS else (group.IDENTITY, group.IDENTITY)
    return [(value[0], value[1]), blank]


def _share(number: int) -> int:
    return (SECRET + SLOPE * number) % L


def _partial(
    place: tuple[bytes, ...], number: int, x: int, pairs: Sequence[tuple[group.Point, group.Point]]
) -> dict[str, Any]:
    """What a share makes of a sum; ``place`` is run, root, subject, question, class."""
    vk, points, proof, challenges = times(x), b"", b"", []
    everything = b"".join(map(b"".join, pairs))
    for column, (one, _) in enumerate(pairs):
        k, d = scalar(b"k", u32(number), u32(column), *place), times(x, one)
        fields = (*place, u32(number), u32(column), everything, vk, d, times(k) + times(k, one))
        e = scalar(b"ballot-v1", b"partial", *fields)
        points, proof = points + d, proof + bytes.fromhex(write(e) + write(k + e * x))
        challenges.append(write(e))
    told = {"number": number, "points": points.hex(), "proof": proof.hex()}
    return told | {"challenges": challenges}


def _opening(
    answers: Sequence[Answer], pairs: Sequence[tuple[group.Point, group.Point]], counts: list[int]
) -> dict[str, Any]:
    """The sum of a list, opened by the whole key and by shares, for its class and for all."""
    run = answers[0].run
    root = _root(_list_root([(each.id, each.ct, each.proof()) for each in answers]))
    cell = tuple(map(u32, CELL.values()))
    shares = {number: _share(number) for number in (1, 2, 3)}
    in_class, over_all = (run, root, *cell), (run, root, *cell[:2], b"")
    return {
        **CELL,
        "run": run.hex(),
        "root": root.hex(),
        "pk": times(SECRET).hex(),
        "vks": [times(each).hex() for each in shares.values()],
        "secret": write(SECRET),
        "shares": [write(each) for each in shares.values()],
        "sum": b"".join(map(b"".join, pairs)).hex(),
        "whole": _partial(in_class, 0, SECRET, pairs),
        "partials": [_partial(in_class, at, each, pairs) for at, each in shares.items()],
        "partials_over_all_classes": [_partial(over_all, at, shares[at], pairs) for at in (1, 3)],
        "weights": [
            {
                "of": [i, j],
                "weights": [write(j * pow(j - i, -1, L)), write(i * pow(i - j, -1, L))],
            }
            for i, j in combinations((1, 2, 3), 2)
        ],
        "counts": counts,
    }


def _journal() -> dict[str, Any]:
    head = sha256(b"journal-v1|", NUMBER.encode())
    lines, first = [], head
    for sequence, (act, detail, at) in enumerate(LINES, start=1):
        line = {"act": act, "actor": "王某", "at": at, "detail": detail, "sequence": sequence}
        head = sha256(head, canonical(line))
        lines.append(line | {"bytes": canonical(line).hex(), "head": head.hex()})
    return {"meeting": NUMBER, "first": first.hex(), "lines": lines}


def _paper() -> dict[str, Any]:
    totals = [[0, 0, 0, [4, 2, 1, 0], 1, 0, 8], [0, 1, 0, [523], 0, 1, 8]]
    text, salt = canonical([NUMBER, RUN.hex(), totals]), sha256(b"salt")
    commitment = sha256(b"paper-v1|", salt, text).hex()
    return {
        "meeting": NUMBER,
        "run": RUN.hex(),
        "totals": totals,
        "salt": salt.hex(),
        "bytes": text.hex(),
        "commitment": commitment,
    }


def _values(root: str, head: str) -> dict[str, Any]:
    """Sheet value and code; a fingerprint is the SHA-256 of the notice."""
    notice, record = canonical({"format": 2, "number": NUMBER}), canonical({"a": 1})
    roots = {"root": bytes.fromhex(root), "head": bytes.fromhex(head)}
    return {
        **{name: each.hex() for name, each in roots.items()},
        "sheet": sha256(b"\4", framed(*roots.values())).hex(),
        "record": record.hex(),
        "code": sha256(b"\5", framed(record, roots["head"])).hex(),
        "notice": notice.hex(),
        "fingerprint": sha256(notice).hex(),
    }


def everything() -> dict[str, Any]:
    """The content of the file."""
    answers, number, journal = _answers(), Number("73 at a meeting", 73, blank=True), _journal()
    opened = _opening(answers, _added(answers), [1, 0, 2, 0])
    rows = [
        {"id": each.id.hex(), "ct": each.ct.hex(), "proof": each.proof().hex()} for each in answers
    ]
    numbers = [Number("number", value, blank=True) for value in (40, 100)]
    return {
        "json": _spelling(),
        "container": _container(),
        "hashes": _hashes(),
        "slips": _slips(),
        "choice": answers[0].plain(),
        "number": number.plain(),
        "list": {
            "rows": rows,
            "root": _list_root([(e.id, e.ct, e.proof()) for e in answers]).hex(),
        },
        "opening": opened,
        "number_sum": {
            "cts": [each.ct.hex() for each in numbers],
            "sum": b"".join(map(b"".join, _collected(_added(numbers)))).hex(),
        },
        "journal": journal,
        "paper": _paper(),
        "values": _values(opened["root"], journal["lines"][-1]["head"]),
    }


if __name__ == "__main__":
    FILE.write_text(json.dumps(everything(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
