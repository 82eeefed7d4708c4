"""How many ballots were ever known to be in a box: by the marks, and as the journal tells."""

from ballot.domain.ledger import restored_told
from ballot.domain.ledger.ledger_told import Told
from ballot.usecases.hall import Hall


def known(hall: Hall, run: bytes, told: Told) -> int:
    """The most that was ever noted outside the database, or said as a vote was resumed."""
    return max(hall.marks.received(run), restored_told.known(told.restored))


def missing(hall: Hall, run: bytes, told: Told, received: int) -> int:
    """少了 M 张: so many of them are not among those that are there."""
    return max(0, known(hall, run, told) - received)
