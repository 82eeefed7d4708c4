"""The voters of a play trust the certificate of their own server, and no other one."""

import ssl
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from makers.certificates import a_certificate
from makers.live import Quiet
from werkzeug.serving import make_server

from ballot.app import own_tls
from ballot.config import Config
from ballot.demo.voter import House


def settings(folder: Path) -> Config:
    folder.mkdir()
    cert, key = a_certificate(folder)
    return Config.from_environment({"BALLOT_TLS_CERT": str(cert), "BALLOT_TLS_KEY": str(key)})


def test_they_vote_over_tls_with_their_own_server_alone(tmp_path: Path) -> None:
    ours, other = (settings(tmp_path / name) for name in ("ours", "other"))
    assert ours.tls_cert is not None
    assert ours.tls_key is not None
    app = Flask("there")
    app.add_url_rule("/", view_func=lambda: "已计入")
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(ours.tls_cert, ours.tls_key)
    server = make_server("127.0.0.1", 0, app, request_handler=Quiet, ssl_context=tls)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    url = f"https://127.0.0.1:{server.server_port}"
    try:
        assert House(url, own_tls(ours)).ask("/") == "已计入"
        with pytest.raises(ssl.SSLError):
            House(url, own_tls(other)).ask("/")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_without_a_certificate_they_speak_plain() -> None:
    assert own_tls(Config.from_environment({})) is None
