"""What the journal tells of exchanges for paper: asked for, agreed to, done, taken back.

A 监票人 agrees once to so many; each exchange uses up one of them. The table of consents can be
written by whoever holds the database, the journal's chain cannot: what stands here was agreed to.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ballot.domain.acts import Act

MOST = 200
"""Exchanges that one consent may cover."""
USUAL = 20
"""What is asked for where nobody says how many."""


@dataclass(frozen=True, slots=True)
class Permit:
    """At most ``most`` exchanges, to which ``by`` agreed; ``used`` of them are done.

    ``digest`` and ``shown`` are what he agreed to and what he was shown, in hexadecimal.
    ``withdrawn_by`` took the rest back; empty while it stands.
    """

    consent: int
    most: int
    by: str
    digest: str
    shown: str
    used: int = 0
    withdrawn_by: str = ""

    @property
    def left(self) -> int:
        """How many may still be done."""
        return 0 if self.withdrawn_by else self.most - self.used


@dataclass(slots=True)
class Agreements:
    """The lines of one meeting, as far as they were read.

    ``asked`` has the number of each question that nobody has answered; ``permits`` stand in the
    order of agreement; ``uncovered`` exchanges were done that nobody had agreed to before.
    """

    asked: dict[int, int] = field(default_factory=dict)
    permits: dict[int, Permit] = field(default_factory=dict)
    uncovered: int = 0

    def take(self, act: str, by: str, detail: Mapping[str, Any]) -> None:
        """Read one line more.

        Raises KeyError, TypeError or ValueError for a line that the program never wrote: an
        answer to what was not asked, another number than was asked for.
        """
        match act:
            case Act.EXCHANGE_SLIP:
                self._use(detail)
            case Act.CONSENT if detail.get("asked") == Act.EXCHANGE_SLIP:
                self.asked[detail["consent"]] = _number(detail)
            case Act.CONSENT if detail.get("to") == Act.EXCHANGE_SLIP:
                self._answer(by, detail)
            case Act.CONSENT if detail.get("withdrawn") == Act.EXCHANGE_SLIP:
                permit = self.permits[detail["consent"]]
                self.permits[permit.consent] = replace(permit, withdrawn_by=by)

    def _use(self, detail: Mapping[str, Any]) -> None:
        permit = self.permits.get(detail["consent"]) if "consent" in detail else None
        if permit is None or not permit.left:
            self.uncovered += 1
            return
        self.permits[permit.consent] = replace(permit, used=permit.used + 1)

    def _answer(self, by: str, detail: Mapping[str, Any]) -> None:
        consent, most = detail["consent"], _number(detail)
        if self.asked.pop(consent) != most:
            raise ValueError("exchanges")
        if detail["answer"] == "agreed":
            told = (detail["digest"], detail["shown"])
            self.permits[consent] = Permit(consent, most, by, *told)


def _number(detail: Mapping[str, Any]) -> int:
    number = detail["exchanges"]
    if type(number) is not int or not 1 <= number <= MOST:
        raise ValueError("exchanges")
    return number
