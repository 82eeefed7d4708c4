"""What the journal tells of a meeting that was put back from a backup: every gap stays visible.

``ballot verify`` folds the very same lines.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ballot.domain.acts import Act
from ballot.domain.meetings.result import Restored


@dataclass(slots=True)
class Restores:
    """What the lines that were read have told."""

    found: list[Restored]
    paused: bool = False
    """Whether a vote was put back and nobody has resumed it yet."""

    def take(self, act: str, detail: Mapping[str, Any]) -> None:
        """Read one line more. Raises KeyError or IndexError for what the program never wrote."""
        if act == Act.RESTORE:
            self.paused = detail["state"] == "paused"
            found, known = detail["found"], detail["known"]
            self.found.append(Restored(detail["taken"], detail["was"], found, max(found, known)))
        elif act == Act.RESUME:
            self.paused = False
            last, known = self.found[-1], max(detail["known"], self.found[-1].known)
            self.found[-1] = Restored(last.taken, last.was, last.found, known)


def known(restores: Iterable[Restored]) -> int:
    """The most ballots that were ever known to be in the box; 0 where nothing was restored."""
    return max((each.known for each in restores), default=0)
