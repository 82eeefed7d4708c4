"""The key of a box in three shares for three 监票人; any two open, one alone learns nothing.

Shamir over the scalars: f(i) = x + a·i, the share of number i is x_i = f(i), vk_i = x_i·G its
public half. The three vk lie on one line through pk, which anyone can check.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ballot.box import group, pickup, transcript
from ballot.box.group import Point, Scalar
from ballot.domain.errors import ProofRefused, SharesNeeded

NUMBERS = (1, 2, 3)
NEEDED = 2


@dataclass(frozen=True, slots=True)
class Share:
    """One share: its number 1…3 and 32 secret bytes, which no representation shows."""

    number: int
    secret: bytes

    def __repr__(self) -> str:
        """The number alone."""
        return f"Share({self.number})"


@dataclass(frozen=True, slots=True)
class PublicKeys:
    """The public half of a dealt key: pk, and vk_1…vk_3, 32 bytes each."""

    pk: bytes
    vks: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Dealt:
    """What is stored of a dealing: the public half, and each share sealed to its page."""

    keys: PublicKeys
    sealed: tuple[bytes, ...]


def deal(run: bytes, pages: Sequence[bytes]) -> Dealt:
    """Draw a key, share it, seal the shares to the pages of the three 监票人, forget it.

    ``pages`` are their one-time public keys in the order of their numbers. Nothing secret
    leaves this function unsealed. Raises ProofRefused: ``length`` unless there are three,
    ``twice`` where two are the same, ``point`` or ``identity``.
    """
    if len(pages) != len(NUMBERS):
        raise ProofRefused(why="length")
    if len(set(pages)) != len(pages):
        raise ProofRefused(why="twice")
    keys, shares = split()
    sealed = tuple(
        pickup.seal(run, share.number, page, share.secret)
        for share, page in zip(shares, pages, strict=True)
    )
    return Dealt(keys, sealed)


def split() -> tuple[PublicKeys, tuple[Share, ...]]:
    """Draw a key and share it, the shares in the open: for ``ballot keys deal`` at the console."""
    x, slope = group.random_scalar(), group.random_scalar()
    secrets = [group.plus(x, group.times(slope, group.scalar(number))) for number in NUMBERS]
    keys = PublicKeys(group.base(x), tuple(group.base(secret) for secret in secrets))
    return keys, tuple(Share(*each) for each in zip(NUMBERS, secrets, strict=True))


def check_keys(keys: PublicKeys) -> None:
    """Refuse a pk and vk that no dealing gives: they must lie on one line.

    Raises ProofRefused: ``length``, ``point``, ``identity``, ``twice``, or ``keys``.
    """
    if len(keys.vks) != len(NUMBERS):
        raise ProofRefused(why="length")
    pk, first, second, third = (group.read_key(raw) for raw in (keys.pk, *keys.vks))
    if len({pk, first, second, third}) != len(NUMBERS) + 1:
        raise ProofRefused(why="twice")
    lines = ((pk, first, second), (first, second, third))
    if any(group.add(left, right) != group.add(mid, mid) for left, mid, right in lines):
        raise ProofRefused(why="keys")


def find(keys: PublicKeys, secret: bytes) -> Share:
    """The share that a secret is, by its public half. Raises ProofRefused ``share`` or ``scalar``.

    ``share`` means: a share of another meeting or of another run.
    """
    public = group.base(group.read_scalar(secret))
    for number, vk in zip(NUMBERS, keys.vks, strict=True):
        if vk == public:
            return Share(number, secret)
    raise ProofRefused(why="share")


def prove(run: bytes, share: Share, purpose: bytes) -> bytes:
    """A Schnorr proof, 64 bytes, of holding a share. It opens nothing.

    ``purpose`` names the act it is good for, with a nonce of the asker where it must not be
    shown twice.
    """
    secret = group.read_scalar(share.secret)
    k = group.random_scalar()
    challenge = _challenge(run, share.number, group.base(secret), purpose, group.base(k))
    return challenge + group.plus(k, group.times(challenge, secret))


def check_proof(run: bytes, keys: PublicKeys, number: int, purpose: bytes, proof: bytes) -> None:
    """Refuse a proof of another share, run or purpose.

    Raises ProofRefused: ``share``, ``scalar``, ``length``.
    """
    vk = public_half(keys, number)
    challenge, response = read_proof(proof)
    commitment = group.sub(group.base(response), group.mul(challenge, vk))
    if challenge != _challenge(run, number, vk, purpose, commitment):
        raise ProofRefused(why="share")


def public_half(keys: PublicKeys, number: int) -> Point:
    """vk of a number. Raises ProofRefused ``share`` for a number that nobody has."""
    if number not in NUMBERS:
        raise ProofRefused(why="share")
    return group.read_key(keys.vks[number - 1])


def read_proof(proof: bytes) -> tuple[Scalar, Scalar]:
    """Challenge and response out of 64 bytes. Raises ProofRefused ``length`` or ``scalar``."""
    if len(proof) != 2 * group.SIZE:
        raise ProofRefused(why="length")
    return group.read_scalar(proof[: group.SIZE]), group.read_scalar(proof[group.SIZE :])


def weights(numbers: Sequence[int]) -> dict[int, Scalar]:
    """What each of two shares counts for in the whole (Lagrange at 0).

    Raises SharesNeeded unless there are two different ones; further ones are left aside.
    """
    distinct = sorted(set(numbers))
    if len(distinct) < NEEDED:
        raise SharesNeeded(given=len(distinct))
    one, two = distinct[:NEEDED]
    span = group.inverse(group.scalar(two - one))
    return {
        one: group.times(group.scalar(two), span),
        two: group.times(group.scalar(-one), span),
    }


def _challenge(run: bytes, number: int, vk: bytes, purpose: bytes, commitment: bytes) -> Scalar:
    fields = (run, transcript.number(number), vk, purpose, commitment)
    return transcript.hashed(transcript.SHARE, *fields)
