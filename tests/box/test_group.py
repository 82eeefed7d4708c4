"""The curve: official vectors, the laws of a group, and what is refused."""

import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
import rbcl
from hypothesis import given, settings
from hypothesis import strategies as st

from ballot.box import group, libsodium
from ballot.domain.errors import ProofRefused

VECTORS = json.loads((Path(__file__).parent / "rfc9496.json").read_text())
INVALID = [
    pytest.param(bytes.fromhex(each), id=f"{kind}-{each[:8]}")
    for kind, encodings in VECTORS["invalid_encodings"].items()
    for each in encodings
]
numbers = st.integers(0, group.ORDER - 1) | st.integers(0, 20)
few = settings(max_examples=60, deadline=None)


def test_multiples_of_the_generator_are_those_of_rfc_9496() -> None:
    total = group.IDENTITY
    for number, expected in enumerate(VECTORS["multiples_of_the_generator"]):
        assert group.base(group.scalar(number)).hex() == expected
        assert group.mul(group.scalar(number), group.BASE).hex() == expected
        assert total.hex() == expected
        assert group.read_point(bytes.fromhex(expected)) == total
        total = group.add(total, group.BASE)


@pytest.mark.parametrize("raw", INVALID)
def test_an_encoding_that_rfc_9496_calls_invalid_is_refused(raw: bytes) -> None:
    for read in (group.read_point, group.read_key):
        with pytest.raises(ProofRefused) as refused:
            read(raw)
        assert refused.value.why == "point"


@pytest.mark.parametrize("raw", INVALID)
def test_an_invalid_operand_is_refused_by_the_addition_itself(raw: bytes) -> None:
    """rbcl answers with zeros, which are the identity: a forged row would vanish from a sum."""
    assert rbcl.crypto_core_ristretto255_add(raw, group.BASE) == group.IDENTITY
    for operation in (group.add, group.sub):
        with pytest.raises(ProofRefused):
            operation(group.Point(raw), group.BASE)
        with pytest.raises(ProofRefused):
            operation(group.BASE, group.Point(raw))


@pytest.mark.parametrize(("uniform", "point"), VECTORS["from_uniform_bytes"])
def test_the_library_maps_uniform_bytes_as_rfc_9496_does(uniform: str, point: str) -> None:
    assert rbcl.crypto_core_ristretto255_from_hash(bytes.fromhex(uniform)).hex() == point


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (group.ORDER.to_bytes(32, "little"), "the order itself is nought written twice"),
        ((group.ORDER + 1).to_bytes(32, "little"), "one, written a second way"),
        (b"\xff" * 32, "beyond every border"),
        (bytes(31), "too short"),
        (bytes(33), "too long"),
        (b"", "nothing"),
    ],
)
def test_a_scalar_that_is_not_canonical_is_refused(raw: bytes, why: str) -> None:
    with pytest.raises(ProofRefused) as refused:
        group.read_scalar(raw)
    assert refused.value.why == "scalar", why


def test_the_greatest_and_the_smallest_scalar_are_read() -> None:
    for number in (0, 1, group.ORDER - 1):
        raw = number.to_bytes(32, "little")
        assert group.read_scalar(raw) == raw == group.scalar(number)


def test_the_identity_is_a_point_but_no_key() -> None:
    assert group.read_point(bytes(32)) == group.IDENTITY
    with pytest.raises(ProofRefused) as refused:
        group.read_key(bytes(32))
    assert refused.value.why == "identity"


@pytest.mark.parametrize("length", [0, 31, 33, 64])
def test_a_point_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(ProofRefused):
        group.read_point(bytes(length))


def test_nought_times_a_point_is_the_identity_and_no_failure() -> None:
    assert group.mul(group.ZERO, group.BASE) == group.IDENTITY
    assert group.mul(group.ONE, group.IDENTITY) == group.IDENTITY
    assert group.base(group.ZERO) == group.IDENTITY
    assert group.sub(group.BASE, group.BASE) == group.IDENTITY


