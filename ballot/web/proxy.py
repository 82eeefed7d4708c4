"""Forwarded headers count only from a proxy that the settings name."""

from collections.abc import Iterable
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING

from werkzeug.middleware.proxy_fix import ProxyFix

from ballot.web.silenced_logs import QuietFlask

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


class Application(QuietFlask):
    """The application behind the proxies it knows, if there are any."""

    trusted_proxies: tuple[str, ...] = ()
    """Addresses and networks whose ``X-Forwarded-For`` and ``-Proto`` are believed."""

    def wsgi_app(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer a request as the client's own, where a trusted proxy hands it on."""
        answer = super().wsgi_app
        if self._trusts(environ.get("REMOTE_ADDR", "")):
            return ProxyFix(answer, x_for=1, x_proto=1)(environ, start_response)
        return answer(environ, start_response)

    def _trusts(self, text: str) -> bool:
        try:
            address = ip_address(text)
        except ValueError:
            return False
        return any(address in ip_network(each, strict=False) for each in self.trusted_proxies)
