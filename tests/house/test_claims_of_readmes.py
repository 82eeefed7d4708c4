"""No README says more of secrecy than docs/secrecy.md: each sentence has custody and source.

A sentence that holds a word of secrecy either is a claim of the program, word for word, and stands
in the column of its custody, or it is listed here with the sentence of docs/secrecy.md behind it.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from ballot.domain.meeting import Custody, Transport
from ballot.web.voter import secrecy_claims
from ballot.words.language import speaking

ROOT = Path(__file__).parents[2]
READMES = {"README.md": "en", "README.zh-CN.md": "zh"}
OF_SECRECY = re.compile(
    r"anonym|secre[ct]|crypt|cipher|\bseal|nobody|no one|trace|confiden|private|watched|coerce|"
    r"single ballot|every ballot|\btotals|what .{0,20}chose|who voted|cannot (?:see|tell|know|be)|"
    r"匿名|记名|加密|密文(?!根)|保密|秘密|看不|看得|看到您|查不出|查出|不可能|谁也|谁都|没有人|没人|无人|"
    r"单张票|总数|每一张票|每张[^ 0-9]{0,4}票|到人|打不开|选了什么|谁投|逼着|旁边看",
    re.IGNORECASE,
)


SERVER = Custody.SERVER
ONLY_SUMS = "After the close the ciphertexts are added and the sum is decrypted: a count an option."
COERCED = "In particular the program does not protect from being watched or coerced while choosing"
PLAIN = "「本场网络未加密：同一无线网上的人可能看到您选了什么」"
SOURCES: dict[str, tuple[Custody | None, str]] = {
    "It prints the slips, counts each of them once, and opens the totals alone, where two thirds "
    "of those entitled have voted.": (None, ONLY_SUMS),
    "收回的票够应参加人数的三分之二才开箱，只打开总数。": (None, ONLY_SUMS),
    "大屏只显示收回多少张、还差多少张，不显示选了什么。": (None, ONLY_SUMS),
    "结果里单列“平板”收回多少张，但从不按平板、手机分开公布选了什么。": (
        None,
        "the slip's byte tells that it voted at a kiosk, never what",
    ),
    "只读票面，不读选了什么）。": (None, "its voice reads the blank paper and never a choice"),
    "Not a shield where people choose under somebody's eyes: the program does not protect from "
    "being watched or coerced while choosing.": (None, COERCED),
    "投票时有人在旁边看、有人逼着选，程序防不住。": (None, COERCED),
    "Without TLS, under either: The network here is not encrypted: others on the same Wi-Fi may "
    "see what you chose.": (None, PLAIN),
    "没有配置证书时，两种都一样：本场网络未加密：同一无线网上的人可能看到您选了什么。": (
        None,
        PLAIN,
    ),
    '- 密钥由服务器保管（custody = "server"）时，能进入这台机器的人可以打开每一张票，'
    "适合演练和非正式测评。": (SERVER, "能进入这台机器的人可以打开每一张票。"),
}
"""Sentence outside of the two columns → the custody that it names, None where it is true under
both, and the words of docs/secrecy.md behind it."""

OTHERWISE = frozenset(
    {
        "## What is secret, and from whom",
        "How it is done, what remains possible, which test holds it: docs/secrecy.md.",
        "哪些还防不住、每一句话由什么测试守着，见 docs/secrecy.md。",
        "the sealed box: ElGamal over ristretto255, proofs, sums",
        "secrecy, the sealed box, the walk of a share, the audit bundle, compliance",
        "Faults of secrecy are told as SECURITY.md says.",
        "- 保密的依据和测试：docs/secrecy.md；",
        "韩信村收回 30 张、差 1 张，票箱打不开",
        "这一页关掉就再也打不开，票没有第二份。",
        "丢了密钥，票箱就再也打不开。",
        "不补发：谁也不知道丢的是哪一张。",
        "用加密网络（https）的，也可以用平板自己的相机。",
        "要用加密网络（https）。",
        "有了它们，网络就是加密的",
        "监票人的手机上看得到换了几张、还剩几张，随时可以收回余下的；",
    }
)
"""Sentences that hold such a word and promise nothing of who can learn what about a ballot."""

PLANTED = {
    "en": ("Your vote is anonymous.", "Nobody can find out what you chose."),
    "zh": ("没有人能知道您选了什么。", "本程序严格保密。", "投票完全匿名。"),
}


class Said(NamedTuple):
    """A sentence, and the custody in whose column it stands; None outside of any."""

    text: str
    custody: Custody | None


def squeezed(text: str) -> str:
    """Without the marks of Markdown and HTML, line ends and spaces."""
    text = re.sub(r"<[^>]*>|[*`|>]|\[(?=[^\]]*\]\()|\]\([^)]*\)", "", text)
    text = re.sub(r"(?<=[^ -~])\s+(?=[^ -~])", "", text)
    return re.sub(r"\s+", " ", text).strip()


def sentences(page: str) -> Iterator[Said]:
    """All sentences of a page outside of its code."""
    page = re.sub(r"```.*?```|<img [^>]*>", "\n\n", page, flags=re.DOTALL)
    columns: list[Custody | None] = []
    for block in re.split(r"\n\s*\n|\n(?=\||- |\d+\. |#)", page):
        if block.startswith("|"):
            cells = block.strip().strip("|").split("|")
            named = [custody_in(cell) for cell in cells]
            if all(named):
                columns = named
                continue
            for custody, cell in zip(columns or [None] * len(cells), cells, strict=False):
                yield from (Said(each, custody) for each in split(cell))
        else:
            columns = []
            yield from (Said(each, None) for each in split(block))


def custody_in(cell: str) -> Custody | None:
    """The custody that the head of a column names."""
    return next((each for each in Custody if f"`{each.value}`" in cell), None)


def split(text: str) -> list[str]:
    """The sentences of a text."""
    return [each for each in map(squeezed, re.split(r"(?<=[。;；])|(?<=\.)\s", text)) if each]


@cache
def claims(custody: Custody, language: str) -> frozenset[str]:
    """Every sentence that the program itself may claim under a custody."""
    with speaking(language):
        said = [
            *secrecy_claims.lines(custody, Transport.HTTPS),
            *(each for way in Transport for each in secrecy_claims.sentences(custody, way)),
        ]
    return frozenset(part for sentence in said for part in split(sentence))


def unfounded(page: str, language: str) -> list[str]:
    """The sentences of secrecy of a page that nothing stands behind."""
    return [
        said.text
        for said in sentences(page)
        if OF_SECRECY.search(said.text) and not is_founded(said, language)
    ]


def is_founded(said: Said, language: str) -> bool:
    """Whether a sentence is a claim of its custody, or is listed here."""
    if said.custody:
        return said.text in claims(said.custody, language)
    return said.text in SOURCES or said.text in OTHERWISE


@pytest.mark.parametrize(("name", "language"), READMES.items())
def test_every_sentence_of_secrecy_has_its_source(name: str, language: str) -> None:
    assert unfounded((ROOT / name).read_text(encoding="utf-8"), language) == []


@pytest.mark.parametrize(("name", "language"), READMES.items())
def test_both_custodies_are_claimed_in_full(name: str, language: str) -> None:
    """A claim without its second half, such as who can open a ballot after all, is stronger."""
    told = list(sentences((ROOT / name).read_text(encoding="utf-8")))
    with speaking(language):
        whole = {each: secrecy_claims.sentences(each, Transport.HTTPS)[1:-1] for each in Custody}
        whole[SERVER] = whole[SERVER][:3]  # the fourth is of the voter's own phone
    for custody, said in whole.items():
        parts = {part for sentence in said for part in split(sentence)}
        assert parts - {each.text for each in told if each.custody is custody} == set()


@pytest.mark.parametrize(("text", "source"), SOURCES.items())
def test_what_is_listed_stands_in_the_document_of_secrecy(
    text: str, source: tuple[Custody | None, str]
) -> None:
    custody, words = source
    document = squeezed((ROOT / "docs" / "secrecy.md").read_text(encoding="utf-8"))
    assert words in document
    assert custody is None or custody.value in text


def test_nothing_is_listed_that_no_readme_says() -> None:
    pages = [(ROOT / name).read_text(encoding="utf-8") for name in READMES]
    told = {said.text for page in pages for said in sentences(page)}
    assert (set(SOURCES) | OTHERWISE) - told == set()


@pytest.mark.parametrize(("name", "language"), READMES.items())
def test_the_control_a_promise_that_nothing_backs_is_found(name: str, language: str) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    for planted in PLANTED[language]:
        assert unfounded(f"{page}\n\n{planted}\n", language) == [planted]


def test_the_control_a_claim_in_the_column_of_the_other_custody_is_found() -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    with speaking("en"):
        strong = secrecy_claims.sentences(Custody.SCRUTINEERS, Transport.HTTPS)[1]
    moved = re.sub(r"\| Ballots are stored encrypted[^|]*\|", f"| {strong} |", page)
    assert moved != page
    assert unfounded(moved, "en") == split(strong)


def test_the_control_a_claim_outside_of_the_columns_is_found() -> None:
    """Unconditional is stronger than under a custody."""
    with speaking("zh"):
        strong = secrecy_claims.sentences(Custody.SCRUTINEERS, Transport.HTTPS)[1]
    assert unfounded(f"- {strong}\n", "zh") == [f"- {split(strong)[0]}", split(strong)[1]]
