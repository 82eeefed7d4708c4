"""The one thread of a worker that has made what its pools want, as long as there is any."""

import time
from threading import Thread

from ballot.box.pool import Pools
from ballot.serving import log
from ballot.stock.maker_client import Maker

PAUSE = 0.2
"""Seconds between two looks, where all is ready."""

IDLE = 5.0
"""Seconds after which a maker that has nothing to do is let go: it takes 12 MB, and starts in a
tenth of a second."""

SOON, AT_LAST = 1.0, 60.0
"""Seconds before a maker that failed is started again: the first time, and at most."""


def start(pools: Pools, maker: Maker) -> Thread:
    """Start it as a daemon. A seal that finds nothing ready makes it itself meanwhile."""
    thread = Thread(target=_keep, args=(pools, maker), name="stock", daemon=True)
    thread.start()
    return thread


def _keep(pools: Pools, maker: Maker) -> None:
    wait, last = SOON, time.monotonic()
    while True:
        order = pools.next_order()
        if order is None:
            if time.monotonic() - last > IDLE:
                maker.end()
            time.sleep(PAUSE)
            continue
        pool, kind, count = order
        began = time.monotonic()
        try:
            pool.add(kind, maker.make(kind, pool.pk, count))
        except Exception as error:
            log.failure(error, "stock")
            time.sleep(wait)
            wait = min(2 * wait, AT_LAST)
        else:
            last = time.monotonic()
            pools.note_pace(count, last - began)
            wait = max(SOON, wait / 2)
