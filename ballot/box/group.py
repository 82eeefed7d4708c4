"""ristretto255 (RFC 9496) over libsodium: points and scalars as 32 bytes, scalars little-endian.

A ``Point`` or ``Scalar`` has been checked: it came from here or through ``read_point``,
``read_key`` or ``read_scalar``. What does not pass them is refused and never calculated with.
"""

from collections.abc import Sequence
from itertools import accumulate
from typing import NewType

from ballot.box import libsodium
from ballot.domain.errors import ProofRefused

rbcl = libsodium.load()
Scalar = NewType("Scalar", bytes)
Point = NewType("Point", bytes)

SIZE = 32
ORDER = 2**252 + 27742317777372353535851937790883648493
ZERO = Scalar(bytes(SIZE))
ONE = Scalar((1).to_bytes(SIZE, "little"))
IDENTITY = Point(bytes(SIZE))
BASE = Point(rbcl.crypto_scalarmult_ristretto255_base(ONE))


def read_scalar(raw: bytes) -> Scalar:
    """A canonical scalar (32 bytes, below the order). Raises ProofRefused ``scalar``."""
    if len(raw) != SIZE or int.from_bytes(raw, "little") >= ORDER:
        raise ProofRefused(why="scalar")
    return Scalar(raw)


def read_point(raw: bytes) -> Point:
    """A canonical point, the identity included. Raises ProofRefused ``point``."""
    if len(raw) != SIZE or not rbcl.crypto_core_ristretto255_is_valid_point(raw):
        raise ProofRefused(why="point")
    return Point(raw)


def read_key(raw: bytes) -> Point:
    """A point that is not the identity. Raises ProofRefused ``point`` or ``identity``."""
    point = read_point(raw)
    if point == IDENTITY:
        raise ProofRefused(why="identity")
    return point


def scalar(number: int) -> Scalar:
    """A whole number, also a negative one, as a scalar."""
    return Scalar((number % ORDER).to_bytes(SIZE, "little"))


def random_scalar() -> Scalar:
    """A uniform scalar that is not zero, from the randomness of the operating system."""
    return Scalar(rbcl.crypto_core_ristretto255_scalar_random())


def reduce(digest: bytes) -> Scalar:
    """64 bytes, such as a SHA-512 digest, as a scalar."""
    return Scalar(rbcl.crypto_core_ristretto255_scalar_reduce(digest))


def reduced(digest: bytes) -> int:
    """64 bytes, such as a SHA-512 digest, as a whole number below the order."""
    return int.from_bytes(digest, "little") % ORDER


def inverses(numbers: Sequence[int]) -> list[int]:
    """1 / of each, modulo the order, for the price of one inversion and three products each.

    Montgomery's trick: the product of all is inverted, and each is peeled off it in turn. Raises
    ValueError where one of them is zero.
    """
    products = list(accumulate(numbers, lambda left, right: left * right % ORDER, initial=1))
    rest = pow(products[-1], -1, ORDER)
    found = []
    for number, before in zip(reversed(numbers), reversed(products[:-1]), strict=True):
        found.append(rest * before % ORDER)
        rest = rest * number % ORDER
    return found[::-1]


def plus(left: Scalar, right: Scalar) -> Scalar:
    """left + right."""
    return Scalar(rbcl.crypto_core_ristretto255_scalar_add(left, right))


def minus(left: Scalar, right: Scalar) -> Scalar:
    """left − right."""
    return Scalar(rbcl.crypto_core_ristretto255_scalar_sub(left, right))


def times(left: Scalar, right: Scalar) -> Scalar:
    """left · right."""
    return Scalar(rbcl.crypto_core_ristretto255_scalar_mul(left, right))


def inverse(of: Scalar) -> Scalar:
    """1 / of. Raises ValueError for zero."""
    return Scalar(rbcl.crypto_core_ristretto255_scalar_invert(of))


def base(by: Scalar) -> Point:
    """by · G, the identity for zero."""
    return Point(rbcl.crypto_scalarmult_ristretto255_base_allow_scalar_zero(by))


def mul(by: Scalar, point: Point) -> Point:
    """by · point, the identity where either is nought (libsodium reports that as a failure)."""
    try:
        return Point(rbcl.crypto_scalarmult_ristretto255(by, point))
    except RuntimeError:
        return IDENTITY


def add(left: Point, right: Point) -> Point:
    """left + right."""
    return _sure(rbcl.crypto_core_ristretto255_add(left, right), left, right)


def sub(left: Point, right: Point) -> Point:
    """left − right."""
    return _sure(rbcl.crypto_core_ristretto255_sub(left, right), left, right)


def _sure(result: bytes, left: bytes, right: bytes) -> Point:
    """Zeros are the identity, and also what rbcl hands back for operands that are no points."""
    if result == IDENTITY:
        read_point(left)
        read_point(right)
    return Point(result)
