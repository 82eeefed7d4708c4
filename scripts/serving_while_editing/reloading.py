"""Answers with templates, styles and scripts as they lie on the disk at this moment.

The product reads them once. Here what was kept of them is forgotten as soon as a file changed; the
policy of a voter's page names the hashes of the new style and script and allows no other.
"""

import asyncio
import sys

from ballot import assets
from ballot.web import headers
from ballot.web.front.application import Front
from ballot.web.front.rsgi import Http, Scope
from ballot.web.voter import page_style

KEPT = type(page_style.style)
"""A function that keeps what it once answered."""


class Reloading(Front):
    """The front of a process whose pages are being edited."""

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """See Front."""
        super().__rsgi_init__(loop)
        self._seen = _stamps()

    async def __rsgi__(self, scope: Scope, http: Http) -> None:
        """Answer a request, of what is there now."""
        now = _stamps()
        if now != self._seen:
            self._seen = now
            self._forget()
        await super().__rsgi__(scope, http)

    def _forget(self) -> None:
        pages = [module for name, module in sys.modules.items() if name.startswith("ballot.web.")]
        for value in [value for module in pages for value in vars(module).values()]:
            if type(value) is KEPT:
                value.cache_clear()
        if self.app.jinja_env.cache is not None:
            self.app.jinja_env.cache.clear()
        self.voters.kept.clear()
        headers.allow_inline(self.app, styles=page_style.styles(), scripts=page_style.scripts())


def _stamps() -> dict[str, int]:
    """When each file was changed, in nanoseconds."""
    files = [
        path
        for name in ("templates", "static")
        for path in assets.folder(name).rglob("*")
        if path.is_file()
    ]
    return {str(path): path.stat().st_mtime_ns for path in files}
