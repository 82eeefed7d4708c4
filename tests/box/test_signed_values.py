"""The values that signed paper prints, as docs/bundle.md gives them."""

import re
from pathlib import Path

from ballot.box import signed_values

PAGE = (Path(__file__).parents[2] / "docs" / "bundle.md").read_text(encoding="utf-8")
HEADS = re.findall(r"^    ([0-9a-f]{64})$", PAGE, re.MULTILINE)
HEAD = bytes.fromhex(HEADS[2])
"""That of both lines of the example."""


def test_the_values_of_the_documents_come_out() -> None:
    sheet, code = re.findall(r"`([0-9a-f]{64})`", PAGE.partition("Of a root of 32 zero bytes")[2])
    assert signed_values.close_value(bytes(32), HEAD).hex() == sheet
    assert signed_values.code(b'{"a":1}', HEAD).hex() == code


def test_a_value_of_the_one_kind_is_none_of_the_other() -> None:
    root = bytes(32)
    assert signed_values.close_value(root, HEAD) != signed_values.code(root, HEAD)
    assert signed_values.code(root + HEAD[:1], HEAD[1:]) != signed_values.code(root, HEAD)


def test_the_public_key_is_that_of_rfc_8032() -> None:
    seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    public = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert signed_values.public_key(seed).hex() == public
