"""A 公示 of 171 people: searched without a script, and its QR code on the sheet for the wall."""

import html
import re
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import zxingcpp
from flask.testing import FlaskClient
from makers.meetings import Clock
from makers.office.posted import COUNTY, a_county_posted, path_of
from makers.reviewed import days_later, seven, walk
from people.desk import Desk
from PIL import Image
from printing import reading

from ballot.domain.access import CONSOLE
from ballot.printing import as_docx, pdf
from ballot.printing.leaf import Leaf
from ballot.usecases.forms.print_review_form import print_notice
from ballot.usecases.hall import Hall
from ballot.usecases.review.post_notice import (
    NoticePlan,
    post_notice,
    withdraw_notice,
    write_notice,
)
from ballot.usecases.review.see_notice import NoticeView, see_notices

NAME = re.compile(r'<td data-name="姓名">([^<]+)</td>')
MADE = datetime(2026, 12, 20, tzinfo=UTC)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What hangs is read alike from either."""
    return sqlite_url


@pytest.fixture
def posted(hall: Hall) -> tuple[int, NoticeView]:
    return a_county_posted(hall)


def names(page: str) -> list[str]:
    return NAME.findall(html.unescape(page))


def test_one_finds_a_person_or_a_village_by_a_form_without_a_script(
    posted: tuple[int, NoticeView], client: FlaskClient
) -> None:
    address = path_of(posted[1])
    page = client.get(address).text
    assert "<h1>公 示</h1>" in page
    assert "<script" not in page
    assert re.search(r'<form method="get" action="#people"[^>]* role="search"', page)
    assert 'name="q"' in page
    assert len(names(page)) < COUNTY
    wanted = posted[1].rows[150]
    for word in (wanted[0], next(cell for cell in wanted if "村" in cell)):
        found = client.get(address, query_string={"q": word}).text
        assert names(found) == [wanted[0]]
        assert "找到 1 人" in found
        assert f"看全部 {COUNTY} 人" in found
    many = client.get(address, query_string={"q": "大布村"}).text
    assert f"找到 {sum('大布村' in str(row) for row in posted[1].rows)} 人" in many


def test_who_is_not_there_is_told_so_and_how_to_go_on(
    posted: tuple[int, NoticeView], client: FlaskClient
) -> None:
    found = client.get(path_of(posted[1]), query_string={"q": "<b>没有的人"}).text
    assert names(found) == []
    assert "没有找到“&lt;b&gt;没有的人”" in found
    assert f"看全部 {COUNTY} 人" in found


def test_a_notice_of_few_has_no_search_and_a_heading(
    moved: tuple[Hall, Clock], client: FlaskClient
) -> None:
    hall, _clock = moved
    page = client.get(urlsplit(of_seven(hall)[1].url).path).text
    assert "<h1>公 示</h1>" in page
    assert 'role="search"' not in page


def of_seven(hall: Hall) -> tuple[int, NoticeView]:
    id = seven(hall)
    walk(hall, id)
    today = hall.now().date().isoformat()
    write_notice(hall, CONSOLE, id, NoticePlan("按照办法", "某市委组织部", "0532-1", today))
    post_notice(hall, CONSOLE, id)
    present = see_notices(hall, CONSOLE, id).present
    assert present is not None
    return id, present


def codes(folder: Path, leaf: Leaf, *, through_office: bool = False) -> list[str]:
    """What a camera reads on the last page of the sheet."""
    file = folder / "notice.pdf"
    if through_office:
        source = folder / "notice.docx"
        source.write_bytes(as_docx.render(leaf, MADE))
        reading.through_office(folder, source)
    else:
        file.write_bytes(pdf.render(leaf, MADE))
    found = []
    for page in reading.pictures(file):
        found += [code.text for code in zxingcpp.read_barcodes(Image.open(page))]
    return found


def test_the_sheet_for_the_wall_has_the_code_of_its_page_and_it_leads_there(
    posted: tuple[int, NoticeView], hall: Hall, client: FlaskClient, tmp_path: Path
) -> None:
    id, notice = posted
    leaf = print_notice(hall, CONSOLE, id, notice.id)
    (read,) = codes(tmp_path, leaf)
    assert read == notice.url
    assert client.get(urlsplit(read).path).status_code == 200
    assert read in "".join(leaf.texts()), "who has no camera types it"
    assert codes(tmp_path, leaf, through_office=True) == [notice.url]


def test_what_hangs_nowhere_has_no_code(
    moved: tuple[Hall, Clock], desk: Desk, tmp_path: Path
) -> None:
    hall, clock = moved
    id, notice = of_seven(hall)
    assert codes(tmp_path, print_notice(hall, CONSOLE, id, notice.id)) == [notice.url]
    withdraw_notice(hall, CONSOLE, id, "写错了")
    assert codes(tmp_path, print_notice(hall, CONSOLE, id, notice.id)) == []
    today = hall.now().date().isoformat()
    write_notice(hall, CONSOLE, id, NoticePlan("按照办法", "某市委组织部", "0532-1", today))
    draft = see_notices(hall, CONSOLE, id).notices[-1]
    assert codes(tmp_path, print_notice(hall, CONSOLE, id, draft.id)) == []
    post_notice(hall, CONSOLE, id)
    assert codes(tmp_path, print_notice(hall, CONSOLE, id, draft.id)) == [draft.url]
    days_later(clock, 8)
    assert codes(tmp_path, print_notice(hall, CONSOLE, id, draft.id)) == []
