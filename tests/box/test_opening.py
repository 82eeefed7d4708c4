"""Only sums are opened, and a list is pinned by its root."""

import hashlib
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ballot.box import elgamal, group, opening
from ballot.box.elgamal import ProofContext
from ballot.box.transcript import framed
from ballot.domain.errors import ProofRefused

SECRET, PK = elgamal.make_key()
PLACE = ProofContext(run=os.urandom(16), subject=0, question=0, voter_class=0, pk=PK)
few = settings(max_examples=20, deadline=None)


def votes(*choices: int, columns: int = 4) -> list[bytes]:
    return [elgamal.seal(PLACE, choice, columns).ct for choice in choices]


def numbers(*values: int | None, blank: bool = True) -> list[bytes]:
    return [elgamal.seal_number(PLACE, value, blank).ct for value in values]


@few
@given(st.lists(st.integers(0, 3), max_size=12))
def test_the_opened_sum_is_the_count_of_every_option(choices: list[int]) -> None:
    total = opening.add(votes(*choices), 4)
    counts = opening.open_sum(SECRET, total, 4, limit=len(choices))
    assert counts == tuple(choices.count(option) for option in range(4))


@few
@given(st.lists(st.integers(0, 100) | st.none(), max_size=5))
def test_of_numbers_the_sum_and_the_abstentions_are_opened(values: list[int | None]) -> None:
    total = opening.add_numbers(numbers(*values), blank=True)
    expected = (sum(value or 0 for value in values), values.count(None))
    assert opening.open_number_sum(SECRET, total, limit=len(values)) == expected


def test_numbers_without_abstention_have_none() -> None:
    total = opening.add_numbers(numbers(100, 27, 0, blank=False), blank=False)
    assert opening.open_number_sum(SECRET, total, limit=3) == (127, 0)


def test_nothing_cast_opens_to_nought() -> None:
    assert opening.open_sum(SECRET, opening.add([], 3), 3, limit=0) == (0, 0, 0)
    assert opening.open_number_sum(SECRET, opening.add_numbers([], False), limit=0) == (0, 0)


def test_a_long_list_added_on_several_cores_gives_the_sum_of_its_parts() -> None:
    some = votes(0, 1, 1, 3)
    many = some * 300  # more than two batches
    counts = opening.open_sum(SECRET, opening.add(many, 4), 4, limit=1200)
    assert counts == (300, 600, 0, 300)


def test_another_key_opens_nothing() -> None:
    total = opening.add(votes(0, 1, 2), 4)
    with pytest.raises(ProofRefused) as refused:
        opening.open_sum(elgamal.make_key()[0], total, 4, limit=100_000)
    assert refused.value.why == "count"


def test_a_count_above_the_limit_is_refused() -> None:
    total = opening.add(votes(1, 1, 1), 4)
    assert opening.open_sum(SECRET, total, 4, limit=3) == (0, 3, 0, 0)
    with pytest.raises(ProofRefused) as refused:
        opening.open_sum(SECRET, total, 4, limit=2)
    assert refused.value.why == "count"


def test_more_abstentions_than_answers_are_refused() -> None:
    total = opening.add_numbers(numbers(None, None, 3), blank=True)
    with pytest.raises(ProofRefused) as refused:
        opening.open_number_sum(SECRET, total, limit=1)
    assert refused.value.why == "count"


@pytest.mark.parametrize("limit", [0, 1, 2, 3, 8, 9, 15, 24, 100])
def test_every_count_up_to_the_limit_is_found_and_none_beyond(limit: int) -> None:
    points = [group.base(group.scalar(count)) for count in range(limit + 2)]
    assert opening.logarithms(points[:-1], limit) == tuple(range(limit + 1))
    for beyond in (points[-1], group.base(group.scalar(-1))):
        with pytest.raises(ProofRefused):
            opening.logarithms([beyond], limit)


@pytest.mark.parametrize("count", [99_999, 100_000])
def test_a_whole_county_can_be_counted(count: int) -> None:
    assert opening.logarithms([group.base(group.scalar(count))], 100_000) == (count,)


def test_a_sum_of_another_width_is_refused() -> None:
    total = opening.add(votes(0, 1), 4)
    for columns in (3, 5):
        with pytest.raises(ProofRefused) as refused:
            opening.open_sum(SECRET, total, columns, limit=9)
        assert refused.value.why == "length"
    with pytest.raises(ProofRefused) as refused:
        opening.add([*votes(0), bytes(192)], 4)
    assert refused.value.why == "length"


