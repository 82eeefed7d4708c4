"""What is worked out of each character once, and put together for texts of thousands."""

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class ByChar(dict[str, T]):
    """By character what ``make`` answers for it."""

    def __init__(self, make: Callable[[str], T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, char: str) -> T:
        made = self[char] = self._make(char)
        return made
