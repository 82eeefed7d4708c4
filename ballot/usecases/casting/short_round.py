"""Whoever scans a slip of a round that too few came to is told so, and by how many."""

from ballot.domain.errors import RoundShort, VotedInShortRound
from ballot.domain.meeting import SPENT, State
from ballot.domain.meetings import small_hall
from ballot.storage import turnout
from ballot.storage.casting.voter_read import Standing
from ballot.usecases.hall import Hall
from ballot.usecases.verified import frozen_facts


def refusal(hall: Hall, meeting: Standing) -> RoundShort | None:
    """What is said of a slip of such a round; None of any other, or where there is no such slip.

    The number is the one on the screen of the hall: where fewer than 30 vote there is none.
    """
    if meeting.state.rehearsed is not State.NO_QUORUM or meeting.slip is None:
        return None
    facts = frozen_facts.of(hall, meeting)
    came = hall.database.read(lambda db: turnout.frozen(db, meeting.number))
    missing = facts.minimum - sum(each.total for each in came)
    is_told = small_hall.of(facts.eligible) is None
    kind = VotedInShortRound if meeting.slip.st in SPENT else RoundShort
    tried = meeting.state.is_rehearsal
    return kind(short_by=missing if is_told else None, rehearsal=tried)
