"""A tag holds a row to its place; fields never run into one another."""

import os
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ballot.box import tags, transcript
from ballot.box.tags import TagKeys
from ballot.domain.errors import Tampered

KEYS = TagKeys(row=os.urandom(32), frozen=os.urandom(32), journal=os.urandom(32))
ROW: dict[str, Any] = {
    "run": b"r" * 16,
    "subject": 1,
    "question": 2,
    "voter_class": 3,
    "id": b"i" * 16,
    "ct": b"c" * 256,
    "proof": b"p" * 576,
}


@pytest.mark.parametrize("field", list(ROW))
def test_the_tag_of_a_row_covers_every_field(field: str) -> None:
    value = ROW[field]
    other = value + 1 if isinstance(value, int) else b"x" + value[1:]
    tag = tags.row_tag(KEYS, **ROW)
    assert len(tag) == 32
    assert tags.row_tag(KEYS, **ROW) == tag
    assert tags.row_tag(KEYS, **{**ROW, field: other}) != tag


def test_another_key_gives_another_tag() -> None:
    other = TagKeys(os.urandom(32), os.urandom(32), os.urandom(32))
    assert tags.row_tag(KEYS, **ROW) != tags.row_tag(other, **ROW)
    assert tags.frozen_tag(KEYS, b"r", b"t") != tags.frozen_tag(other, b"r", b"t")
    assert tags.journal_tag(KEYS, b"", b"t") != tags.journal_tag(other, b"", b"t")


def test_the_keys_of_two_purposes_are_never_exchanged() -> None:
    same = TagKeys(row=b"1" * 32, frozen=b"2" * 32, journal=b"3" * 32)
    assert tags.frozen_tag(same, b"a", b"b") != tags.journal_tag(same, b"a", b"b")


def test_a_tag_of_frozen_data_is_good_for_one_run() -> None:
    assert tags.frozen_tag(KEYS, b"one", b"text") != tags.frozen_tag(KEYS, b"two", b"text")


def test_the_journal_is_a_chain() -> None:
    first = tags.journal_tag(KEYS, b"", b"create", b"2026")
    second = tags.journal_tag(KEYS, first, b"open", b"2026")
    assert second != tags.journal_tag(KEYS, b"", b"open", b"2026")


@settings(deadline=None)
@given(st.lists(st.binary(max_size=6), max_size=4), st.lists(st.binary(max_size=6), max_size=4))
def test_different_lists_of_fields_are_framed_differently(
    one: list[bytes], two: list[bytes]
) -> None:
    assert (transcript.framed(*one) == transcript.framed(*two)) == (one == two)


def test_fields_that_run_into_one_another_have_different_tags() -> None:
    assert tags.frozen_tag(KEYS, b"ab", b"c") != tags.frozen_tag(KEYS, b"a", b"bc")


def test_a_wrong_tag_is_told_apart_and_what_it_held_is_named() -> None:
    tag = tags.row_tag(KEYS, **ROW)
    tags.require(tag, tag, "sealed_vote")
    assert tags.is_same(tag, bytes(tag))
    for wrong in (b"", tag[:-1], bytes([tag[0] ^ 1]) + tag[1:]):
        assert not tags.is_same(wrong, tag)
        with pytest.raises(Tampered) as refused:
            tags.require(wrong, tag, "sealed_vote")
        assert refused.value.what == "sealed_vote"
