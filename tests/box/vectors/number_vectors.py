"""The vectors of a whole number, computed from docs/box.md alone (see ``choice_vectors``).

``PYTHONPATH=tests python -m box.vectors.number_vectors`` writes them anew.
"""

import json
from pathlib import Path
from typing import Any

from box.vectors.choice_vectors import place_of, scalar, sha512, times, total, u32, write

from ballot.box import group

FILE = Path(__file__).with_name("number.json")
L = group.ORDER
BITS = 7


def bits_of(value: int | None, *, blank: bool) -> list[int]:
    """Seven of v, seven of w, and b where 弃权 is allowed."""
    v, w = (0, 127) if value is None else (value, value + 27)
    bits = [number >> bit & 1 for number in (v, w) for bit in range(BITS)]
    return [*bits, int(value is None)] if blank else bits


def weights(columns: int) -> list[int]:
    """What each column counts in w − v − 100·b."""
    powers = [1 << bit for bit in range(BITS)]
    return [*(-each for each in powers), *powers, -100][:columns]


class Number:
    """A whole number and its proofs."""

    def __init__(self, name: str, value: int | None, *, blank: bool) -> None:
        """Everything that stands before the proofs."""
        self.name, self.value, self.blank = name, value, blank
        self.secret = scalar(b"secret", name.encode())
        self.pk = times(self.secret)
        self.bits = bits_of(value, blank=blank)
        self.columns = range(len(self.bits))
        self.r = [self.drawn("r", at) for at in self.columns]
        self.pairs = [
            (times(r), group.add(times(r, self.pk), times(bit)))
            for r, bit in zip(self.r, self.bits, strict=True)
        ]
        self.ct = b"".join(map(b"".join, self.pairs))
        self.run = sha512(b"run", name.encode())[:16]
        place = place_of(self.run)
        self.id = sha512(b"ballot-v1", b"id", *place, self.ct)[:16]
        self.before = (*place, self.id, u32(len(self.bits)))

    def drawn(self, kind: str, at: int) -> int:
        """A number that follows from the name."""
        return scalar(self.name.encode(), kind.encode(), u32(at))

    def challenge(self, kind: bytes, index: int, commitments: list[group.Point]) -> int:
        """The challenge of one proof."""
        fields = (*self.before, u32(index), self.pk, self.ct, b"".join(commitments))
        return scalar(b"ballot-v1", kind, *fields)

    def branch(self, at: int, message: int, e: int, z: int) -> list[group.Point]:
        """z·G − e·c1 and z·P − e·(c2 − m·G)."""
        one, two = self.pairs[at]
        less = group.sub(two, times(message))
        return [
            group.sub(times(z), times(e, one)),
            group.sub(times(z, self.pk), times(e, less)),
        ]

    def column(self, at: int) -> dict[str, Any]:
        """The proof that a column holds 0 or 1, with the values on the way."""
        bit, k = self.bits[at], self.drawn("k", at)
        e, z = [0, 0], [0, 0]
        e[1 - bit], z[1 - bit] = self.drawn("e", at), self.drawn("z", at)
        commitments = [times(0)] * 4
        commitments[2 * bit : 2 * bit + 2] = [times(k), times(k, self.pk)]
        other = 1 - bit
        commitments[2 * other : 2 * other + 2] = self.branch(at, other, e[other], z[other])
        challenge = self.challenge(b"bit", at, commitments)
        e[bit] = (challenge - e[other]) % L
        z[bit] = (k + e[bit] * self.r[at]) % L
        return {"scalars": [*e, *z], "commitments": commitments, "challenge": challenge}

    def relation(self) -> dict[str, Any]:
        """The proof that the columns belong together, with the values on the way."""
        weighted = list(zip(weights(len(self.bits)), self.pairs, self.r, strict=True))
        first = total([times(weight, pair[0]) for weight, pair, _ in weighted])
        second = total([times(weight, pair[1]) for weight, pair, _ in weighted])
        k = self.drawn("k", len(self.bits))
        commitments = [times(k), times(k, self.pk)]
        e = self.challenge(b"number", len(self.bits), commitments)
        z = k + e * sum(weight * r for weight, _, r in weighted)
        d = [first, group.sub(second, times(27))]
        return {"scalars": [e, z % L], "d": d, "commitments": commitments, "challenge": e}

    def parts(self) -> list[dict[str, Any]]:
        """The proofs in their order."""
        return [*map(self.column, self.columns), self.relation()]

    def proof(self) -> bytes:
        """128 bytes a column, then 64."""
        return bytes.fromhex(
            "".join(write(each) for part in self.parts() for each in part["scalars"])
        )

    def facts(self) -> dict[str, Any]:
        """What a verifier is given."""
        raw = {"run": self.run, "id": self.id, "pk": self.pk, "ct": self.ct, "proof": self.proof()}
        cell = {"subject": 1, "question": 2, "class": 3}
        return cell | {"blank": self.blank, **{name: each.hex() for name, each in raw.items()}}

    def plain(self) -> dict[str, Any]:
        """All of it, with every value on the way, as the file has it."""
        *columns, relation = self.parts()
        return {
            "name": self.name,
            **self.facts(),
            "secret": write(self.secret),
            "value": self.value,
            "r": [write(each) for each in self.r],
            "commitments": [_points(each["commitments"]) for each in (*columns, relation)],
            "challenges": [write(each["challenge"]) for each in (*columns, relation)],
            "d": _points(relation["d"]),
        }


def _points(points: list[group.Point]) -> list[str]:
    return [each.hex() for each in points]


def lawful() -> list[Number]:
    """A plain one, both borders, and 弃权."""
    return [
        Number("57", 57, blank=False),
        Number("0 where 弃权 is allowed", 0, blank=True),
        Number("100 where 弃权 is allowed", 100, blank=True),
        Number("弃权", None, blank=True),
    ]


def refused() -> list[dict[str, Any]]:
    """One lawful answer, altered, and the word with which it is refused."""
    facts = Number("57", 57, blank=False).facts()
    proof, relation = facts["proof"][:-128], facts["proof"][-128:]
    other = Number("57 once more", 57, blank=False).facts()
    cases: list[tuple[str, str, dict[str, Any]]] = [
        ("two columns exchanged in the proof", "bit", {"proof": _exchanged(facts["proof"])}),
        ("the relation of another answer", "number", {"proof": proof + other["proof"][-128:]}),
        ("a scalar written a second way", "scalar", {"proof": proof + _above(relation)}),
        ("another id", "id", {"id": other["id"]}),
        ("another class", "id", {"class": 0}),
        ("弃权 is said to be allowed", "length", {"blank": True}),
        ("c1 is the identity", "identity", {"ct": "00" * 32 + facts["ct"][64:]}),
    ]
    return [{"name": name, "why": why} | facts | made for name, why, made in cases]


def _exchanged(proof: str) -> str:
    return proof[256:512] + proof[:256] + proof[512:]


def _above(relation: str) -> str:
    first = int.from_bytes(bytes.fromhex(relation[:64]), "little") + L
    return first.to_bytes(32, "little").hex() + relation[64:]


def everything() -> dict[str, Any]:
    """The content of the file."""
    return {"lawful": [each.plain() for each in lawful()], "refused": refused()}


if __name__ == "__main__":
    FILE.write_text(json.dumps(everything(), indent=1, ensure_ascii=False) + "\n")
