"""The code on a key slip, drawn in the phone, is the one that everybody's scanner reads."""

import os

import qrcode
from playwright.sync_api import Page
from qrcode.constants import ERROR_CORRECT_Q
from qrcode.util import MODE_ALPHA_NUM, QRData

from ballot.box import group, keyslip


def theirs(text: str) -> list[list[bool]]:
    """The same by the library that draws the slips."""
    code = qrcode.QRCode(version=4, error_correction=ERROR_CORRECT_Q, border=0, mask_pattern=3)
    code.add_data(QRData(text, mode=MODE_ALPHA_NUM))
    code.make(fit=False)
    return [[bool(module) for module in row] for row in code.get_matrix()]


def test_the_code_of_a_key_slip_is_the_one_of_the_standard(box_page: Page) -> None:
    slips = [keyslip.write(group.random_scalar()).replace(" ", "") for _ in range(8)]
    ours = "(text) => import('/box/qr.js').then((qr) => qr.matrix(text))"
    for text in (*slips, "A", "AB", "Z" * 67, os.urandom(20).hex().upper()):
        assert box_page.evaluate(ours, text) == theirs(text), text


def test_what_does_not_fit_is_refused(box_page: Page) -> None:
    refuses = """(text) => import('/box/qr.js').then((qr) => {
      try { qr.matrix(text); return false; } catch (error) { return error.message === 'qr'; }
    })"""
    assert box_page.evaluate(refuses, "A" * 68)
    assert box_page.evaluate(refuses, "abc")
    assert not box_page.evaluate(refuses, "ABC")
