"""Texts of links that only this installation can have written, and when it wrote them."""

import hmac
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from itsdangerous import BadSignature, TimestampSigner, URLSafeTimedSerializer

from ballot.usecases.hall import Hall


class _ClockSigner(TimestampSigner):
    """Reads the time from the clock of the hall."""

    def __init__(self, *given: Any, clock: Callable[[], datetime], **more: Any) -> None:
        super().__init__(*given, **more)
        self._clock = clock

    def get_timestamp(self) -> int:
        """Whole seconds since 1970."""
        return int(self._clock().timestamp())


def write(hall: Hall, purpose: str, told: object) -> str:
    """The text of a link that tells ``told``, a value of JSON, and the second when it was made."""
    written = _serializer(hall, purpose).dumps(told)
    return written if isinstance(written, str) else written.decode("ascii")


def read(hall: Hall, purpose: str, text: str, life: timedelta) -> Any:
    """What a link tells; None where it was altered, was made for another purpose or has run out."""
    try:
        return _serializer(hall, purpose).loads(text, max_age=int(life.total_seconds()))
    except BadSignature:
        return None


def _serializer(hall: Hall, purpose: str) -> URLSafeTimedSerializer:
    key = hmac.digest(hall.pepper, f"{purpose}-v1".encode(), "sha256")
    signing = {"clock": hall.clock, "digest_method": sha256, "key_derivation": "hmac"}
    return URLSafeTimedSerializer(key, salt=purpose, signer=_ClockSigner, signer_kwargs=signing)