def test_a_row_that_is_no_point_is_refused_and_not_left_out() -> None:
    good = votes(0, 1, 2)
    for bad in (b"\xff" * 256, good[0][:-32] + b"\x01" + bytes(31)):
        with pytest.raises(ProofRefused) as refused:
            opening.add([*good, bad], 4)
        assert refused.value.why == "point"


def test_a_secret_that_is_no_scalar_is_refused() -> None:
    with pytest.raises(ProofRefused) as refused:
        opening.open_sum(b"\xff" * 32, opening.add(votes(0), 4), 4, limit=1)
    assert refused.value.why == "scalar"


def rows(count: int) -> list[tuple[bytes, bytes, bytes]]:
    return [(bytes([n]) * 16, os.urandom(256), os.urandom(576)) for n in range(count)]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 7, 8, 9])
def test_the_root_depends_on_every_row_and_not_on_their_order(count: int) -> None:
    some = rows(count)
    root = opening.root(some)
    assert opening.root(reversed(some)) == root
    seen = {root, opening.root([*some, (b"\xff" * 16, b"", b"")])}
    for place, row in enumerate(some):
        seen.add(opening.root(some[:place] + some[place + 1 :]))
        for part in range(3):
            changed = list(row)
            changed[part] = bytes([row[part][0] ^ 1]) + row[part][1:]
            if part or count == 1 or changed[0] not in {each[0] for each in some}:
                others = some[:place] + some[place + 1 :]
                seen.add(opening.root([*others, (changed[0], changed[1], changed[2])]))
    assert len(seen) >= 2 + 3 * count


def test_the_root_of_three_rows_is_the_one_written_down() -> None:
    def h(raw: bytes) -> bytes:
        return hashlib.sha256(raw).digest()

    some = [(b"a", b"ct1", b"p1"), (b"b", b"ct2", b"p2"), (b"c", b"ct3", b"p3")]
    one, two, three = (h(b"\0" + framed(id, ct, h(proof))) for id, ct, proof in some)
    top = h(b"\1" + h(b"\1" + one + two) + three)
    assert opening.root(some) == h(b"\2" + b"\0\0\0\3" + top)
    assert opening.root([]) == h(b"\2" + b"\0\0\0\0" + bytes(32))


def test_an_id_that_occurs_twice_has_no_root() -> None:
    first, second = rows(2)
    with pytest.raises(ProofRefused) as refused:
        opening.root([first, second, (first[0], second[1], second[2])])
    assert refused.value.why == "twice"


def test_a_c1_that_occurs_twice_in_a_meeting_is_refused() -> None:
    some = votes(0, 1, 2)
    opening.require_fresh(some)
    copied = some[2][:64] + some[0][:64] + some[2][128:]
    for doubled in ([*some, some[1]], [some[0], copied], [some[0][:64] * 2]):
        with pytest.raises(ProofRefused) as refused:
            opening.require_fresh(doubled)
        assert refused.value.why == "twice"


def test_a_c1_of_an_earlier_list_is_remembered() -> None:
    first, second = votes(0, 1), votes(2)
    seen: set[bytes] = set()
    opening.require_fresh(first, seen)
    opening.require_fresh(second, seen)
    assert len(seen) == 12
    opening.require_fresh(first)
    with pytest.raises(ProofRefused):
        opening.require_fresh(first[1:], seen)


def test_the_root_of_a_meeting_covers_every_list_and_its_place() -> None:
    some = {(0, 0, 0): b"a" * 32, (0, 1, 0): b"b" * 32, (1, 0, 2): b"c" * 32}
    root = opening.root_of_lists(some)
    assert opening.root_of_lists(dict(reversed(some.items()))) == root
    exchanged = {**some, (0, 0, 0): b"b" * 32, (0, 1, 0): b"a" * 32}
    moved = {(0, 0, 0): b"a" * 32, (0, 1, 0): b"b" * 32, (1, 0, 1): b"c" * 32}
    shorter = {(0, 0, 0): b"a" * 32, (0, 1, 0): b"b" * 32}
    roots = {opening.root_of_lists(each) for each in (some, exchanged, moved, shorter, {})}
    assert len(roots) == 5
    place = b"\0\0\0\1" + b"\0\0\0\2" + b"\0\0\0\3"
    alone = opening.root_of_lists({(1, 2, 3): b"r" * 32})
    assert alone == hashlib.sha256(b"\3" + framed(place + b"r" * 32)).digest()
