"""The values that signed paper prints: a stranger holds a bundle against them (docs/bundle.md)."""

from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ballot.box.transcript import framed


def close_value(root: bytes, head: bytes) -> bytes:
    """What the close sheet prints, 32 bytes: of the root of the meeting and the head before it."""
    return sha256(b"\x04" + framed(root, head)).digest()


def code(content: bytes, head: bytes) -> bytes:
    """What the report prints, 32 bytes: of the record (or result) and the head with the opening."""
    return sha256(b"\x05" + framed(content, head)).digest()


def public_key(seed: bytes) -> bytes:
    """The Ed25519 public key of a seed, 32 bytes each: whoever signs by it is known from paper."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
