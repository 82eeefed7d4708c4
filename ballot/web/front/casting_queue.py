"""Ballots on their way from the loop to the thread that writes, and the answers on theirs back."""

import asyncio
from collections import deque
from functools import partial

from ballot.domain.errors import BallotError
from ballot.domain.meeting import SPENT_BY_PHONE
from ballot.domain.paper import Ballot
from ballot.usecases.casting.admission import Admitted
from ballot.usecases.casting.cast_ballot import hand_in
from ballot.usecases.hall import Hall

_Answer = asyncio.Future[BallotError | None]


class Box:
    """Hands ballots in. Those that share a commit wake the loop once."""

    def __init__(self, hall: Hall, loop: asyncio.AbstractEventLoop) -> None:
        self._hall = hall
        self._loop = loop
        self._told: deque[tuple[_Answer, BallotError | None]] = deque()
        self._is_called = False

    async def cast(self, admitted: Admitted, ballot: Ballot) -> None:
        """Cast; the return is the acknowledgement. Raises what ``cast_ballot`` raises."""
        answer: _Answer = self._loop.create_future()
        take = partial(self._take, answer)
        hand_in(self._hall, admitted, ballot, SPENT_BY_PHONE, take)
        refusal = await answer
        if refusal is not None:
            raise refusal

    def _take(self, answer: _Answer, refusal: BallotError | None) -> None:
        """On the writer's thread. The loop forgets that it was called before it looks."""
        self._told.append((answer, refusal))
        if not self._is_called:
            self._is_called = True
            self._loop.call_soon_threadsafe(self._tell)

    def _tell(self) -> None:
        self._is_called = False
        while self._told:
            answer, refusal = self._told.popleft()
            if not answer.done():
                answer.set_result(refusal)
