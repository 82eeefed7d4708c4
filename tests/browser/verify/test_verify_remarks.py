"""What does not balance is shown by anybody's browser too, and is no refusal."""

import pytest
from browser.eyes import keep_picture
from browser.verify.test_verify_page import SIZES, choose, opened
from makers.unbalanced import OFF
from playwright.sync_api import Browser

from ballot.domain.access import CONSOLE
from ballot.usecases.hall import Hall
from ballot.usecases.result.export_bundle import export_bundle

SHOWN = {
    "papers": {
        "zh": (
            "票据对不上：纸质收回 ≤ 换发纸质票（4，0）。",
            "4 张纸质票，两遍都是 console 一个人录的。",
        ),
        "en": ("paper ≤ exchanged for paper (4, 0)", "entered twice by one person, console"),
    },
    "agreed": {
        "zh": ("人人都选了“很满意”，等于公开了每个人的选择。",),
        "en": ("everybody chose “很满意”, so each one's choice is known.",),
    },
    "present": {
        "zh": ("收回 12 张，实到只有 8 人", "从 12 人改成 13 人", "原因：雨水打湿"),
        "en": ("12 came back, 8 persons were present", "from 12 to 13", "雨水打湿"),
    },
    "control": {"zh": (), "en": ()},
}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.mark.parametrize("kind", OFF)
def test_the_page_shows_each_remark_in_both_languages(
    chromium: Browser, hall: Hall, kind: str
) -> None:
    bundle = export_bundle(hall, CONSOLE, OFF[kind].make(hall).number)
    for lang, size in zip(("zh", "en"), SIZES, strict=True):
        with opened(chromium, *size, lang=lang) as page:
            assert choose(page, bundle) == ""
            told = page.locator("#result .remark").all_inner_texts()
            assert len(told) == len(OFF[kind].kinds)
            for said in SHOWN[kind][lang]:
                assert any(said in each for each in told), told
            keep_picture(page, size[0])
