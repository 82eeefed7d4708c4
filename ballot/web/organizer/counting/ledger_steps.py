"""The ledger of a closed vote as steps, one of them to be done now."""

from dataclasses import dataclass
from enum import StrEnum

from ballot.domain.ledger.ledger_told import Figure
from ballot.domain.meeting import Custody
from ballot.usecases.ledger.see_ledger import LedgerView


class Stage(StrEnum):
    """What is done at a step, in the order of the hall."""

    FIGURES = "figures"
    SCAN = "scan"
    PAPER = "paper"
    COMPLAINTS = "complaints"
    SIGN = "sign"
    SETTLE = "settle"
    OPEN = "open"


class How(StrEnum):
    """How far a step is. ``FREE``: it may be left out, and the report says so."""

    DONE = "done"
    HERE = "here"
    FREE = "free"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Step:
    """A step as the page shows it: the one that is ``HERE`` has the filled button."""

    stage: Stage
    how: How

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return self.how is How.DONE

    @property
    def is_here(self) -> bool:
        """Whether it is the one to do now."""
        return self.how is How.HERE

    @property
    def is_near(self) -> bool:
        """Whether it may be done now."""
        return self.how in (How.HERE, How.FREE)


def steps(ledger: LedgerView, *, signed: bool) -> tuple[Step, ...]:
    """The steps of a closed vote. ``signed``: whoever looks says that the sheet is signed.

    Under custody server slips and sheet need not be counted: what was left out is printed.
    """
    done = {
        Stage.FIGURES: Figure.HANDED_OUT in ledger.figures,
        Stage.SCAN: ledger.to_scan == 0,
        Stage.PAPER: ledger.agreed,
        Stage.COMPLAINTS: all(each.outcome is not None for each in ledger.complaints),
        Stage.SIGN: signed,
        Stage.SETTLE: False,
        Stage.OPEN: False,
    }
    if not ledger.exchanged:
        del done[Stage.PAPER]
    if not ledger.complaints:
        del done[Stage.COMPLAINTS]
    if ledger.settled:
        done = dict.fromkeys(done, True) | {Stage.OPEN: False}
    free = FREE if ledger.custody is Custody.SERVER else ()
    here = next(stage for stage, is_done in done.items() if not is_done and stage not in free)
    return tuple(Step(stage, _how(stage, is_done, here, free)) for stage, is_done in done.items())


FREE = (Stage.FIGURES, Stage.SCAN, Stage.SIGN, Stage.SETTLE)


def _how(stage: Stage, is_done: bool, here: Stage, free: tuple[Stage, ...]) -> How:
    if is_done:
        return How.DONE
    if stage is here:
        return How.HERE
    return How.FREE if stage in free else How.AHEAD
