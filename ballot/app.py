"""A hall becomes an application."""

import os
import ssl
import time
from collections.abc import Callable
from dataclasses import replace

from ballot import assets, housekeeping
from ballot.config import Config
from ballot.demo.folder import Folder
from ballot.demo.voter import House
from ballot.domain.meeting import Transport
from ballot.hall import make_hall
from ballot.keyring.keys import Keys
from ballot.serving import log, runner_start
from ballot.serving.memory import Serving
from ballot.serving.workplace import Workplace
from ballot.stock import keeper
from ballot.stock.maker_client import Maker
from ballot.usecases.hall import Hall
from ballot.web import (
    api,
    converters,
    demo,
    door,
    error_summary,
    faults,
    files,
    filters,
    headers,
    help_page,
    icon,
    kiosk,
    notice,
    organizer,
    page_language,
    pasted_links,
    policy_words,
    request_framing,
    scrutineer,
    verifier,
    voter,
)
from ballot.web.front.application import Front
from ballot.web.proxy import Application
from ballot.web.voter import page_style
from ballot.web.voter.typing_limits import A_SECOND, Typing

LARGEST_UPLOAD = 16 * 1024 * 1024
"""Bytes that an organizer may send at once."""


def create_app(config: Config, hall: Hall | None = None) -> Application:
    """The web application, in ``hall`` or in one made for it."""
    app = Application(
        "ballot",
        static_folder=assets.folder("static"),
        template_folder=assets.folder("templates"),
    )
    app.trusted_proxies = config.trusted_proxies
    keys = Keys.load_or_make(config.keys, config.data)
    app.config.update(
        SECRET_KEY=keys.session,
        SESSION_COOKIE_SECURE=config.transport is Transport.HTTPS,
        MAX_CONTENT_LENGTH=LARGEST_UPLOAD,
    )
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.url_map.converters["int"] = converters.RowNumber
    app.extensions["hall"] = hall or make_hall(config)
    page_language.init_app(app, config.lang)
    filters.init_app(app)
    error_summary.init_app(app)
    request_framing.init_app(app)
    headers.init_app(
        app, config.transport, styles=page_style.styles(), scripts=page_style.scripts()
    )
    policy_words.init_app(app)
    icon.init_app(app)
    pasted_links.init_app(app)
    voter.init_app(app, Typing(time.monotonic, A_SECOND / config.workers))
    organizer.init_app(app)
    kiosk.init_app(app)
    door.init_app(app)
    scrutineer.init_app(app)
    notice.init_app(app)
    help_page.init_app(app)
    files.init_app(app)
    verifier.init_app(app)
    api.init_app(app)
    demo.init_app(app, Folder.of(config.data), House(config.own_url, own_tls(config)))
    faults.init_app(app)
    return app


def own_tls(config: Config) -> ssl.SSLContext | None:
    """What trusts this server's own certificate and no other; None where it speaks plain."""
    if config.tls_cert is None:
        return None
    trusted = ssl.create_default_context(cafile=config.tls_cert)
    trusted.check_hostname = False  # it is asked by its loopback address
    trusted.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    return trusted


def from_environment() -> Front:
    """What a worker of the server calls, once."""
    log.set_up()
    config = Config.from_environment(os.environ)
    place = Workplace(config.data, runner_start.start)
    hall = replace(make_hall(config), workplace=place)
    app = create_app(config, hall)
    since = hall.clock()
    serving = Serving(config.data)
    housekeeping.start(hall, since, serving, _is_busy(app, place))
    keeper.start(hall.pools, Maker())
    serving.enter(since)
    return Front(app)


def _is_busy(app: Application, place: Workplace) -> Callable[[], bool]:
    """Whether something goes on that would end with this process."""
    plays: Callable[[], bool] = app.extensions["demo"].goes_on
    return lambda: plays() or place.at_work() is not None
