"""The application as the server calls it: voters in the loop, all else in the threads of Flask."""

import asyncio
from dataclasses import replace
from functools import partial

from flask import Response
from werkzeug.exceptions import RequestTimeout

from ballot.domain.errors import TooManyTyping
from ballot.serving import log
from ballot.web.audience import is_voters
from ballot.web.front import answers, environ, quotas, slip_address
from ballot.web.front.bodies import Bodies, Late
from ballot.web.front.page import LoopAnswer
from ballot.web.front.quotas import Threads
from ballot.web.front.rsgi import Http, Scope
from ballot.web.front.voters import VoterAnswers
from ballot.web.proxy import Application
from ballot.web.voter import LARGEST_FORM, typing_turn
from ballot.web.voter.typing_limits import Typing
from ballot.web.voter.typing_turn import Turn, Wanted

MOST_READ_IN_VAIN = 1024 * 1024
"""Bytes of a body too large that are read all the same, so that its sender hears the answer."""


class Front:
    """Answers every request of a process. Lives in one event loop."""

    def __init__(self, app: Application) -> None:
        self.app = app
        self.bodies = Bodies()
        self.uploads = Bodies()
        """Those larger than a voter's form: for their bytes no form gives way."""
        self._turns: Typing = app.extensions["typing"]

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Threads and tables of the loop, made in the process that answers."""
        self.threads = Threads()
        self.voters = VoterAnswers(self.app, loop)

    def __rsgi_del__(self, _loop: asyncio.AbstractEventLoop) -> None:
        """The loop has ended: no thread begins anything new."""
        self.threads.close()
        self.voters.close()

    async def __rsgi__(self, scope: Scope, http: Http) -> None:
        """Answer a request. Whatever fails is noted without anything that was sent."""
        try:
            await self._answer(scope, http)
        except Exception as error:
            log.failure(error, None)
            http.response_empty(500, [("cache-control", "no-store")])

    async def _answer(self, scope: Scope, http: Http) -> None:
        try:
            body = await self._body(scope, http)
        except Late:
            await self.threads.run(quotas.quota_of(scope.path), partial(self._late, scope, http))
            return
        except RuntimeError:  # the sender has gone: nobody hears an answer
            http.response_empty(400, [("connection", "close")])
            return
        slip = slip_address.read(scope)
        if slip is not None:
            await self.voters.answer(scope, http, slip, body)
        else:
            await self._ask_flask(scope, http, body)

    async def _body(self, scope: Scope, http: Http) -> bytes:
        """The body, but for one that Flask refuses by its length. Raises Late, RuntimeError."""
        length = slip_address.length(scope)
        largest = LARGEST_FORM if is_voters(scope.path) else self.app.config["MAX_CONTENT_LENGTH"]
        if not length or length > max(largest, MOST_READ_IN_VAIN):
            return b""
        bodies = self.bodies if length <= LARGEST_FORM else self.uploads
        body = await bodies.read(http(), length)
        return body if length <= largest else b""

    async def _ask_flask(self, scope: Scope, http: Http, body: bytes) -> None:
        """Ask a view; where it needs a turn at typing, wait for that here, and ask it again."""
        its_turn = Turn()
        await self._in_a_thread(scope, http, body, its_turn)
        if its_turn.wanted is not None:
            await self._wait_for(its_turn, its_turn.wanted)
            await self._in_a_thread(scope, http, body, its_turn)

    async def _in_a_thread(self, scope: Scope, http: Http, body: bytes, its_turn: Turn) -> None:
        request = environ.of(scope, body)
        request[typing_turn.KEY] = its_turn
        work = partial(answers.ask, self.app, request, http, scope.client)
        await self.threads.run(quotas.quota_of(scope.path), work)

    async def _wait_for(self, its_turn: Turn, wanted: Wanted) -> None:
        queued = self._turns.queued(wanted.number, wanted.address, kiosk=wanted.kiosk)
        try:
            with queued as look:
                while pause := look():
                    await asyncio.sleep(pause)
            its_turn.taken = True
        except TooManyTyping:
            its_turn.refused = True

    def _late(self, scope: Scope, http: Http) -> None:
        """The connection goes with it: the rest of the body may come at any time."""
        page = LoopAnswer.drawn(self.app, environ.of(scope, b""), _time_out)
        replace(page, headers=[*page.headers, ("connection", "close")]).send(http)


def _time_out() -> Response:
    raise RequestTimeout
