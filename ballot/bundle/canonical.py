"""JSON with one spelling: sorted keys, no spaces, Chinese as it is, UTF-8, whole numbers only."""

import json
from typing import Any, NoReturn

from ballot.domain.errors import BundleRefused

LARGEST = 32 * 1024 * 1024
"""Bytes of a JSON part; what is larger is refused unread."""
FAULTS = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)
"""What reading a stranger's values may raise."""


def write(value: object) -> bytes:
    """The one spelling of a value."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8")


def read(part: str, content: bytes | memoryview) -> Any:
    """The value of a part. Raises BundleRefused ``size``, or ``form`` for any other spelling."""
    if len(content) > LARGEST:
        raise BundleRefused(part=part, broken="size")
    try:
        return of_text(bytes(content).decode("utf-8"))
    except FAULTS as error:
        raise BundleRefused(part=part, broken="form") from error


def of_text(text: str) -> Any:
    """The value of a text. Raises one of ``FAULTS`` for any other spelling."""
    value = json.loads(text, parse_float=_refuse, parse_constant=_refuse)
    if write(value) != text.encode("utf-8"):
        raise ValueError("spelling")
    return value


def _refuse(text: str) -> NoReturn:
    raise ValueError(text)
