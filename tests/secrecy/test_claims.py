"""On paper and in the bundle as on the pages: the claim that custody and transport allow.

docs/secrecy.md, test 24; the voter's pages are in tests/web/voter/test_secrecy_claims.py.
"""

from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from makers.claims import ON_REPORT, PLAIN, SCRUTINEERS, SERVER, UNSEEN
from makers.meetings import VERY, a_closed_meeting, a_hall, an_open_meeting

from ballot.domain.access import CONSOLE
from ballot.domain.meeting import Custody, Transport
from ballot.printing.forms import result_report, wall_poster
from ballot.storage.database import Database
from ballot.usecases.forms.print_meeting_form import MeetingForm, print_meeting_form
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result.export_bundle import export_bundle
from ballot.usecases.result.see_result import see_result

NEVER = ("任何人都不可能知道", "绝对", "不可能泄露")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """No claim depends on the kind of database."""
    return sqlite_url


WHOLE = {Custody.SERVER: SERVER, Custody.SCRUTINEERS: "".join(SCRUTINEERS)}
SIGNED = {Custody(each): said for each, said in ON_REPORT.items()}
"""What is signed is shorter than what hangs on the wall, and promises no more."""


def require_claim(
    text: str, custody: Custody, transport: Transport, claims: Mapping[Custody, str] = WHOLE
) -> None:
    """The claim of the custody, nothing of the other, and of a plain network what it is."""
    for each, claim in claims.items():
        assert (claim in text) == (custody is each)
    assert (PLAIN in text) == (transport is Transport.PLAIN)
    assert UNSEEN not in text, "only a phone over https may say this"
    for word in NEVER:
        assert word not in text


@pytest.mark.parametrize("custody", Custody)
@pytest.mark.parametrize("transport", Transport)
def test_the_poster_claims_what_is_true(custody: Custody, transport: Transport) -> None:
    facts = wall_poster.WallPoster(
        title="测评会",
        number="123456",
        eligible=46,
        issued=46,
        quorum_rule="≥ 2/3",
        required=31,
        subjects=("张某",),
        questions=(),
        fingerprint="ab" * 32,
        key="12" * 32,
        slip_roots=("cd" * 32,),
        scheme_sha256="ef" * 32,
        custody=custody.value,
        transport=transport.value,
    )
    require_claim(repr(wall_poster.leaf(facts).blocks), custody, transport)


@pytest.mark.parametrize("transport", Transport)
def test_the_papers_of_a_meeting_claim_what_is_true_of_it(
    database: Database, tmp_path: Path, transport: Transport
) -> None:
    hall = a_hall(database, tmp_path, transport=transport)
    number = an_open_meeting(hall).number
    for paper, claims in ((MeetingForm.WALL_POSTER, WHOLE), (MeetingForm.REPORT, SIGNED)):
        leaf = print_meeting_form(hall, CONSOLE, number, paper)
        require_claim(repr(leaf.blocks), Custody.SERVER, transport, claims)


@pytest.mark.parametrize("custody", Custody)
@pytest.mark.parametrize("transport", Transport)
def test_the_report_claims_what_is_true(
    database: Database, tmp_path: Path, custody: Custody, transport: Transport
) -> None:
    hall = a_hall(database, tmp_path)
    result = see_result(hall, an_open_meeting(hall).number)
    facts = replace(result.facts, custody=custody, transport=transport)
    report = result_report.of(replace(result, facts=facts), scheme_title="办法", key="12" * 32)
    require_claim(repr(result_report.leaf(report).blocks), custody, transport, SIGNED)


@pytest.mark.parametrize("transport", Transport)
def test_the_bundle_states_custody_and_transport(
    database: Database, tmp_path: Path, transport: Transport
) -> None:
    hall = a_hall(database, tmp_path, transport=transport)
    meeting = a_closed_meeting(hall, [VERY], slips=1, eligible=1)
    open_box(hall, CONSOLE, meeting.number)
    with ZipFile(BytesIO(export_bundle(hall, CONSOLE, meeting.number))) as file:
        parts = {name: file.read(name).decode("utf-8", "replace") for name in file.namelist()}
    stating = [text for text in parts.values() if '"transport"' in text]
    assert stating
    for text in stating:
        assert f'"transport":"{transport}"' in text.replace(" ", "")
        assert '"custody":"server"' in text.replace(" ", "")


def test_the_control_a_stronger_claim_is_seen() -> None:
    with pytest.raises(AssertionError):
        require_claim("任何人都不可能知道您选了什么。" + SERVER, Custody.SERVER, Transport.LOCAL)
    with pytest.raises(AssertionError):
        require_claim("".join(SCRUTINEERS), Custody.SERVER, Transport.LOCAL)
    with pytest.raises(AssertionError):
        require_claim(SERVER, Custody.SERVER, Transport.PLAIN)
    other = ON_REPORT[Custody.SCRUTINEERS]
    with pytest.raises(AssertionError):
        require_claim(other, Custody.SERVER, Transport.LOCAL, SIGNED)
