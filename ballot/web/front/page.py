"""A page as bytes: drawn by Flask, in the loop, and sent as often as it is asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from flask import Response

from ballot.web import headers, page_language
from ballot.web.front.answers import small
from ballot.web.front.rsgi import Fields, Http
from ballot.web.proxy import Application

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment


@dataclass(frozen=True, slots=True)
class LoopAnswer:
    """An answer. Where it is to a sent form, a fresh cookie comes between its headers."""

    status: int
    headers: Fields
    body: bytes
    fleeting_at: int | None
    """Where the cookie of a sent form stands; None where there is none."""
    secure: bool

    @classmethod
    def drawn(
        cls, app: Application, environ: "WSGIEnvironment", make: Callable[[], Response]
    ) -> Self:
        """What Flask sends for the request of ``environ`` if its view is ``make``."""
        with app.request_context(environ):
            page_language.listen()
            try:
                made = make()
            except Exception as error:
                made = app.make_response(app.handle_user_exception(error))
            answer = app.process_response(made)
            sent = small(answer.get_wsgi_headers(environ).to_wsgi_list())
            at = [place for place, field in enumerate(sent) if _is_fleeting(*field)]
            kept = [field for field in sent if not _is_fleeting(*field)]
            secure = bool(app.config["HSTS"])
            body = answer.get_data()
        return cls(answer.status_code, kept, body, at[0] if at else None, secure)

    def send(self, http: Http) -> None:
        """Answer a request with it; the server leaves the body out for HEAD."""
        fields = self.headers
        if self.fleeting_at is not None:
            cookie = ("set-cookie", headers.fleeting(self.secure))
            fields = [*fields[: self.fleeting_at], cookie, *fields[self.fleeting_at :]]
        http.response_bytes(self.status, fields, self.body)


def _is_fleeting(name: str, value: str) -> bool:
    return name == "set-cookie" and value.startswith(f"{headers.FLEETING}=")
