"""A name in several writings is one name; two names are not."""

import pytest

from ballot.domain.person_name import folded


@pytest.mark.parametrize(
    "written",
    [
        "王某",
        "王 某",
        "王\u3000某",
        " 王\t某 ",
        "王\u00a0某",
        "王\u200b某",
        "\ufeff王某",
        "\u202d王某\u202c",
        "王\n某",
        "王  \u2009某",
        "王某\ufe00",
    ],
)
def test_blanks_and_what_nobody_sees_make_no_other_name(written: str) -> None:
    assert folded(written) == "王某"


@pytest.mark.parametrize(
    "dot", ["\u00b7", "\u2022", "\u2027", "\u30fb", "\uff0e", ".", " \u00b7 ", "\u3000\u30fb"]
)
def test_every_middle_dot_is_the_same(dot: str) -> None:
    assert folded(f"阿依古丽{dot}买买提") == "阿依古丽·买买提"


def test_one_character_in_two_encodings_is_one() -> None:
    assert folded("\uf9d3") == folded("\u9678")
    assert folded("Jose\u0301") == folded("Jos\u00e9")


def test_a_blank_between_latin_words_stays() -> None:
    assert folded("Ann  Lee") == "Ann Lee" != folded("AnnLee")


@pytest.mark.parametrize("other", ["王某某", "王谋", "黄某", "某王", ""])
def test_other_names_stay_apart(other: str) -> None:
    assert folded(other) != folded("王某")


def test_what_is_folded_stays_so() -> None:
    for name in ("王 某", "阿依古丽 • 买买提", "Ann  Lee"):
        assert folded(folded(name)) == folded(name)
