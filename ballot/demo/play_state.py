"""How far a played hall is, as it is kept between two looks: no secret, no choice."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum

from ballot.demo import county
from ballot.domain.meeting import Custody, Transport
from ballot.usecases.hall import Hall


class Stopped(Exception):
    """The play is to stop."""


class Stage(StrEnum):
    """What happens in the hall, in this order; under custody ``server`` the keys are left out."""

    PRINTING = "printing"
    KEYS = "keys"
    OPENING = "opening"
    VOTING = "voting"
    CLOSING = "closing"
    FIRST_KEY = "first_key"
    SECOND_KEY = "second_key"
    COUNTED = "counted"


OF_SCRUTINEERS = (Stage.KEYS, Stage.FIRST_KEY, Stage.SECOND_KEY)


class End(StrEnum):
    """How a play ended."""

    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Scene:
    """A play: its meeting, the stage it is at, how many voters have cast.

    ``earlier`` are the meetings of the plays before, ``number`` is empty until the meeting is
    made, ``end`` is None while it goes on.
    """

    earlier: tuple[str, ...] = ()
    number: str = ""
    custody: Custody = Custody.SCRUTINEERS
    stage: Stage = Stage.PRINTING
    cast: int = 0
    voters: int = 0
    end: End | None = None

    @property
    def numbers(self) -> tuple[str, ...]:
        """All meetings that were ever played here."""
        return (*self.earlier, self.number) if self.number else self.earlier

    @property
    def stages(self) -> tuple[Stage, ...]:
        """All stages of this play."""
        if self.custody is Custody.SCRUTINEERS:
            return tuple(Stage)
        return tuple(each for each in Stage if each not in OF_SCRUTINEERS)

    def to_text(self) -> str:
        """As it is kept."""
        return json.dumps(asdict(self), ensure_ascii=False)


def of_text(text: str) -> Scene:
    """What was kept. Raises ValueError, KeyError, TypeError for anything else."""
    found = json.loads(text)
    end = found.pop("end")
    return Scene(
        earlier=tuple(found.pop("earlier")),
        custody=Custody(found.pop("custody")),
        stage=Stage(found.pop("stage")),
        end=None if end is None else End(end),
        **found,
    )


def most() -> int:
    """Plays of one installation; each judges another person."""
    return len(county.this_year())


def custody_of(hall: Hall) -> Custody:
    """Three 监票人 hold the key where ballots may travel: on a plain network none such opens."""
    return Custody.SERVER if hall.transport is Transport.PLAIN else Custody.SCRUTINEERS
