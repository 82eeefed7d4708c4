"""What the journal tells of the making of a key: the last one dealt, and who holds his share."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

HOLDERS = frozenset((1, 2, 3))
DEALT, CONFIRMED = "dealt", "confirmed"


@dataclass(slots=True)
class KeysMade:
    """The key of the present run, hexadecimal; empty as long as none is dealt."""

    pk: str = ""
    vks: tuple[str, ...] = ()
    confirmed: frozenset[int] = frozenset()

    def take(self, detail: Mapping[str, Any]) -> None:
        """Read one line more. A page that comes anew, as a new beginning, undoes what was dealt."""
        if detail["done"] == DEALT:
            self.pk, self.vks, self.confirmed = detail["pk"], tuple(detail["vks"]), frozenset()
        elif detail["done"] == CONFIRMED:
            self.confirmed |= {detail["place"]}
        elif detail["done"] != "same":
            self.pk, self.vks, self.confirmed = "", (), frozenset()

    @property
    def is_whole(self) -> bool:
        """Whether all three hold their shares of it."""
        return bool(self.pk) and self.confirmed == HOLDERS
