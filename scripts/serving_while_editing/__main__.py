"""Serves an example while its pages are edited, in one process: scripts/serve-dev."""

import asyncio
import os
import signal
import sys

import own_folder


def main() -> int:
    """Make the example where it is not there yet, then answer until stopped."""
    os.environ.update(own_folder.settings(os.environ))

    from ballot.cli.console import faults
    from ballot.cli.serving import preparing
    from ballot.cli.serving.first_start import prepare
    from ballot.config import Config

    preparing.harden()
    with preparing.only_one(Config.from_environment(os.environ).data):
        code = preparing.in_a_child(lambda: faults.guarded(lambda: prepare(demo=True)))
        return code or faults.guarded(_serve)


def _serve() -> int:
    asyncio.run(_answer())
    return 0


async def _answer() -> None:
    from granian.constants import HTTPModes, Interfaces
    from granian.server.embed import Server
    from reloading import Reloading

    from ballot.app import from_environment
    from ballot.config import Config

    config = Config.from_environment(os.environ)
    server = Server(
        Reloading(from_environment().app),
        address=config.host,
        port=config.port,
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,
        websockets=False,
        log_enabled=False,
    )
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, server.stop)
    print(f"{config.public_url}/demo  (Ctrl-C stops it)", file=sys.stderr)  # noqa: T201
    await server.serve()


if __name__ == "__main__":
    sys.exit(main())
