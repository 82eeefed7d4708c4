"""What one class of error says and counts as."""

from dataclasses import dataclass

from ballot.words.language import Sentence


@dataclass(frozen=True, slots=True)
class Entry:
    """The sentence of one class of error, its HTTP status, its exit code."""

    words: Sentence
    status: int = 409
    exit_code: int = 1


INPUT = 422
"""Input that was understood and is wrong: the exit code is 2."""
