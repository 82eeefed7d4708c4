"""The verifier is served to everybody as it stands, and may do nothing but its own work."""

import re
from pathlib import Path

from flask.testing import FlaskClient

FILE = Path(__file__).resolve().parents[2] / "static" / "verify.html"


def test_it_is_the_file_for_everybody(client: FlaskClient) -> None:
    answer = client.get("/verify")
    assert answer.status_code == 200
    assert answer.mimetype == "text/html"
    assert answer.get_data() == FILE.read_bytes()
    assert "Set-Cookie" not in answer.headers


def test_its_headers_allow_its_own_script_and_nothing_else(client: FlaskClient) -> None:
    policy = client.get("/verify").headers["Content-Security-Policy"]
    (own,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', FILE.read_text("utf-8"))
    assert policy == f"{own}; frame-ancestors 'none'"
    assert "'self'" not in policy
    assert policy.count("'sha256-") == 2


def test_no_other_page_may_do_the_same(client: FlaskClient) -> None:
    """The control: elsewhere an inline script does not run, at /verify/ neither."""
    for path in ("/sign-in", "/verify/", "/v"):
        assert "blob:" not in client.get(path).headers["Content-Security-Policy"]
