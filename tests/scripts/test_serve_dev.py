"""While one edits, the next request shows it; and only an example of its own is served."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import own_folder
import pytest
from makers.meetings import AMeeting, a_hall, an_open_meeting
from makers.rsgi import Asking, Request, asking, no_other_loop
from reloading import Reloading

from ballot import assets
from ballot.app import create_app
from ballot.config import Config
from ballot.storage.database import Database
from ballot.usecases.hall import Hall
from ballot.web import headers
from ballot.web.front.application import Front
from ballot.web.voter import page_style

ROOT = Path(__file__).parents[2]
MARK = "edited-just-now"
STYLE = re.compile("<style>(.*?)</style>", re.DOTALL)


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of templates and static files, which the application takes for its own."""
    for name in ("templates", "static"):
        shutil.copytree(ROOT / name, tmp_path / "source" / name)
    with monkeypatch.context() as patched:
        patched.setattr(assets, "folder", lambda name: tmp_path / "source" / name)
        forget_styles()
        yield tmp_path / "source"
    forget_styles()


def forget_styles() -> None:
    """Styles are read once a process."""
    for read in (page_style.style, page_style.form_style, page_style.field_style):
        read.cache_clear()


@pytest.fixture
def hall(sqlite_url: str, tmp_path: Path) -> Iterator[Hall]:
    """A hall on SQLite: pages do not depend on the database."""
    database = Database.connect(sqlite_url)
    yield a_hall(database, tmp_path)
    database.dispose()


@pytest.fixture(autouse=True)
def alone() -> Iterator[None]:
    """The front has the only loop of this thread."""
    with no_other_loop():
        yield


@pytest.fixture(params=[Reloading, Front])
def front(
    request: pytest.FixtureRequest, source: Path, hall: Hall, tmp_path: Path
) -> Iterator[Asking]:
    """The front that reads anew, and the product's as the control."""
    config = Config.from_environment({"BALLOT_DATA": str(tmp_path / "data")})
    with asking(request.param(create_app(config, hall))) as made:
        yield made


def edit(path: Path) -> None:
    """Write the mark into a file, as an editor does."""
    before = path.stat().st_mtime_ns
    if path.suffix == ".css":
        path.write_text(f"{path.read_text('utf-8')}.{MARK} {{ color: red }}\n", "utf-8")
    else:
        text = path.read_text("utf-8")
        path.write_text(text.replace("<h1>", f"<h1>{MARK} ", 1), "utf-8")
    assert path.stat().st_mtime_ns != before


def slip_of(meeting: AMeeting) -> str:
    """The address of its first slip."""
    return f"/v/{meeting.number}/{meeting.slips[0].token.text}"


def shown(front: Asking, path: str) -> Request:
    """A page."""
    answer = front.ask(Request("GET", path, fields=[("host", "127.0.0.1:8000")]))
    assert answer.status == 200
    return answer


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("/sign-in", "templates/sign_in/sign_in.html"),
        ("slip", "templates/voter/paper.html"),
        ("slip", "static/voter/page.css"),
        ("/static/organizer/frame.css", "static/organizer/frame.css"),
    ],
)
def test_what_was_edited_is_seen_at_the_next_request(
    front: Asking, hall: Hall, source: Path, path: str, file: str
) -> None:
    address = slip_of(an_open_meeting(hall)) if path == "slip" else path
    assert MARK not in shown(front, address).sent.decode()
    edit(source / file)
    seen = MARK in shown(front, address).sent.decode()
    assert seen is (isinstance(front.front, Reloading) or path.startswith("/static/"))


@pytest.mark.parametrize("front", [Reloading], indirect=True)
def test_the_policy_allows_the_new_style_and_no_longer_the_old(
    front: Asking, hall: Hall, source: Path
) -> None:
    address = slip_of(an_open_meeting(hall))
    before = STYLE.search(shown(front, address).sent.decode())
    edit(source / "static" / "voter" / "page.css")
    answer = shown(front, address)
    after = STYLE.search(answer.sent.decode())
    policy = dict(answer.answered)["content-security-policy"]
    assert before
    assert after
    assert headers.source(after[1]) in policy
    assert headers.source(before[1]) not in policy


@pytest.mark.parametrize("name", sorted(own_folder.SETTLED))
def test_other_data_are_refused_before_anything_is_made(name: str, tmp_path: Path) -> None:
    program = ROOT / "scripts" / "serving_while_editing"
    done = subprocess.run(
        [sys.executable, str(program)],
        env={name: str(tmp_path / "real")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert name in done.stderr
    assert f"env -u {name}" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_its_own_data_are_no_others() -> None:
    assert own_folder.settings({}) == own_folder.settings(own_folder.SETTLED) == own_folder.SETTLED
    assert all(str(ROOT / ".serve-dev") in value for value in own_folder.SETTLED.values())
