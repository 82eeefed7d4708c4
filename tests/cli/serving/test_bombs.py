"""A small file made to hold a worker for minutes is refused at once, and nobody else waits."""

import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener, urlopen

import pytest
from makers.meetings import an_open_meeting
from makers.office.bare_workbooks import a_workbook
from makers.served import House, a_house, children, serving
from people.desk import NAME, PASSWORD, SECRET

from ballot.cli.console import command_hall
from ballot.config import Config
from ballot.domain.access import CONSOLE
from ballot.domain.scoring.assessment import AssessmentPlan
from ballot.hall import make_hall
from ballot.slips import address
from ballot.usecases.accounts.invite_administrator import invite_administrator
from ballot.usecases.assessment.create_assessment import create_assessment

PATIENCE = 2
"""Seconds for a file, and for any page beside it; on a busy machine it is 0.3."""
MEMORY = 200
"""Megabytes that a file may cost the server."""
ROW = a_workbook('<row r="2">' + "<c><v>1</v></c>" * 1_000_000 + "</row>")
BOMBS = {
    "a million cells in one row": ROW,
    "five million rows": b"\n" * 5_000_000 + b"a" * 5_000_000,
    "200,000 columns": b",".join([b"column"] * 200_000),
}


@dataclass(frozen=True)
class Server:
    """A house that answers, an organizer who has signed in, a slip that may vote."""

    house: House
    organizer: OpenerDirector
    slip: str
    assessment: int
    processes: tuple[int, ...]

    def memory(self) -> int:
        """Megabytes that its processes hold."""
        of = (Path(f"/proc/{each}/statm").read_text().split()[1] for each in self.processes)
        return sum(map(int, of)) * resource.getpagesize() // 2**20

    def upload(self, name: str, content: bytes) -> tuple[int, str]:
        """The status and the page that answer a file."""
        path = f"{self.house.url}/assessments/{self.assessment}/import/people"
        secret = SECRET.search(self.organizer.open(path).read().decode())
        assert secret
        fields = (
            f'--x\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{secret[1]}\r\n'
            f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        )
        kind = {"Content-Type": "multipart/form-data; boundary=x"}
        sent = Request(path, fields.encode() + content + b"\r\n--x--\r\n", kind)  # noqa: S310
        try:
            answer = self.organizer.open(sent)
        except HTTPError as error:
            answer = error
        return int(answer.status), answer.read().decode()


def signed_in(link: str) -> OpenerDirector:
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    secret = SECRET.search(browser.open(link).read().decode())
    assert secret
    fields = {"csrf_token": secret[1], "name": NAME, "password": PASSWORD, "again": PASSWORD}
    browser.open(link, urlencode(fields).encode()).read()
    return browser


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    house = a_house(tmp_path_factory.mktemp("bombs"))
    settings = Config.from_environment(house.env)
    command_hall.make_tables(settings)
    hall = make_hall(settings)
    meeting = an_open_meeting(hall)
    assessment = create_assessment(hall, CONSOLE, AssessmentPlan("考核", "jiaozhou-village"))
    link = f"{house.url}/setup/{invite_administrator(hall)}"
    hall.database.dispose()
    slip = address.url(house.url, meeting.number, meeting.slips[0].token)
    with serving(house) as process:
        workers = (process.pid, *children(process.pid))
        yield Server(house, signed_in(link), slip, assessment, workers)


def asked_meanwhile(server: Server, work: Future[tuple[int, str]]) -> list[float]:
    """How long a voter's page and an organizer's took, one after the other, until it was done."""
    took = []
    while not work.done() or not took:
        for ask in (lambda: urlopen(server.slip), lambda: server.organizer.open(server.house.url)):  # noqa: S310
            began = time.monotonic()
            with ask() as answer:
                assert answer.status == 200
            took.append(time.monotonic() - began)
    return took


@pytest.mark.parametrize("bomb", BOMBS)
def test_it_is_refused_at_once_and_pages_are_answered_meanwhile(server: Server, bomb: str) -> None:
    before = server.memory()
    began = time.monotonic()
    with ThreadPoolExecutor(1) as beside:
        work = beside.submit(server.upload, "people.csv", BOMBS[bomb])
        took = asked_meanwhile(server, work)
        status, page = work.result()
    assert time.monotonic() - began < PATIENCE
    assert max(took) < PATIENCE
    assert status == 422
    assert "这个文件太大" in page
    assert server.memory() - before < MEMORY


NAIVE = f"""
import csv, io, resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({MEMORY} << 20, {MEMORY} << 20))
rows = list(csv.reader(io.StringIO(sys.stdin.read())))
"""


def test_the_control_a_reader_without_bounds_needs_more_memory() -> None:
    rows = BOMBS["five million rows"]
    done = subprocess.run(
        [sys.executable, "-c", NAIVE], input=rows, capture_output=True, check=False
    )
    assert b"MemoryError" in done.stderr
