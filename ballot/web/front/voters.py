"""Whoever scanned a slip: the paper, the steps of a form, the box, and how a slip stands.

All of it is Flask's way (``web/voter``), by the same functions in the same order; what is the same
for everybody is drawn once. Nothing is kept by what anybody chose.
"""

import asyncio
import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from flask import Response
from werkzeug.datastructures import MultiDict
from werkzeug.formparser import FormDataParser

from ballot.domain import errors
from ballot.serving import log
from ballot.usecases.casting import admission
from ballot.usecases.casting.admission import Admitted
from ballot.usecases.casting.view_paper import of
from ballot.usecases.facts_cache import KnownFacts
from ballot.usecases.hall import Hall
from ballot.web import page_language
from ballot.web.front import environ
from ballot.web.front.casting_queue import Box
from ballot.web.front.page import LoopAnswer
from ballot.web.front.rsgi import Http, Scope
from ballot.web.front.slip_address import FORM, SlipAddress
from ballot.web.proxy import Application
from ballot.web.voter import LARGEST_FORM, replies, voting

ENDPOINT = "voter.slip"
"""Flask's name of the page, for the log."""
READERS = 4
"""Threads that read from a database on the network: one that is away must not stop the loop."""
MOST_KEPT = 1024
"""Pages kept at once."""

STANDS = (
    errors.SlipUnknown,
    errors.SlipSpent,
    errors.SlipVoid,
    errors.SlipNotConfirmed,
    errors.NotOpenYet,
    errors.VotingPaused,
    errors.VotingClosed,
    errors.RoundShort,
    errors.VotedInShortRound,
)
"""How a slip stands: the same page for each."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request with a slip. ``code`` is the reader's language."""

    scope: Scope
    slip: SlipAddress
    code: str

    @property
    def is_form(self) -> bool:
        """Whether a form was sent."""
        return self.scope.method == "POST"


_Key = tuple[object, str, str | None, bool]


class VoterAnswers:
    """Answers in the loop."""

    def __init__(self, app: Application, loop: asyncio.AbstractEventLoop) -> None:
        self._app = app
        self._hall: Hall = app.extensions["hall"]
        self._loop = loop
        self._box = Box(self._hall, loop)
        self._form = FormDataParser(max_form_memory_size=LARGEST_FORM)
        is_near = self._hall.database.dialect == "sqlite"
        self._readers = None if is_near else ThreadPoolExecutor(READERS, "reading")
        self.kept: dict[_Key, tuple[KnownFacts | None, LoopAnswer]] = {}
        """Pages that are the same for all, with the facts that they were drawn from."""

    async def answer(self, scope: Scope, http: Http, slip: SlipAddress, body: bytes) -> None:
        """Answer a request whose body has come in."""
        asked = Asked(scope, slip, self._language(scope, slip))
        try:
            page = await (self._take(asked, body) if asked.is_form else self._show(asked))
        except errors.BallotError as error:
            page = self._refused(asked, error)
        except Exception as error:
            page = self._failed(asked, error)
        page.send(http)

    def close(self) -> None:
        """Read nothing more."""
        if self._readers is not None:
            self._readers.shutdown(wait=False, cancel_futures=True)

    def _language(self, scope: Scope, slip: SlipAddress) -> str:
        default = str(self._app.config["BALLOT_LANG"])
        wished = ",".join(scope.headers.get_all("accept-language"))
        return page_language.of(slip.asked, wished, default)

    async def _show(self, asked: Asked) -> LoopAnswer:
        admitted = await self._admit(asked)
        view = of(self._hall, admitted)
        return self._same(asked, asked.slip.number, admitted.known, lambda: replies.blank(view))

    async def _take(self, asked: Asked, body: bytes) -> LoopAnswer:
        """See ``voting.take``."""
        admitted = await self._admit(asked)
        view = of(self._hall, admitted)
        step = voting.decide(view.paper, self._fields(body))
        visit = voting.Visit(self._hall, asked.slip.number, asked.slip.token)
        if step.ballot is None:
            return self._drawn(asked, lambda: voting.page(visit, view, step))
        try:
            await self._box.cast(admitted, step.ballot)
        except errors.CouldNotCast as error:
            log.failure(error, ENDPOINT)
            view, failure = of(self._hall, await self._admit(asked)), error
            return self._drawn(asked, lambda: voting.retry(visit, view, step, failure))
        return self._same(asked, asked.slip.number, admitted.known, lambda: replies.done(view))

    async def _admit(self, asked: Asked) -> Admitted:
        """See ``door.admit``; a database on the network is read in a thread."""
        number, token = asked.slip.number, asked.slip.token
        if self._readers is None:
            return admission.admit(self._hall, number, token)
        return await self._loop.run_in_executor(
            self._readers, admission.admit, self._hall, number, token
        )

    def _fields(self, body: bytes) -> MultiDict[str, str]:
        """As Flask reads them."""
        return self._form.parse(io.BytesIO(body), FORM, len(body))[1]

    def _refused(self, asked: Asked, error: errors.BallotError) -> LoopAnswer:
        if type(error) in STANDS:
            what = (type(error), *vars(error).values())
            return self._same(asked, what, None, lambda: replies.refused(error))
        return self._failed(asked, error)

    def _failed(self, asked: Asked, error: Exception) -> LoopAnswer:
        """As Flask answers an error of a view."""

        def fail() -> Response:
            raise error

        return self._drawn(asked, fail)

    def _same(
        self, asked: Asked, what: object, known: KnownFacts | None, make: Callable[[], Response]
    ) -> LoopAnswer:
        """A page that is the same for all who are asked the same of; drawn anew for new facts."""
        key = (what, asked.code, asked.slip.asked, asked.is_form)
        kept = self.kept.get(key)
        if kept is not None and kept[0] is known:
            return kept[1]
        page = self._drawn(asked, make)
        self.kept[key] = known, page
        if len(self.kept) > MOST_KEPT:
            del self.kept[next(iter(self.kept))]
        return page

    def _drawn(self, asked: Asked, make: Callable[[], Response]) -> LoopAnswer:
        return LoopAnswer.drawn(self._app, environ.plain(asked.scope, asked.code), make)
