"""The vectors of docs/box.md, computed step by step from its text and from nothing else of the box.

``python tests/box/vectors/choice_vectors.py`` writes them anew. A test holds the file, this text
and the product together; the browser reads the same file.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from ballot.box import group

FILE = Path(__file__).with_name("choice.json")
L = group.ORDER
Numbers = dict[str, list[int]]
"""The random numbers r, u and d of every column."""


def framed(*fields: bytes) -> bytes:
    return b"".join(len(field).to_bytes(4, "big") + field for field in fields)


def sha512(*fields: bytes) -> bytes:
    return hashlib.sha512(framed(*fields)).digest()


def scalar(*fields: bytes) -> int:
    return int.from_bytes(sha512(*fields), "little") % L


def u32(number: int) -> bytes:
    return number.to_bytes(4, "big")


def times(number: int, point: bytes = group.BASE) -> group.Point:
    return group.mul(group.scalar(number), group.Point(point))


def total(points: Sequence[group.Point]) -> group.Point:
    result = group.IDENTITY
    for point in points:
        result = group.add(result, point)
    return result


def write(number: int) -> str:
    return (number % L).to_bytes(32, "little").hex()


def drawn(name: str, columns: int) -> Numbers:
    """Numbers that follow from a name: what nobody would use in a vote."""
    return {
        each: [scalar(name.encode(), each.encode(), u32(at)) for at in range(columns)]
        for each in "rud"
    }


def place_of(run: bytes) -> tuple[bytes, ...]:
    """Subject 1, question 2, class 3: of every vector."""
    return run, u32(1), u32(2), u32(3)


class Answer:
    """An answer and its proof, computed as docs/box.md says."""

    def __init__(self, name: str, choice: int, numbers: Numbers, secret: int) -> None:
        """Everything that stands before the proof."""
        self.name, self.choice, self.numbers, self.secret = name, choice, numbers, secret
        self.run = sha512(b"run", name.encode())[:16]
        self.pk = times(secret)
        self.columns = range(len(numbers["r"]))
        self.pairs = [
            (times(r), group.add(times(r, self.pk), times(int(at == choice))))
            for at, r in enumerate(numbers["r"])
        ]
        self.ct = b"".join(map(b"".join, self.pairs))
        place = place_of(self.run)
        self.id = sha512(b"ballot-v1", b"id", *place, self.ct)[:16]
        self.said = (*place, self.id, u32(len(self.columns)), self.pk, self.ct)
        self.weights = [
            scalar(b"ballot-v2", b"combine", *self.said, u32(at)) for at in self.columns
        ]
        self.rho = sum(w * r for w, r in zip(self.weights, numbers["r"], strict=True)) % L

    def simulated(self, branch: int) -> int:
        """The challenge of a branch that is not true."""
        difference = self.weights[branch] - self.weights[self.choice]
        return self.numbers["d"][branch] * pow(difference, -1, L) % L

    def commitments(self) -> list[tuple[bytes, bytes]]:
        """The two points T of every branch."""
        made = []
        for at in self.columns:
            u, d = self.numbers["u"][at], self.numbers["d"][at]
            shift = group.IDENTITY if at == self.choice else times(d)
            made.append((times(u), group.add(times(u, self.pk), shift)))
        return made

    def challenge(self) -> int:
        """c."""
        points = b"".join(map(b"".join, self.commitments()))
        return scalar(b"ballot-v2", b"one-of", *self.said, points)

    def branches(self) -> list[tuple[int, int]]:
        """(challenge, response) of every branch."""
        others = {at: self.simulated(at) for at in self.columns if at != self.choice}
        challenges = others | {self.choice: (self.challenge() - sum(others.values())) % L}
        return [
            (challenges[at], (self.numbers["u"][at] + challenges[at] * self.rho) % L)
            for at in self.columns
        ]

    def proof(self) -> bytes:
        """64 bytes a column."""
        return bytes.fromhex("".join(write(each) for pair in self.branches() for each in pair))

    def plain(self) -> dict[str, Any]:
        """All of it, with every value on the way, as the file has it."""
        weighted = list(zip(self.weights, self.pairs, strict=True))
        return {
            "name": self.name,
            **self.facts(),
            "secret": write(self.secret),
            "choice": self.choice,
            **{each: [write(number) for number in self.numbers[each]] for each in "rud"},
            "weights": [write(each) for each in self.weights],
            "A": total([times(weight, pair[0]) for weight, pair in weighted]).hex(),
            "B": total([times(weight, pair[1]) for weight, pair in weighted]).hex(),
            "rho": write(self.rho),
            "T": [[first.hex(), second.hex()] for first, second in self.commitments()],
            "c": write(self.challenge()),
        }

    def facts(self) -> dict[str, Any]:
        """What a verifier is given."""
        given = {"run": self.run, "id": self.id, "pk": self.pk, "ct": self.ct}
        return {
            "subject": 1,
            "question": 2,
            "class": 3,
            "columns": len(self.columns),
            **{name: value.hex() for name, value in given.items()},
            "proof": self.proof().hex(),
        }


def an_answer(
    name: str, choice: int, columns: int, **change: Callable[[Answer], Numbers]
) -> Answer:
    """An answer of numbers that follow from its name, some of them changed."""
    secret = scalar(b"secret", name.encode())
    numbers = drawn(name, columns)
    for each in change.values():
        numbers |= each(Answer(name, choice, numbers, secret))
    return Answer(name, choice, numbers, secret)


def _with(numbers: list[int], at: int, number: int) -> list[int]:
    return [*numbers[:at], number % L, *numbers[at + 1 :]]


def _zero_response(answer: Answer) -> Numbers:
    return {"u": _with(answer.numbers["u"], 0, -answer.simulated(0) * answer.rho)}


def _identity_second(answer: Answer) -> Numbers:
    return {"d": _with(answer.numbers["d"], 2, -answer.numbers["u"][2] * answer.secret)}


def _identity_c2(answer: Answer) -> Numbers:
    return {"r": _with(answer.numbers["r"], 1, -pow(answer.secret, -1, L))}


def lawful() -> list[Answer]:
    """Plain ones, and those at the borders, where libraries differ."""
    return [
        an_answer("two columns", 0, 2),
        an_answer("five columns", 3, 5),
        an_answer("22 columns", 21, 22),
        an_answer("a response is 0", 1, 3, u=_zero_response),
        an_answer("a challenge is 0", 1, 3, d=lambda a: {"d": _with(a.numbers["d"], 0, 0)}),
        an_answer(
            "a challenge and its response are 0",
            1,
            3,
            d=lambda a: {"d": _with(a.numbers["d"], 2, 0)},
            u=lambda a: {"u": _with(a.numbers["u"], 2, 0)},
        ),
        an_answer(
            "T of the true branch is the identity twice",
            1,
            3,
            u=lambda a: {"u": _with(a.numbers["u"], 1, 0)},
        ),
        an_answer("the second T of a branch is the identity", 1, 3, d=_identity_second),
        an_answer("the second half of a ciphertext is the identity", 1, 3, r=_identity_c2),
    ]


def refused() -> list[dict[str, Any]]:
    """One lawful answer, altered, and the word with which it is refused."""
    facts = an_answer("five columns", 3, 5).facts()
    ct, proof = bytes.fromhex(facts["ct"]), bytes.fromhex(facts["proof"])
    first = int.from_bytes(proof[:32], "little")
    second = int.from_bytes(proof[32:64], "little")
    above = [(each + L).to_bytes(32, "little") for each in (first, second)]
    cases: list[tuple[str, str, dict[str, Any]]] = [
        ("a challenge written a second way", "scalar", {"proof": above[0] + proof[32:]}),
        (
            "a response written a second way",
            "scalar",
            {"proof": proof[:32] + above[1] + proof[64:]},
        ),
        ("two branches exchanged", "choice", {"proof": proof[64:128] + proof[:64] + proof[128:]}),
        ("one bit of a response", "choice", {"proof": proof[:32] + _flipped(proof[32:])}),
        ("another id", "id", {"id": bytes(16)}),
        ("another subject", "id", {"subject": 0}),
        ("c1 is the identity", "identity", {"ct": bytes(32) + ct[32:]}),
        ("the key is the identity", "identity", {"pk": bytes(32)}),
        ("another key", "choice", {"pk": times(2)}),
        ("a point that is none", "point", {"ct": ct[:32] + b"\xff" * 32 + ct[64:]}),
        ("a point written a second way", "point", {"ct": ct[:32] + b"\x01" + bytes(31) + ct[64:]}),
        ("a column too few", "length", {"columns": 4}),
        ("a byte too much", "length", {"proof": proof + b"\0"}),
    ]
    return [
        {"name": name, "why": why}
        | facts
        | {key: value.hex() if isinstance(value, bytes) else value for key, value in made.items()}
        for name, why, made in cases
    ]


def _flipped(raw: bytes) -> bytes:
    return bytes([raw[0] ^ 1]) + raw[1:]


def everything() -> dict[str, Any]:
    """The content of the file."""
    return {"lawful": [each.plain() for each in lawful()], "refused": refused()}


if __name__ == "__main__":
    FILE.write_text(json.dumps(everything(), indent=1, ensure_ascii=False) + "\n")
