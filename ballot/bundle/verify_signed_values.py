"""A bundle held against the four values that stand on signed paper (docs/bundle.md)."""

import re
from collections.abc import Mapping

from ballot.bundle import layout
from ballot.bundle.verify import Verified
from ballot.domain.errors import BundleRefused, Fault, Refused, WrongType
from ballot.domain.meeting import State

NAMES = ("fingerprint", "root", "key", "code")
"""Of the notice, the close sheet, the notice, and the report; ``root`` is the sheet value."""
VALUE = re.compile(r"[0-9a-f]{64}")


def read(given: Mapping[str, str | None]) -> dict[str, str]:
    """The values that were typed, without blanks and in small letters.

    Raises Refused with a fault, key ``--NAME``, for each that is not 64 hexadecimal digits.
    """
    typed = {name: "".join(text.split()).lower() for name, text in given.items() if text}
    faults = [
        Fault(WrongType(expected="64 hex digits", value=text), key=f"--{name}")
        for name, text in typed.items()
        if not VALUE.fullmatch(text)
    ]
    if faults:
        raise Refused(faults)
    return typed


def require(found: Verified, typed: Mapping[str, str]) -> None:
    """Raises BundleRefused, ``broken`` the name of the first value that is another."""
    is_opened = found.result.facts.state is State.OPENED
    parts = (
        layout.FROZEN,
        layout.CLOSE,
        layout.MANIFEST,
        layout.RECORD if is_opened else layout.RESULT,
    )
    for name, part in zip(NAMES, parts, strict=True):
        if name in typed and typed[name] != values(found)[name]:
            raise BundleRefused(part=part, broken=name)


def values(found: Verified) -> dict[str, str]:
    """The four values of a bundle, by the names under which they are typed."""
    return {
        "fingerprint": found.fingerprint,
        "root": found.close_value,
        "key": found.key,
        "code": found.code,
    }
