"""``ballot serve``: prepare what is not there yet, then answer until stopped."""

import argparse
import os
import socket
from collections.abc import Mapping

from ballot.cli import groups
from ballot.cli.console import faults
from ballot.cli.console.output import say
from ballot.cli.console.parser import Commands, command
from ballot.cli.serving import listening, preparing, server, worker
from ballot.config import Config
from ballot.words.language import gettext as _


def add_to(commands: Commands) -> None:
    """Name the command."""
    made = command(commands, "serve", groups.summary("serve"), run)
    made.add_argument("--demo", action="store_true", help=_("同时建立演示数据"))
    made.add_argument("--hall", action="store_true", help=_("供会场局域网访问，不只本机"))


def run(chosen: argparse.Namespace) -> int:
    """Serve. A second one on the same data is refused."""
    preparing.harden()
    if chosen.hall:
        os.environ.update(hall_settings(os.environ))
    settings = Config.from_environment(os.environ)
    preparing.check_certificate(settings)
    with preparing.only_one(settings.data), listening.listening(settings) as shared:
        if settings.workers > 1:
            worker.load()
        code = preparing.in_a_child(lambda: faults.guarded(lambda: _prepare(demo=chosen.demo)))
        if code:
            return code
        server.serve_until_stopped(settings, shared, lambda: _tell(settings, demo=chosen.demo))
    say(_("服务已停止"))
    return 0


def hall_settings(environ: Mapping[str, str]) -> dict[str, str]:
    """What ``--hall`` sets unless set: listen everywhere, point slips to the local network."""
    port = environ.get("BALLOT_PORT") or "8000"
    scheme = "https" if environ.get("BALLOT_TLS_CERT") else "http"
    here = {
        "BALLOT_HOST": "0.0.0.0",  # noqa: S104 - the point of the flag
        "BALLOT_PUBLIC_URL": f"{scheme}://{address_in_the_hall()}:{port}",
    }
    return {name: value for name, value in here.items() if not environ.get(name)}


def address_in_the_hall() -> str:
    """The address under which the others in the room reach this machine.

    Connecting a datagram socket sends nothing: it only asks the system for the way out.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        try:
            way.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        return str(way.getsockname()[0])


def _prepare(*, demo: bool) -> int:
    """What only a child of this process loads: the parent of the workers stays small."""
    from ballot.cli.serving import first_start

    return first_start.prepare(demo=demo)


def _tell(settings: Config, *, demo: bool) -> None:
    """Say that it answers, and where."""
    say(_("服务已启动：%(url)s（按 Ctrl-C 停止）", url=settings.public_url))
    if demo:
        say(_("演示页（只有这台机器打得开）：%(url)s", url=settings.own_url + "/demo"))
