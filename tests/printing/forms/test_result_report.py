"""结果报告单, read back from the printed file (pdftotext, pdftoppm)."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import zxingcpp
from makers import printed
from PIL import Image
from printing import reading

from ballot.exports import result_as_json
from ballot.printing import as_docx, pdf
from ballot.printing.forms import result_report
from ballot.printing.leaf import Leaf


def read(folder: Path, leaf: Leaf) -> str:
    return reading.words(reading.printed(folder, leaf, printed.MADE))


def a_report() -> Leaf:
    return result_report.leaf(printed.report(printed.result()))


def test_everything_that_the_sheet_must_say_is_there(tmp_path: Path) -> None:
    text = read(tmp_path, a_report())
    said = [
        "2026年度“第一书记”群众满意度测评大布村",
        "大布村村委会会议室",
        "2026年12月10日9:00–10:20",
        "482913",
        printed.RARE,
        "20(64.52%)7(22.58%)3(9.68%)1(3.23%)0(0.00%)0(0.00%)31",
        "四舍五入后比例相加：第1名100.01%",
        "群众满意度=(很满意票数+满意票数)÷投票数=(20+7)÷31=87.10%（第十七条）",
        "考核总分=组织工作目标考评得分×群众满意度=112×27/31=97.55（第十九条（四））",
        "参加投票人数÷应参加人数≥2/3",
        "收回31票，已达到",
        "印制60=发出40+未发19+发前损坏1（相符）；发出40=收回31+领后损坏0+未收回9（相符）",
        "票面·允许弃权：是",
        "群众满意度·投票数怎样算：收回的全部票（弃权、无效在内）",
        "代写2张",
        "✓张三✓李四王五",
        "赵六钱七",
        "孙八",
        "周九",
        "7F3A-91CC-04D2",
        printed.DIGEST,
        "ab" * 32,
        "第1页共1页",
    ]
    assert [each for each in said if each not in text] == []


def test_numbers_stand_below_their_headings(tmp_path: Path) -> None:
    text = read(tmp_path, a_report())
    assert "应到实到请假缺席印制发出收回手机平板纸质4640426040312632" in text
    assert "未发未收回作废未用损坏换发有效无效回收率参评率19931281231077.50%67.39%" in text


def test_below_the_quorum_no_figure_is_printed(tmp_path: Path) -> None:
    text = read(tmp_path, result_report.leaf(printed.report(printed.missed())))
    assert "还差1票" in text
    assert "待测评" in text
    for figure in ("87.10", "97.55", "27/31", "很满意", "64.52"):
        assert figure not in text


def test_a_plain_network_and_who_keeps_the_key_are_told(tmp_path: Path) -> None:
    text = read(tmp_path, result_report.leaf(printed.report(printed.missed())))
    assert "保管钥匙的人可以打开每一张票" in text
    assert "本场网络未加密：同一无线网上的人可能看到您选了什么" in text
    assert "未清点" in text
    assert "票箱钥匙由三位监票人分持，凑齐两份才能开箱" in read(tmp_path, a_report())


def test_a_score_that_is_not_there_yet_is_said_so(tmp_path: Path) -> None:
    result = printed.result()
    opened = replace(printed.opened(), final_formula=None, final_score=None)
    said = "缺组织工作目标考评得分，待测评"
    waiting = replace(result.subjects[0], objective_score=None, opened=opened, waiting=said)
    text = read(tmp_path, result_report.leaf(printed.report(replace(result, subjects=(waiting,)))))
    assert "排名：缺组织工作目标考评得分，待测评" in text


@pytest.mark.parametrize(
    ("why", "words"), [("nobody_voted", "没有可计算的票"), ("small_class", "收回不足8张")]
)
def test_a_withheld_figure_has_its_reason(tmp_path: Path, why: str, words: str) -> None:
    result = printed.result()
    opened = replace(printed.opened(), satisfaction_formula=None, withheld=why)
    subject = replace(result.subjects[0], opened=opened)
    text = read(tmp_path, result_report.leaf(printed.report(replace(result, subjects=(subject,)))))
    assert words in text


def test_the_second_round_is_marked(tmp_path: Path) -> None:
    result = printed.result()
    second = replace(result, facts=replace(result.facts, round=2, follows="193204"))
    text = read(tmp_path, result_report.leaf(printed.report(second)))
    assert "民主测评结果报告单（第二轮）" in text
    assert "接第一轮193204" in text


def test_the_code_on_the_sheet_is_read(tmp_path: Path) -> None:
    file = reading.printed(tmp_path, a_report(), printed.MADE)
    (code,) = zxingcpp.read_barcodes(Image.open(reading.picture(file)))
    assert code.text == printed.report(printed.result()).verify


def test_ten_subjects_go_on_over_pages_with_a_foot_on_each(tmp_path: Path) -> None:
    file = reading.printed(
        tmp_path,
        result_report.leaf(printed.report(printed.result(10))),
        printed.MADE,
    )
    total = reading.pages(file)
    assert total > 1
    text = reading.words(file)
    assert all(f"第{page}页共{total}页" in text for page in range(1, total + 1))
    assert text.count("校验码7F3A-91CC-04D2") == total + 1, "at each foot, and beside the code"


@pytest.mark.parametrize("render", [pdf.render, as_docx.render], ids=["pdf", "docx"])
def test_the_same_result_and_time_give_the_same_bytes(render: object) -> None:
    first = render(a_report(), printed.MADE)
    assert first == render(a_report(), printed.MADE)
    assert first != render(a_report(), printed.MADE + timedelta(days=1))


def test_a_name_that_no_font_has_is_printed_as_its_code_and_the_page_says_so(
    tmp_path: Path,
) -> None:
    result = printed.result()
    subject = replace(result.subjects[0], name="杨𪚥")
    text = read(tmp_path, result_report.leaf(printed.report(replace(result, subjects=(subject,)))))
    assert "2A6" in text
    assert "方框代表打印字库里没有的字" in text


@pytest.mark.parametrize("name", ["<b>&'\"张", "{{ 7 * 7 }}", "=1+1", "a\tb", "甲\x0b乙"])
def test_a_name_is_never_markup(tmp_path: Path, name: str) -> None:
    result = printed.result()
    subject = replace(result.subjects[0], name=name)
    text = read(tmp_path, result_report.leaf(printed.report(replace(result, subjects=(subject,)))))
    assert reading.squeezed(name.replace("\x0b", "")) in text


def test_the_digest_is_that_of_the_result_as_json() -> None:
    result = printed.result()
    report = result_report.of(result, scheme_title="办法", key="12" * 32, place="村委会")
    digest = hashlib.sha256(result_as_json.write(result)).hexdigest()
    assert report.digest == digest
    assert report.check.replace("-", "").lower() == digest[:12]
    assert report.verify == f"BALLOT:482913:1:SHA256:{digest.upper()}"
    assert report.place == "村委会"
    other = result_report.of(printed.missed(), scheme_title="办法", key="12" * 32)
    assert other.digest != digest
