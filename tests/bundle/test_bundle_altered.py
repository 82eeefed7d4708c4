"""Of an audit bundle one bit altered, one byte added, one byte dropped: refused, and why."""

import os
import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from people.bundle_forger import SIGNED, Parts, edited, flipped, resigned, why

from ballot.bundle import container, layout
from ballot.bundle.canonical import LARGEST

LOCAL = b"PK\3\4"


def test_untouched_it_verifies(opened_bundle: bytes, bundle_without_quorum: bytes) -> None:
    assert why(opened_bundle) == ""
    assert why(bundle_without_quorum) == ""


def test_a_bit_flipped_anywhere_is_refused(opened_bundle: bytes) -> None:
    """In every byte of every header and of the directory, and in a sample of all others."""
    directory = opened_bundle.index(b"PK\1\2")
    headers = [at for at in range(directory) if opened_bundle.startswith(LOCAL, at)]
    around = {at + step for at in headers for step in range(-2, 60)}
    places = around | set(range(0, directory, 97)) | set(range(directory, len(opened_bundle)))
    for place in sorted(place for place in places if place >= 0):
        assert why(flipped(opened_bundle, place)) in ("file", "size"), place


def test_a_bit_flipped_in_any_part_of_a_sound_file_is_refused(parts: Parts) -> None:
    """The forger mends the checksums of the file, not the digests."""
    for name, content in parts.items():
        for place in {0, len(content) // 3, len(content) // 2, len(content) - 1}:
            file = container.pack(parts | {name: flipped(content, place)})
            assert why(file) in ("digest", "signature", "form"), (name, place)


def test_a_bit_flipped_and_signed_again_is_refused(parts: Parts) -> None:
    """Whatever can be recomputed; the policy's comments are held by their frozen digest."""
    unseen = {layout.JOURNAL, *SIGNED}
    for name in sorted(set(parts) - unseen):
        content = parts[name]
        for place in {0, len(content) // 3, len(content) // 2, len(content) - 1}:
            file = resigned(parts | {name: flipped(content, place)})
            assert why(file) not in ("", "file", "digest", "signature"), (name, place)


def test_a_byte_added_or_dropped_is_refused(opened_bundle: bytes) -> None:
    last = len(opened_bundle)
    for place in (0, 1, 30, last // 2, last - 22, last - 1, last):
        assert why(opened_bundle[:place] + b"\0" + opened_bundle[place:]) in ("file", "size")
    for place in (0, 1, 30, last // 2, last - 22, last - 1):
        assert why(opened_bundle[:place] + opened_bundle[place + 1 :]) in ("file", "size")
        assert why(opened_bundle[:place]) == "file"
    assert why(b"") == "file"
    assert why(opened_bundle + opened_bundle) == "file"


def test_a_part_added_dropped_or_renamed_is_refused(parts: Parts) -> None:
    assert why(container.pack(parts | {"note.txt": b"x"})) == "parts"
    assert why(resigned(parts | {"note.txt": b"x"})) == "parts"
    for name in parts:
        rest = {each: content for each, content in parts.items() if each != name}
        assert why(container.pack(rest)) == "parts"
        if name not in SIGNED:
            assert why(resigned(rest)) == "parts", name
    moved = {("ballots-9.1.1.bin" if n == "ballots-1.1.1.bin" else n): c for n, c in parts.items()}
    assert why(resigned(moved)) == "parts"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_mutation_passes(opened_bundle: bytes, data: st.DataObject) -> None:
    """Pieces replaced, moved, doubled and cut; what comes out as it was is not judged."""
    place = data.draw(st.integers(0, len(opened_bundle)))
    end = data.draw(st.integers(place, min(len(opened_bundle), place + 400)))
    piece = data.draw(
        st.one_of(st.binary(max_size=64), st.just(opened_bundle[place:end] * 2), st.just(b""))
    )
    mutated = opened_bundle[:place] + piece + opened_bundle[end:]
    if mutated != opened_bundle:
        assert why(mutated) == "file"


def deflated(parts: Parts) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name in sorted(parts):
            file.writestr(name, parts[name])
    return made.getvalue()


def test_what_would_have_to_be_inflated_is_refused_unread(parts: Parts) -> None:
    bomb = deflated(parts | {layout.SLIPS: bytes(64 * 1024 * 1024)})
    assert len(bomb) < 1024 * 1024
    assert why(bomb) == "file"
    assert why(deflated(parts)) == "file"


@pytest.mark.parametrize("name", ["../frozen.json", "/etc/passwd", "a/b", "A.json", "x" * 41])
def test_a_name_that_leads_elsewhere_is_refused(parts: Parts, name: str) -> None:
    assert why(container.pack(parts | {name: b""})) == "file"


def test_a_name_that_occurs_twice_is_refused(opened_bundle: bytes) -> None:
    second = opened_bundle.index(LOCAL, 1)
    doubled = opened_bundle[:second] * 2 + opened_bundle[second:]
    assert why(doubled) == "file"


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{",
        b"\xff",
        b"NaN",
        b"1e400",
        b"1.0",
        b"9" * 5000,
        b"[" * 100_000 + b"]" * 100_000,
        b'{"a":1,"a":1}',
        b'{"a": 1}',
        b'"\\ud800"',
        b'"\\u6d4b"',
        b"[]",
        b"null",
        b"{}",
        b'[{"act":"close"}]',
    ],
    ids=lambda text: repr(text[:12]),
)
def test_bad_json_is_refused_in_every_part(parts: Parts, text: bytes) -> None:
    for name in (
        layout.FROZEN,
        layout.SCORES,
        layout.JOURNAL,
        layout.OPENINGS,
        layout.RESULT,
    ):
        assert why(resigned(parts | {name: text})) not in ("", "digest", "signature"), name
    assert why(container.pack(parts | {layout.MANIFEST: text})) in ("form", "signature")


def test_a_part_that_is_too_large_is_refused_unread(parts: Parts) -> None:
    assert why(resigned(parts | {layout.FROZEN: b" " * (LARGEST + 1)})) == "size"
    assert why(resigned(parts | {layout.SLIPS: b" " * (LARGEST + 1)})) == "size"


@pytest.mark.parametrize("value", [True, "8", -1, 2**40, 10**400, None, [], 1.5])
def test_a_number_that_is_none_is_refused(parts: Parts, value: object) -> None:
    for key in ("eligible", "minimum", "round"):
        forged = edited(parts, layout.FROZEN, lambda facts, key=key: facts.update({key: value}))
        assert why(resigned(forged)) == "form", key


def test_random_bytes_are_refused() -> None:
    for size in (1, 4, 22, 30, 100, 5000):
        assert why(os.urandom(size)) == "file"
        assert why(LOCAL + os.urandom(size)) == "file"
