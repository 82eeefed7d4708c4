"""Full-width punctuation."""

import pytest

from ballot.domain.punctuation import full_width


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("差 %(n)s 票,没有达到", "差 %(n)s 票，没有达到"),
        ("第十九条(四)", "第十九条（四）"),
        ("导出(PDF)", "导出（PDF）"),
        ("请输入 y:", "请输入 y："),
        ("不符:%(a)s(%(b)s,%(c)s)。", "不符：%(a)s（%(b)s，%(c)s）。"),
        ("<b>注意</b>:不要关闭", "<b>注意</b>：不要关闭"),
        ("为什么? 因为", "为什么？因为"),
        ("(第一)(第二)", "（第一）（第二）"),
        ("%(a)s,%(b)s 开会", "%(a)s，%(b)s 开会"),
        ("会场 (大) 平板", "会场（大）平板"),
        ("Returned (收回)", "Returned（收回）"),
        ("PDF、DOCX,看结尾", "PDF、DOCX，看结尾"),
        ("补字库:ballot fonts add", "补字库：ballot fonts add"),
        ("会场（大）, 平板", "会场（大），平板"),
    ],
)
def test_chinese_text_gets_it(written: str, right: str) -> None:
    assert full_width(written) == right
    assert full_width(right) == right


@pytest.mark.parametrize(
    "text",
    [
        "10:30 开始，共1,000人",
        "应参加: distinct persons, in all",
        "Open (the box): now, please!",
        "A plain sentence: no Chinese (at all), here",
        "会场里用 f(x) 计算",
        "没有 (closed",
        "多出来) 的",
        "https://example.cn/?a=1,2 会场",
        '<p title="a,b">会场</p>',
        "%(hour)s:%(minute)s 开会",
    ],
)
def test_what_is_no_chinese_text_is_left_alone(text: str) -> None:
    assert full_width(text) == text