@few
@given(numbers, numbers)
def test_scalars_calculate_like_whole_numbers_modulo_the_order(a: int, b: int) -> None:
    left, right = group.scalar(a), group.scalar(b)
    assert group.plus(left, right) == group.scalar(a + b)
    assert group.minus(left, right) == group.scalar(a - b)
    assert group.times(left, right) == group.scalar(a * b)


@few
@given(st.integers(1, group.ORDER - 1))
def test_a_scalar_times_its_inverse_is_one(a: int) -> None:
    assert group.times(group.scalar(a), group.inverse(group.scalar(a))) == group.ONE


def test_nought_has_no_inverse() -> None:
    with pytest.raises(ValueError, match="zero"):
        group.inverse(group.ZERO)


@few
@given(st.lists(st.integers(1, group.ORDER - 1), min_size=1, max_size=22))
def test_all_are_inverted_by_one_inversion(all_: list[int]) -> None:
    assert group.inverses(all_) == [pow(each, -1, group.ORDER) for each in all_]


@pytest.mark.parametrize("place", range(4))
def test_where_one_is_nought_none_is_inverted(place: int) -> None:
    numbers_ = [5, 7, -3]
    assert group.inverses(numbers_)[2] * -3 % group.ORDER == 1
    numbers_.insert(place, 0)
    with pytest.raises(ValueError, match="invertible"):
        group.inverses(numbers_)


@few
@given(st.binary(min_size=64, max_size=64))
def test_a_digest_is_reduced_as_a_little_endian_number(digest: bytes) -> None:
    assert group.reduce(digest) == group.scalar(int.from_bytes(digest, "little"))
    assert group.reduce(digest) == group.reduced(digest).to_bytes(32, "little")


@few
@given(numbers, numbers, numbers)
def test_multiplication_distributes_over_addition(a: int, b: int, c: int) -> None:
    point = group.base(group.scalar(c))
    first, second = group.mul(group.scalar(a), point), group.mul(group.scalar(b), point)
    assert group.add(first, second) == group.mul(group.scalar(a + b), point)
    assert group.sub(first, second) == group.mul(group.scalar(a - b), point)
    assert group.base(group.scalar(a * c)) == first


def test_random_scalars_are_canonical_not_nought_and_never_alike() -> None:
    drawn = [group.random_scalar() for _ in range(200)]
    assert len(set(drawn)) == 200
    assert group.ZERO not in drawn
    assert all(group.read_scalar(each) == each for each in drawn)


def test_the_library_leaves_no_copy_of_itself_in_folder_or_memory(tmp_path: Path) -> None:
    assert not Path(rbcl._sodium._name).exists()
    copy = tmp_path / "copy.so"
    copy.write_bytes(b"library")
    naive = ModuleType("_sodium")
    vars(naive)["sodium_bs"] = b"library"
    for _ in range(2):
        libsodium.remove_copies(naive, str(copy))
    assert not copy.exists()
    assert "sodium_bs" not in {*vars(naive), *vars(sys.modules["rbcl._sodium"])}


def test_rbcl_is_loaded_without_its_own_tests() -> None:
    code = "import sys\nfrom ballot.box import group\nprint('unittest' in sys.modules)"
    words = [sys.executable, "-c", code]
    said = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    assert said == "False\n"
    naive = code.replace("from ballot.box import group", "import rbcl")
    said = subprocess.run([*words[:2], naive], capture_output=True, text=True, check=True).stdout
    assert said == "True\n", "the control: its import brings them"


def test_whoever_has_the_module_that_rbcl_goes_without_keeps_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held = ModuleType("doctest")
    monkeypatch.setitem(sys.modules, "doctest", held)
    assert libsodium.load().crypto_core_ristretto255_BYTES == group.SIZE
    assert sys.modules["doctest"] is held
