"""The forms of the hall, read back (pdftotext, pdftoppm)."""

from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from makers import printed
from PIL import Image
from printing import reading

from ballot.domain.ledger.balance import Count
from ballot.domain.paper import Question
from ballot.exports.remark_words import EQUATIONS
from ballot.printing.forms import handouts, host_script, ledger, wall_poster
from ballot.printing.leaf import Leaf

QUESTION = Question("您对“第一书记”的工作是否满意？", ("很满意", "满意", "基本满意", "不满意"))
POSTER = wall_poster.WallPoster(
    title=printed.TITLE,
    number="482913",
    eligible=46,
    issued=60,
    quorum_rule="≥ 2/3",
    required=31,
    subjects=(printed.RARE,),
    questions=(QUESTION,),
    fingerprint=printed.DIGEST,
    key=printed.DIGEST,
    slip_roots=(printed.DIGEST[::-1],),
    scheme_sha256="ab" * 32,
    custody="scrutineers",
    transport="https",
    scrutineers=("张三", "李四", "王五"),
)
COUNT = Count(
    issued=60,
    eligible=46,
    slip_rows=60,
    slip_root=printed.DIGEST,
    wall_root=printed.DIGEST,
    phone=26,
    kiosk=3,
    paper=2,
    exchanged=2,
    ciphertexts=[29],
    handed_out=40,
    unissued=19,
    spoiled_before=1,
    not_returned=9,
)
SCRIPT = host_script.Script(
    title=printed.TITLE,
    number="482913",
    url="https://ballot.example",
    eligible=46,
    quorum_rule="≥ 2/3",
    required=31,
    issued=60,
    subjects=(printed.RARE,),
    custody="scrutineers",
    parts=(("村“两委”成员", 7), ("党员", 25), ("村民代表", 14)),
    present=40,
    on_leave=4,
)


def read(folder: Path, leaf: Leaf) -> str:
    return reading.words(reading.printed(folder, leaf, printed.MADE))


def halves(digest: str) -> tuple[str, str]:
    return digest[:32], digest[32:]


def test_the_wall_poster_says_what_is_fixed_before_the_first_ballot(tmp_path: Path) -> None:
    text = read(tmp_path, wall_poster.leaf(POSTER))
    said = [
        "应参加人数46人印制测评票60张",
        "法定人数≥2/3至少收回31张",
        printed.RARE,
        QUESTION.text,
        "很满意/满意/基本满意/不满意/弃权",
        *halves(printed.DIGEST),
        *halves(printed.DIGEST[::-1]),
        *halves("ab" * 32),
        f"前8位相同：{printed.DIGEST[:8]}",
        "凑齐两份才能打开",
        "张三李四王五",
    ]
    assert [each for each in said if each not in text] == []


def test_the_ledger_says_every_equation_and_whether_it_holds(tmp_path: Path) -> None:
    filled = ledger.Ledger(
        title=printed.TITLE, number="482913", count=COUNT, roots=(printed.DIGEST,)
    )
    text = read(tmp_path, ledger.leaf(filled))
    assert "发出收回手机平板纸质换纸票领后损坏未收回40312632209" in text
    in_all = [said.zh for law, said in EQUATIONS.items() if law not in ledger.OF_CLASS]
    for words in in_all:
        assert reading.squeezed(words) in text
    assert text.count("相符") == len(in_all) + 1
    assert "不符" not in text
    assert reading.pages(tmp_path / "leaf.pdf") == 1


def test_a_ledger_that_does_not_balance_says_so(tmp_path: Path) -> None:
    filled = ledger.Ledger(
        title=printed.TITLE, number="482913", count=replace(COUNT, not_returned=8)
    )
    assert "发出=收回+领后损坏+未收回4039不符" in read(tmp_path, ledger.leaf(filled))


def test_a_ledger_where_nobody_counted_says_so(tmp_path: Path) -> None:
    filled = ledger.Ledger(
        title=printed.TITLE, number="482913", count=replace(COUNT, handed_out=None)
    )
    text = read(tmp_path, ledger.leaf(filled))
    assert f"印制=发出+未发+发前损坏{COUNT.issued}无法核对" in text, "nobody knows the other side"


def test_no_paper_before_the_opening_has_a_count_of_an_option(tmp_path: Path) -> None:
    filled = ledger.Ledger(title=printed.TITLE, number="482913", count=COUNT)
    assert "满意" not in read(tmp_path, ledger.leaf(filled)).replace("满意度测评", "")


def test_the_roster_has_every_person_once_and_its_head_on_every_page(tmp_path: Path) -> None:
    people = tuple(
        handouts.Voter(f"村民甲{place:03d}", ("党员", "村民代表")) for place in range(60)
    )
    roster = handouts.Roster(title=printed.TITLE, eligible=60, people=people, blank_rows=3)
    text = read(tmp_path, handouts.sign_in(roster))
    assert all(text.count(person.name) == 1 for person in people)
    pages = reading.pages(tmp_path / "leaf.pdf")
    assert pages == 3
    assert text.count("序号姓名身份") == pages


