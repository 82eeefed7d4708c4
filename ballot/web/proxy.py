"""Forwarded headers count only from a proxy that the settings name."""

from collections.abc import Iterable
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING, Any

from werkzeug.middleware.proxy_fix import ProxyFix

from ballot.web.log import QuietFlask
from ballot.web.patience import Bodies
from ballot.web.voter.typing import queue_of

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


class Application(QuietFlask):
    """The application behind the proxies it knows, if there are any."""

    trusted_proxies: tuple[str, ...] = ()
    """Addresses and networks whose ``X-Forwarded-For`` and ``-Proto`` are believed."""

    def __init__(self, *names: Any, **settings: Any) -> None:
        super().__init__(*names, **settings)
        self.bodies = Bodies()

    def wsgi_app(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer a request as the client's own, where a trusted proxy hands it on."""
        answer = self._patiently
        if self._trusts(environ.get("REMOTE_ADDR", "")):
            return ProxyFix(answer, x_for=1, x_proto=1)(environ, start_response)
        return answer(environ, start_response)

    def _patiently(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer a request whose address is the client's own, its body read with a limit."""
        address = queue_of(environ.get("REMOTE_ADDR"))
        environ["wsgi.input"] = self.bodies.of(environ["wsgi.input"], address)
        return super().wsgi_app(environ, start_response)

    def _trusts(self, text: str) -> bool:
        try:
            address = ip_address(text)
        except ValueError:
            return False
        return any(address in ip_network(each, strict=False) for each in self.trusted_proxies)
