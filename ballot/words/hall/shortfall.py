"""A round that brought too few ballots, said in one way wherever it is said."""

from ballot.domain.meetings import small_hall
from ballot.usecases.result.watch_turnout import Turnout
from ballot.words.language import gettext as _


def said(missing: int | None) -> str:
    """How many are missing, and that the box stays shut; None where the number is not told."""
    if missing is None:
        return _("没有达到法定人数，票箱不打开。")
    return _("差 %(n)s 票，没有达到法定人数，票箱不打开。", n=missing)


def of_turnout(turnout: Turnout) -> str:
    """The same for who runs the meeting."""
    return said(turnout.missing)


def in_hall(turnout: Turnout) -> str:
    """The same for all who stand in the hall: where fewer than 30 vote it is told without a
    number, as before the close."""
    return said(None if small_hall.of(turnout.eligible) else turnout.missing)
