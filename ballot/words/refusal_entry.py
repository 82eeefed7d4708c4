"""What one class of error says and counts as."""

import re
from dataclasses import dataclass

from ballot.domain.errors import OutOfRange
from ballot.words.language import Sentence
from ballot.words.language import gettext as _

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Entry:
    """The sentence of one class of error, its HTTP status, its exit code."""

    words: Sentence
    status: int = 409
    exit_code: int = 1


INPUT = 422
"""Input that was understood and is wrong: the exit code is 2."""


def beyond(error: OutOfRange) -> str:
    """A value with one border alone: a number is too small, a day too early."""
    value, low, high = error.value, error.low, error.high
    if DAY.fullmatch(value):
        if high is None:
            return _("“%(value)s”不能早于 %(low)s", value=value, low=low)
        return _("“%(value)s”不能晚于 %(high)s", value=value, high=high)
    if high is None:
        return _("“%(value)s”不能小于 %(low)s", value=value, low=low)
    return _("“%(value)s”不能大于 %(high)s", value=value, high=high)
