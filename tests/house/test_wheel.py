"""The wheel, built and installed into a clean environment, serves a page and a stylesheet."""

import os
import re
import subprocess
import sys
import time
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urljoin
from urllib.request import urlopen

import pytest
from makers.served import free_port

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check"]
    alone = ["--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, *alone, "--wheel-dir", str(folder), str(ROOT)], check=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``ballot`` of an environment that holds the wheel and what the lock has for it, no more."""
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder, with_pip=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "--quiet", "--disable-pip-version-check"]
    install = [*pip, "install", "--no-compile"]
    locked = ["--require-hashes", "--requirement", str(ROOT / "scripts" / "locks" / "run.txt")]
    subprocess.run([*install, *locked], check=True)
    subprocess.run([*install, "--no-deps", str(wheel)], check=True)
    subprocess.run([*pip, "check"], check=True, stdout=subprocess.DEVNULL)
    return folder / "bin" / "ballot"


@pytest.fixture
def url(command: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a server that was installed from the wheel, far from the sources."""
    port = str(free_port())
    settings = {"BALLOT_DATA": str(tmp_path / "data"), "BALLOT_PORT": port}
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    process = subprocess.Popen([str(command), "serve"], cwd=tmp_path, env=kept | settings)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def test_a_page_and_its_stylesheet_come_out_of_the_wheel(url: str) -> None:
    page = fetch(url + "/sign-in")
    links = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
    assert links
    assert all("{" in fetch(urljoin(url, link)) for link in links)
    assert 'name="code"' in fetch(url + "/v") or "<form" in fetch(url + "/v")


def test_nothing_but_the_program_is_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as parts:
        names = parts.namelist()
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"ballot"}
    assert "ballot/templates/cli/slips.html" in names
    assert "ballot/schemes/jiaozhou-village.toml" in names
    assert not [name for name in names if name.endswith((".pyc", ".sqlite3", ".key"))]


def fetch(url: str) -> str:
    deadline = time.monotonic() + 90  # at its first start it compiles itself, beside other tests
    while True:
        try:
            with urlopen(url, timeout=60) as answer:  # noqa: S310 - the test's own server
                return str(answer.read().decode("utf-8"))
        except URLError:
            assert time.monotonic() < deadline
            time.sleep(0.2)
