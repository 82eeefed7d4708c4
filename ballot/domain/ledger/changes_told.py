"""What the journal tells of changes after the notice: 应参加, slips, and slips torn in the vote.

``ballot verify`` folds the very same lines.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ballot.domain.acts import Act

MOMENTS = {Act.FREEZE: "frozen", Act.OPEN: "open", Act.CLOSE: "closed"}
"""By the act that leads to it: in which state something was changed."""


@dataclass(frozen=True, slots=True)
class Correction:
    """应参加 was corrected in a ``state`` (``frozen open closed``), with the reason."""

    state: str
    before: int
    after: int
    reason: str

    @property
    def values(self) -> dict[str, str | int]:
        """As a remark has them."""
        return {
            "state": self.state,
            "before": self.before,
            "after": self.after,
            "reason": self.reason,
        }


@dataclass(slots=True)
class Changes:
    """What the lines that were read have told; a new notice begins anew."""

    state: str = ""
    eligible: int = 0
    corrections: list[Correction] = field(default_factory=list)
    printed_then: int = 0
    """Slips that were printed whole as the notice was made."""
    voided: list[tuple[str, str]] = field(default_factory=list)
    """(before or after it was handed out, reason) of every slip voided during the vote."""
    _issued: dict[int, int] = field(default_factory=dict)
    _printed: dict[int, int] = field(default_factory=dict)

    @property
    def printed(self) -> tuple[int, int] | None:
        """Slips printed as the notice was made, and by now; None where it is the same number."""
        now = sum(self._printed.values())
        return (self.printed_then, now) if self.state and now != self.printed_then else None

    def take(self, act: str, detail: Mapping[str, Any]) -> None:
        """Read one line more. Raises KeyError or TypeError for what the program never wrote."""
        match act:
            case Act.CLOSE if not self.state:
                pass  # a rehearsal has no notice from which anything could differ
            case Act.FREEZE | Act.OPEN | Act.CLOSE:
                self._take_moment(Act(act), detail)
            case Act.UNFREEZE:
                self.state = ""
            case Act.REHEARSE | Act.RESET:
                self._issued.clear()
                self._printed.clear()
            case Act.ISSUE_SLIPS:
                self._issued[detail["batch"]] = detail["count"]
            case Act.CONFIRM_SLIPS if detail["done"] == "confirmed":
                self._printed[detail["batch"]] = self._issued[detail["batch"]]
            case Act.CONFIRM_SLIPS:
                self._printed.pop(detail["batch"], None)
            case Act.VOID_SLIP if self.state == MOMENTS[Act.OPEN]:
                self.voided.append((detail["spoiled"], detail["reason"]))
            case Act.CORRECT_ELIGIBLE:
                self._correct(sum(detail["parts"].values()), detail["reason"])

    def _take_moment(self, act: Act, detail: Mapping[str, Any]) -> None:
        self.state = MOMENTS[act]
        if act is Act.FREEZE:
            self.eligible, self.printed_then = detail["eligible"], sum(self._printed.values())
            self.corrections.clear()

    def _correct(self, after: int, reason: str) -> None:
        self.corrections.append(Correction(self.state, self.eligible, after, reason))
        self.eligible = after
