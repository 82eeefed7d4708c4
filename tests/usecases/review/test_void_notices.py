"""A 公示 that was withdrawn, replaced or overtaken says so across it, and on which day."""

import io
import zipfile
from pathlib import Path

import pytest
from makers.meetings import Clock
from makers.reviewed import a_movable_hall, a_notice_over, days_later, seven, walk
from makers.settings import settings
from people.desk import a_desk
from people.reviewers import APPROVAL, change
from printing.reading import words

from ballot.app import create_app
from ballot.domain.access import CONSOLE
from ballot.printing import printers
from ballot.storage.database import Database
from ballot.usecases.forms.print_review_form import print_notice
from ballot.usecases.hall import Hall
from ballot.usecases.review.pass_step import return_to
from ballot.usecases.review.post_notice import (
    NoticePlan,
    post_notice,
    withdraw_notice,
    write_notice,
)
from ballot.usecases.review.see_notice import NoticeView, see_notices


@pytest.fixture
def told(database: Database, tmp_path: Path) -> tuple[Hall, Clock, int]:
    """Seven whose review is walked to its end, on 20 December 2026."""
    hall, clock = a_movable_hall(database, tmp_path)
    id = seven(hall)
    walk(hall, id)
    return hall, clock, id


def hangs(hall: Hall, id: int) -> None:
    first = hall.now().date().isoformat()
    plan = NoticePlan("按照办法规定，经研究", "中共某市委组织部", "0532-1", first)
    write_notice(hall, CONSOLE, id, plan)
    post_notice(hall, CONSOLE, id)


def notices(hall: Hall, id: int) -> tuple[NoticeView, ...]:
    return see_notices(hall, CONSOLE, id).notices


def test_what_was_withdrawn_says_its_day_and_what_hangs_instead(
    told: tuple[Hall, Clock, int], tmp_path: Path
) -> None:
    hall, clock, id = told
    hangs(hall, id)
    assert notices(hall, id)[0].void is None
    days_later(clock, 2)
    withdraw_notice(hall, CONSOLE, id, "电话写错")
    alone = notices(hall, id)[0].void
    assert alone == ("已撤回 2026年12月22日", "本公示已于2026年12月22日撤回，不再有效。")
    days_later(clock, 1)
    hangs(hall, id)
    first, second = notices(hall, id)
    assert first.void
    assert first.void.words.endswith("撤回，以2026年12月23日的公示为准。")
    assert second.void is None
    leaf = print_notice(hall, CONSOLE, id, first.id)
    in_pdf = tmp_path / "notice.pdf"
    in_pdf.write_bytes(printers.render(leaf, "pdf", hall.now(), hall.library.look()))
    assert "本公示已于2026年12月22日撤回" in words(in_pdf)
    in_word = printers.render(leaf, "docx", hall.now(), hall.library.look())
    with zipfile.ZipFile(io.BytesIO(in_word)) as packed:
        heads = [packed.read(name).decode() for name in packed.namelist() if "header" in name]
    assert any("已撤回 2026年12月22日" in head for head in heads)
    assert not print_notice(hall, CONSOLE, id, second.id).across
    desk = a_desk(create_app(settings(tmp_path, hall.database), hall), hall)
    page = desk.look(f"/assessments/{id}/notice").text
    assert page.count("本公示已于2026年12月22日撤回") == 1


def test_what_the_result_overtook_says_since_when_and_then_what_replaced_it(
    told: tuple[Hall, Clock, int],
) -> None:
    hall, clock, id = told
    a_notice_over(hall, clock, id)
    assert notices(hall, id)[0].void is None
    days_later(clock, 3)
    return_to(hall, CONSOLE, id, APPROVAL, "市委要求复核")
    change(hall, id, "甲某", "称职")
    over = notices(hall, id)[0].void
    assert over
    assert over.across == "不再有效 2026年12月30日"
    walk(hall, id, 1)
    days_later(clock, 1)
    hangs(hall, id)
    first, second = notices(hall, id)
    assert first.void
    assert first.void.words == "本公示已于2026年12月31日由重新张贴的公示替换，不再有效。"
    assert second.void is None
