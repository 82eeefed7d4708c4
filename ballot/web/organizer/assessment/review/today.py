"""The day by the clock of this house, as the fields of dates take it."""

from ballot.usecases.assessment import reviewing
from ballot.web.access import hall


def today() -> str:
    """Today as ``2026-12-20``."""
    return reviewing.today(hall()).isoformat()
