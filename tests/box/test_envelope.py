"""What is prepared ahead is what it is said to be, and a process that knows no more can make it."""

import subprocess
import sys

import pytest

from ballot.box import elgamal, envelope, group
from ballot.box.envelope import Bit, Column, Fresh, Kind
from ballot.box.group import Point

SECRET, PK = elgamal.make_key()
KEY = group.read_key(PK)
LEAN = """import sys
from ballot.box import envelope
print(*sorted({name.partition(".")[0] for name in sys.modules} - sys.stdlib_module_names))"""


@pytest.mark.parametrize("kind", envelope.KINDS, ids=lambda kind: kind.name)
def test_a_record_has_the_size_of_its_kind_and_no_two_are_alike(kind: Kind) -> None:
    records = Fresh(KEY).take(kind, 20)
    assert {len(each) for each in records} == {kind.size}
    firsts = {each[at : at + 32] for each in records for at in range(0, kind.size, 32)}
    assert len(firsts) == 20 * kind.size // 32


def test_a_column_holds_both_ciphertexts_and_both_commitments() -> None:
    column = Column.unpack(envelope.make_column(KEY))
    r, u, d = (group.scalar(each) for each in (column.r, column.u, column.d))
    step = group.base(d)
    r_p, u_p = group.mul(r, KEY), group.mul(u, KEY)
    assert column.c1 == group.base(r)
    assert column.c2 == (r_p, group.add(r_p, group.BASE))
    assert column.first == group.base(u)
    assert column.second == (group.add(u_p, step), u_p)


def test_a_bit_holds_both_ciphertexts_and_the_commitments_of_both_branches() -> None:
    bit = Bit.unpack(envelope.make_bit(KEY))
    zero = group.mul(bit.r, KEY)
    assert (bit.c1, bit.c2) == (group.base(bit.r), (zero, group.add(zero, group.BASE)))
    assert (bit.w_g, bit.w_p) == (group.base(bit.w), group.mul(bit.w, KEY))
    z = group.plus(bit.u, group.times(bit.fake, bit.r))
    assert bit.u_g == group.sub(group.base(z), group.mul(bit.fake, bit.c1))
    for value in (0, 1):  # the false branch says the other bit
        other = group.sub(bit.c2[value], (group.BASE, group.IDENTITY)[value])
        simulated = group.sub(group.mul(z, KEY), group.mul(bit.fake, other))
        assert bit.u_p[value] == simulated


def test_records_of_another_key_differ_in_all_that_depends_on_it() -> None:
    other = Fresh(Point(elgamal.make_key()[1]))
    column = Column.unpack(other.take(envelope.CHOICE, 1)[0])
    assert column.c2[0] != group.mul(group.scalar(column.r), KEY)


def test_the_module_brings_nothing_but_the_curve_with_it() -> None:
    found = subprocess.run([sys.executable, "-c", LEAN], capture_output=True, text=True, check=True)
    brought = set(found.stdout.split()) - {"__main__", "ballot"}
    assert {"rbcl"} <= brought
    assert not brought & {"sqlalchemy", "flask", "cryptography", "babel"}
