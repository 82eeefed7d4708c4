"""The audit bundle of the example with one byte altered: refused, on this page and anywhere."""

from dataclasses import dataclass

from ballot.bundle import verify
from ballot.domain.errors import BundleRefused
from ballot.words import refusals


@dataclass(frozen=True, slots=True)
class Altered:
    """A file whose byte in the middle ``was`` one and is ``now`` another."""

    file: bytes
    was: int
    now: int


def of(file: bytes) -> Altered:
    """The file with the lowest bit of the byte in its middle turned over."""
    middle = len(file) // 2
    was, now = file[middle], file[middle] ^ 1
    return Altered(file[:middle] + bytes([now]) + file[middle + 1 :], was, now)


def refusal(altered: Altered) -> str:
    """What the verifier says of it; empty if it were to hold."""
    try:
        verify.verify(altered.file)
    except BundleRefused as refused:
        return refusals.words(refused)
    return ""
