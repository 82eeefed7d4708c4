"""Of a bundle: the manifest, its signature, and the digest of every part."""

from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ballot.bundle import canonical, layout
from ballot.bundle.canonical import FAULTS
from ballot.bundle.verify_frozen_facts import Parts
from ballot.domain.errors import BundleRefused


def read(parts: Parts) -> dict[str, Any]:
    """The manifest, its signature and every digest checked.

    Raises BundleRefused ``parts``, ``form``, ``signature``, ``digest``.
    """
    for name in (layout.MANIFEST, layout.SIGNATURE):
        if name not in parts:
            raise BundleRefused(part=name, broken="parts")
    manifest = canonical.read(layout.MANIFEST, parts[layout.MANIFEST])
    try:
        if (
            set(manifest) != {"format", "key", "meeting", "parts"}
            or manifest["format"] != layout.FORMAT
        ):
            raise ValueError("format")
        listed = dict(manifest["parts"])
    except FAULTS as error:
        raise BundleRefused(part=layout.MANIFEST, broken="form") from error
    require_signature(
        manifest["key"], layout.SIGNATURE, parts[layout.SIGNATURE], parts[layout.MANIFEST]
    )
    if (
        set(listed) != set(parts) - {layout.MANIFEST, layout.SIGNATURE}
        or not set(listed) >= layout.ALWAYS
    ):
        raise BundleRefused(part=layout.MANIFEST, broken="parts")
    for name, told in listed.items():
        if canonical.write(told) != canonical.write(layout.described(parts[name])):
            raise BundleRefused(part=name, broken="digest")
    return dict(manifest)


def require_signature(key: Any, part: str, signature: memoryview, content: memoryview) -> None:
    """Raises BundleRefused ``signature`` unless this hexadecimal key signed the content."""
    try:
        raw = bytes.fromhex(key)
        if raw.hex() != key:
            raise ValueError("hex")
        Ed25519PublicKey.from_public_bytes(raw).verify(bytes(signature), bytes(content))
    except (InvalidSignature, *FAULTS) as error:
        raise BundleRefused(part=part, broken="signature") from error
