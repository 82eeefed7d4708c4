"""A share on paper comes back from it, and one wrong character is noticed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ballot.box import group, keyslip, shares
from ballot.domain.errors import ProofRefused

KEYS, SHARES = shares.split()
few = settings(max_examples=30, deadline=None)


def test_a_key_slip_has_fourteen_groups_of_four() -> None:
    text = keyslip.write(SHARES[0].secret)
    groups = text.split(" ")
    assert [len(group_) for group_ in groups] == [4] * 14
    assert keyslip.read(text) == SHARES[0].secret


@few
@given(st.integers(0, group.ORDER - 1))
def test_every_share_comes_back_from_paper(number: int) -> None:
    secret = group.scalar(number)
    text = keyslip.write(secret)
    assert keyslip.read(text) == secret
    assert keyslip.read(text.lower().replace(" ", "-")) == secret
    assert keyslip.read("  " + text.replace(" ", "") + "\n") == secret


def test_what_a_tired_eye_or_a_chinese_keyboard_writes_is_read() -> None:
    text = keyslip.write(SHARES[0].secret)
    misread = text.translate(str.maketrans("OIB", "018"))
    wide = "".join(chr(ord(each) + 0xFEE0) if each != " " else "\u3000" for each in text)
    assert keyslip.read(misread) == keyslip.read(wide) == SHARES[0].secret


@few
@given(st.integers(0, 55), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
def test_one_wrong_character_is_noticed(place: int, other: str) -> None:
    text = keyslip.write(SHARES[0].secret).replace(" ", "")
    wrong = text[:place] + other + text[place + 1 :]
    if wrong != text:
        with pytest.raises(ProofRefused) as refused:
            keyslip.read(wrong)
        assert refused.value.why == "keyslip"


@pytest.mark.parametrize("text", ["", "ABCD", "A" * 57, "A" * 56, "9" * 56, "测" * 56])
def test_what_is_no_key_slip_is_refused(text: str) -> None:
    with pytest.raises(ProofRefused) as refused:
        keyslip.read(text)
    assert refused.value.why == "keyslip"


def test_a_slip_whose_checksum_fits_but_that_is_no_scalar_is_refused() -> None:
    with pytest.raises(ProofRefused) as refused:
        keyslip.read(keyslip.write(b"\xff" * 32))
    assert refused.value.why == "scalar"