def test_a_paper_ballot_has_a_box_for_every_option_and_none_ticked(tmp_path: Path) -> None:
    one = handouts.BlankBallot(title=printed.TITLE, subjects=(printed.RARE,), questions=(QUESTION,))
    text = read(tmp_path, handouts.blank_ballot(one))
    assert text.count(handouts.BOX) == 2 * 5
    assert text.count("✓") == 2
    assert text.count(printed.RARE) == 2
    assert reading.pages(tmp_path / "leaf.pdf") == 1


def test_a_paper_ballot_of_several_fills_a_sheet_and_asks_numbers_in_writing(
    tmp_path: Path,
) -> None:
    several = handouts.BlankBallot(
        title="测评",
        subjects=tuple("甲乙丙丁"),
        questions=(QUESTION, Question("打多少分", ())),
        round=2,
    )
    text = read(tmp_path, handouts.blank_ballot(several))
    assert text.count(handouts.BOX) == 4 * 5
    assert "打多少分" in text
    assert "测评票（第二轮）" in text
    assert handouts.BY_BOTH.replace(" ", "") in text


def test_a_paper_ballot_of_numbers_speaks_of_no_box(tmp_path: Path) -> None:
    asked = (Question("打多少分", ()),)
    one = handouts.BlankBallot(title="测评", subjects=("甲",), questions=asked)
    text = read(tmp_path, handouts.blank_ballot(one))
    assert text.count(handouts.BY_NUMBER.replace(" ", "")) == 2
    assert not {"✓", handouts.BOX} & {*text}


def test_the_words_for_the_chair_have_the_numbers_in_them(tmp_path: Path) -> None:
    text = read(tmp_path, host_script.leaf(SCRIPT))
    said = [
        "应到46人（村“两委”成员7人、党员25人、村民代表14人），实到40人，请假4人",
        "须达到≥2/3，即收回31张以上",
        "印制60张",
        f"请{printed.RARE}同志述职",
        "凑齐两位监票人的密钥",
        "委托投票不予办理",
        "另一台电脑打开https://ballot.example/verify，存成verify.html",
        "取审计包482913.bundle",
        "显示“核验通过”，得票数和刚才宣布的一样",
        "会议指纹、签名公钥，截止单上的封存核对码，报告单上的报告校验码",
    ]
    assert [each for each in said if each not in text] == []


@pytest.mark.parametrize(
    ("changed", "words", "remark"),
    [
        ({"custody": "server"}, "保管钥匙的人可以打开每一张票", "server custody is told"),
        ({"sealed": True}, "结果报考核组", "announce = sealed"),
        ({"present": None}, "实到________人", "not counted yet: a space"),
    ],
)
def test_the_words_for_the_chair_follow_the_meeting(
    tmp_path: Path, changed: dict[str, object], words: str, remark: str
) -> None:
    text = read(tmp_path, host_script.leaf(replace(SCRIPT, **changed)))
    assert words in text, remark


def test_a_box_that_is_opened_elsewhere_is_not_recounted_in_the_hall(tmp_path: Path) -> None:
    text = read(tmp_path, host_script.leaf(replace(SCRIPT, sealed=True)))
    assert "复算" not in text
    assert "复算" in read(tmp_path, host_script.leaf(SCRIPT))


@pytest.mark.parametrize(
    ("wifi", "join"),
    [
        (handouts.Wifi("dabucun", "88886666"), "WIFI:T:WPA;S:dabucun;P:88886666;;"),
        (handouts.Wifi("大布村;1"), "WIFI:T:nopass;S:大布村\\;1;;"),
    ],
)
def test_the_poster_joins_the_network(tmp_path: Path, wifi: handouts.Wifi, join: str) -> None:
    file = reading.printed(tmp_path, handouts.wifi_poster(wifi, plain=True), printed.MADE)
    (code,) = zxingcpp.read_barcodes(Image.open(reading.picture(file)))
    assert code.text == join
    assert "本场网络未加密" in reading.words(file)


def test_a_key_slip_says_its_key_in_letters_and_as_a_code(tmp_path: Path) -> None:
    secret = "ABCDEFGHJKMNPQRSTUVWXYZ0123456789ABCDEFGHJKMNPQRSTUV"
    slip = handouts.KeySlip(printed.TITLE, "482913", "张三", 2, secret)
    file = reading.printed(tmp_path, handouts.key_slip(slip), printed.MADE)
    (code,) = zxingcpp.read_barcodes(Image.open(reading.picture(file)))
    assert code.text == secret
    assert "第2份，共3份" in (text := reading.words(file))
    assert secret[:40] in text
    assert secret[40:] in text


def test_objections_are_printed_with_room_for_more(tmp_path: Path) -> None:
    meeting = handouts.Meeting(printed.TITLE, "482913")
    minuted = (handouts.Objection("9:40", "村民甲", "扫码显示已经投过", "已记录"),)
    text = read(tmp_path, handouts.objections(meeting, minuted))
    assert "扫码显示已经投过" in text
    assert "记录不写选了什么" in text
    assert "流动票箱" in read(tmp_path, handouts.helpers_register(meeting))
