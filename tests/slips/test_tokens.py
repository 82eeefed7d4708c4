"""The secrets of a slip."""

import hashlib
import secrets

import pytest

from ballot.slips import tokens
from ballot.slips.tokens import Code, Token

RUN = bytes(16)


def test_a_token_is_26_capitals_and_a_code_twelve_digits() -> None:
    minted = tokens.mint(secrets.token_bytes)
    assert len(minted.token.text) == tokens.TOKEN_LENGTH
    assert set(minted.token.text) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    assert len(minted.code.text) == tokens.CODE_LENGTH
    assert minted.code.text.isdigit()


def test_no_two_slips_share_a_secret() -> None:
    minted = [tokens.mint(secrets.token_bytes) for _ in range(2000)]
    assert len({slip.token for slip in minted}) == len({slip.code for slip in minted}) == 2000


def test_all_128_bits_stand_in_the_token() -> None:
    first = tokens.mint(lambda count: bytes(count - 1) + b"\x00")
    second = tokens.mint(lambda count: bytes(count - 1) + b"\x01")
    assert first.token != second.token


def test_a_small_number_keeps_its_leading_zeros() -> None:
    minted = tokens.mint(lambda count: (7).to_bytes(count, "big"))
    assert minted.code.text == "000000000007"
    assert minted.code.printed == "0000 0000 0007"


@pytest.mark.parametrize(
    ("text", "secret", "remark"),
    [
        ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", Token("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), "as printed"),
        ("abcdefghijklmnopqrstuvwxyz", Token("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), "any case"),
        ("1234 5678 9012", Code("123456789012"), "as printed"),
        ("1234-5678-9012\n", Code("123456789012"), "as people write it"),
        ("123456789012", Code("123456789012"), "full width"),
        ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", Token("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), "full width"),
        ("ABCDEFGHIJKLMNOPQRSTUVWXY1", None, "no 1 in base32"),
        ("ABCDEFGHIJKLMNOPQRSTUVWXY", None, "one letter short"),
        ("12345678901", None, "one digit short"),
        ("1234567890123", None, "one digit long"),
        ("¹²³⁴⁵⁶⁷⁸⁹⁰¹²x", None, "no code at all"),
        ("", None, "nothing"),
    ],
)
def test_a_typed_secret_is_read_as_people_type_it(
    text: str, secret: tokens.Secret | None, remark: str
) -> None:
    assert tokens.parse(text) == secret, remark


def test_what_is_stored_is_bound_to_the_run() -> None:
    minted = tokens.mint(secrets.token_bytes)
    other = bytes(15) + b"\x01"
    assert tokens.digest(RUN, minted.token) != tokens.digest(other, minted.token)
    stored = tokens.code_digest(b"k" * 32, RUN, "123456", minted.code)
    assert stored != tokens.code_digest(b"k" * 32, other, "123456", minted.code)
    assert stored != tokens.code_digest(b"k" * 32, RUN, "123457", minted.code)
    assert stored != tokens.code_digest(b"l" * 32, RUN, "123456", minted.code)


def test_the_digest_is_the_one_that_is_written_down() -> None:
    slip = Token("A" * 26)
    wanted = hashlib.sha256(b"slip-v1|" + RUN + b"|" + b"A" * 26).digest()
    assert tokens.digest(RUN, slip) == wanted


def test_a_secret_never_shows_itself() -> None:
    minted = tokens.mint(secrets.token_bytes)
    assert minted.token.text not in repr(minted)
    assert minted.code.text not in repr(minted)
