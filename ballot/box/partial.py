"""Partial decryptions: what one 监票人's share makes of the sums, with proofs that it did so.

The share never leaves its holder: d = x_i·c1 a column, and a Chaum–Pedersen proof that the same
x_i stands behind vk_i and d. Two such lists open the sums; nothing else is ever decrypted.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ballot.box import elgamal, group, opening, shares, transcript
from ballot.box.group import Point, Scalar
from ballot.box.shares import PublicKeys, Share
from ballot.domain.errors import ProofRefused

WHOLE = 0
"""Custody server: the number of the whole key, which is the point at 0 of every line of shares."""


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of one list: of a subject's question in a class, under the root of the meeting.

    ``voter_class`` is ``None`` for the sum over all classes. ``sum`` has 64 bytes a column.
    """

    run: bytes
    root: bytes
    subject: int
    question: int
    voter_class: int | None
    sum: bytes


@dataclass(frozen=True, slots=True)
class Partial:
    """A share's partial decryption of a total: 32 bytes a column, and a proof of 64 a column."""

    number: int
    points: bytes
    proof: bytes


def decrypt(share: Share, total: Total) -> Partial:
    """The partial decryption of a total by a share. Raises ProofRefused for a bad total."""
    x = group.read_scalar(share.secret)
    vk = group.base(x)
    points, proofs = b"", b""
    for column, (c1, _) in enumerate(elgamal.pairs(total.sum)):
        point, k = group.mul(x, c1), group.random_scalar()
        commitments = group.base(k) + group.mul(k, c1)
        challenge = _challenge(total, share.number, column, vk, point, commitments)
        points += point
        proofs += challenge + group.plus(k, group.times(challenge, x))
    return Partial(share.number, points, proofs)


def check(keys: PublicKeys, total: Total, partial: Partial) -> None:
    """Refuse a partial decryption that the share behind vk did not make of this total.

    Raises ProofRefused: ``length``, ``point``, ``scalar``, ``share``, ``partial``.
    """
    _check(shares.public_half(keys, partial.number), total, partial)


def decrypt_whole(secret: bytes, total: Total) -> Partial:
    """What the whole key makes of a total, with the same proof: d = x·c1 for pk = x·G."""
    return decrypt(Share(WHOLE, secret), total)


def open_whole(pk: bytes, total: Total, partial: Partial, limit: int) -> tuple[int, ...]:
    """The counts of a total, each of 0…limit, out of what the whole key made of it.

    Raises ProofRefused like ``check`` and ``combine``; ``share`` for a part of a key.
    """
    if partial.number != WHOLE:
        raise ProofRefused(why="share")
    _check(group.read_key(pk), total, partial)
    opened = [
        group.sub(c2, _point(partial, column))
        for column, (_, c2) in enumerate(elgamal.pairs(total.sum))
    ]
    return opening.logarithms(opened, limit)


def _check(vk: Point, total: Total, partial: Partial) -> None:
    pairs = elgamal.pairs(total.sum)
    if (len(partial.points), len(partial.proof)) != (32 * len(pairs), 64 * len(pairs)):
        raise ProofRefused(why="length")
    for column, (c1, _) in enumerate(pairs):
        point = _point(partial, column)
        challenge, response = shares.read_proof(partial.proof[64 * column : 64 * column + 64])
        left = group.sub(group.base(response), group.mul(challenge, vk))
        right = group.sub(group.mul(response, c1), group.mul(challenge, point))
        if challenge != _challenge(total, partial.number, column, vk, point, left + right):
            raise ProofRefused(why="partial")


def combine(
    keys: PublicKeys, total: Total, partials: Sequence[Partial], limit: int
) -> tuple[int, ...]:
    """The counts of a total, each of 0…limit, out of the partial decryptions of two 监票人.

    Every partial is checked first. Raises ProofRefused like ``check``, and ``count`` where a
    column holds none of 0…limit; SharesNeeded for fewer than two.
    """
    for partial in partials:
        check(keys, total, partial)
    weights = shares.weights([partial.number for partial in partials])
    by_number = {partial.number: partial for partial in partials}
    opened = []
    for column, (_, c2) in enumerate(elgamal.pairs(total.sum)):
        rest = c2
        for number, weight in weights.items():
            rest = group.sub(rest, group.mul(weight, _point(by_number[number], column)))
        opened.append(rest)
    return opening.logarithms(opened, limit)


def opener(
    keys: PublicKeys, totals: Sequence[Total], *made: Sequence[Partial]
) -> Callable[[bytes, int, int], tuple[int, ...]]:
    """What opens these sums, and no others, in the place of a key: ``open(sum, columns, limit)``.

    ``made`` are the partial decryptions of two 监票人 or more, each in the order of the totals.
    Raises ProofRefused ``length`` where one of them made more or fewer; the opener raises like
    ``combine``, and ProofRefused ``root`` for a sum that is none of the totals.
    """
    if any(len(each) != len(totals) for each in made):
        raise ProofRefused(why="length")
    known = {
        total.sum: (total, [each[place] for each in made]) for place, total in enumerate(totals)
    }

    def open_sum(total: bytes, columns: int, limit: int) -> tuple[int, ...]:
        if total not in known or len(total) != opening.PAIR * columns:
            raise ProofRefused(why="root")
        return combine(keys, *known[total], limit)

    return open_sum


def _point(partial: Partial, column: int) -> Point:
    return group.read_point(partial.points[32 * column : 32 * column + 32])


def _challenge(
    total: Total, number: int, column: int, vk: Point, point: Point, commitments: bytes
) -> Scalar:
    voter_class = b"" if total.voter_class is None else transcript.number(total.voter_class)
    return transcript.hashed(
        transcript.PARTIAL,
        total.run,
        total.root,
        transcript.number(total.subject),
        transcript.number(total.question),
        voter_class,
        transcript.number(number),
        transcript.number(column),
        total.sum,
        vk,
        point,
        commitments,
    )
