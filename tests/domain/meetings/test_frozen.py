"""What hangs on the wall: one spelling, one fingerprint."""

import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest

from ballot.domain.meeting import Custody, Sealing, Transport
from ballot.domain.meetings import frozen
from ballot.domain.meetings.frozen import Frozen, FrozenClass, FrozenSubject
from ballot.domain.paper import BallotRules, Question

FACTS = Frozen(
    number="482913",
    run=bytes(range(16)),
    round=2,
    follows="482912",
    rehearsal=False,
    title="测评",
    place="",
    custody=Custody.SCRUTINEERS,
    pk=b"\x01" * 32,
    vks=(b"\x02" * 32, b"\x03" * 32, b"\x04" * 32),
    scheme="jiaozhou-village",
    scheme_sha256="ab" * 32,
    subjects=(FrozenSubject("张某", "单位", "大布村"), FrozenSubject("李某")),
    questions=(Question("满意吗", ("满意", "不满意")), Question("打分", (), blank=False)),
    rules=BallotRules(at_most_first=1, not_all_alike=True, least_below=(1, 60)),
    classes=(FrozenClass("A票", 30, 31, "cd" * 32), FrozenClass("B票", 16, 16, "ef" * 32)),
    eligible=46,
    minimum=31,
    signing_key=b"\x06" * 32,
    transport=Transport.HTTPS,
    journal_head=b"\x07" * 32,
)


@pytest.mark.parametrize(
    "facts", [FACTS, replace(FACTS, rules=BallotRules(), follows=None, vks=())]
)
def test_what_was_frozen_is_read_back_whole(facts: Frozen) -> None:
    assert frozen.from_text(frozen.to_text(facts)) == facts


def test_the_text_has_one_spelling() -> None:
    text = frozen.to_text(FACTS)
    read = json.loads(text)
    assert read["format"] == 2
    assert "张某" in text
    assert text == json.dumps(read, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


@pytest.mark.parametrize("number", [1, 3, "2", None])
def test_another_format_is_not_read(number: object) -> None:
    facts = json.loads(frozen.to_text(FACTS)) | {"format": number}
    with pytest.raises(ValueError, match="format"):
        frozen.from_text(json.dumps(facts))


def test_any_change_is_another_fingerprint() -> None:
    text = frozen.to_text(FACTS)
    assert frozen.fingerprint(text) == hashlib.sha256(text.encode()).hexdigest()
    for change in (
        {"pk": b"\x05" * 32},
        {"minimum": 30},
        {"subjects": FACTS.subjects[::-1]},
        {"custody": Custody.SERVER},
        {"signing_key": b"\x05" * 32},
        {"transport": Transport.LOCAL},
        {"journal_head": b"\x05" * 32},
        {"sealing": Sealing.PHONE},
    ):
        assert frozen.fingerprint(frozen.to_text(replace(FACTS, **change))) != frozen.fingerprint(
            text
        )


def test_the_paper_names_the_subjects_in_order() -> None:
    assert FACTS.paper.subjects == ("张某", "李某")
    assert len(FACTS.paper.cells) == 4
    assert FACTS.slips == 47


@pytest.mark.parametrize(
    ("change", "may"),
    [
        ({}, True),
        ({"transport": Transport.LOCAL}, True),
        ({"custody": Custody.SERVER}, False),
        ({"transport": Transport.PLAIN}, False),
        ({"rules": BallotRules(not_all_alike=True)}, False),
    ],
)
def test_phones_seal_only_where_it_claims_something(change: dict[str, Any], may: bool) -> None:
    """The server may seal what a phone may not."""
    facts = replace(FACTS, **{"rules": BallotRules(), **change})
    assert replace(facts, sealing=Sealing.PHONE).may_be_sealed_so is may
    assert replace(facts, sealing=Sealing.SERVER).may_be_sealed_so
