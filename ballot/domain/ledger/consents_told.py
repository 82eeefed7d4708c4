"""What the journal tells of consents to one act: answered once, used once, by that very act.

Consents to so many exchanges stand in ``exchanges_told``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ballot.domain.acts import WITH_CONSENT, Act
from ballot.domain.meeting import Custody, State
from ballot.domain.meetings.consent import AGREED, REFUSED

KINDS = ("to", "asked", "withdrawn")
"""A line has one of these, and what it names is the act: answered, asked for, taken back."""


@dataclass(slots=True)
class Consents:
    """The consents of one meeting, as far as the lines were read.

    ``agreed`` has of each that nobody has used yet the act, and who agreed.
    """

    answered: set[int] = field(default_factory=set)
    agreed: dict[int, tuple[str, str]] = field(default_factory=dict)

    def answer(self, by: str, detail: Mapping[str, Any]) -> None:
        """A 监票人 answers. Raises KeyError or ValueError where that was done before."""
        consent, said = detail["consent"], detail["answer"]
        if consent in self.answered or said not in (AGREED, REFUSED):
            raise ValueError("consent")
        self.answered.add(consent)
        if said == AGREED and detail["to"] != Act.EXCHANGE_SLIP:
            self.agreed[consent] = (detail["to"], by)

    def use(self, act: Act, detail: Mapping[str, Any]) -> None:
        """An act is done to which somebody agreed before. Raises KeyError, ValueError."""
        if self.agreed.pop(detail["consent"]) != (act, detail["scrutineer"]):
            raise ValueError("consent")


def is_needed(custody: Custody, state: State, act: Act) -> bool:
    """Whether a 监票人 agrees first: “+S” in the table of states."""
    return custody is Custody.SCRUTINEERS and state in WITH_CONSENT.get(act, ())
