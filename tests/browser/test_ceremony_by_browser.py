"""Three pages take their shares, check and prove them; nothing foreign is taken for one."""

import os

import pytest
from playwright.sync_api import Page

from ballot.box import elgamal, keyslip, pickup, shares
from ballot.domain.errors import ProofRefused

RUN = os.urandom(16)
KEYS, SHARES = shares.split()


def test_three_pages_take_their_shares_and_prove_them(box_page: Page) -> None:
    pages = box_page.evaluate(
        """() => [1, 2, 3].map(() => {
          const made = ceremony.makePage();
          return [h(made.secret), h(made.public)];
        })"""
    )
    publics = [bytes.fromhex(public) for _, public in pages]
    code = box_page.evaluate(
        "([run, all]) => ceremony.comparisonCode(b(run), all.map(b))",
        [RUN.hex(), [p.hex() for p in publics]],
    )
    assert code == pickup.comparison_code(RUN, publics)
    dealt = shares.deal(RUN, publics)
    keys = {"pk": dealt.keys.pk.hex(), "vks": [vk.hex() for vk in dealt.keys.vks]}
    for place, ((secret, _), sealed) in enumerate(zip(pages, dealt.sealed, strict=True), start=1):
        share, proof, slip = box_page.evaluate(
            """([run, place, secret, sealed, keys]) => {
              const share = ceremony.recover(b(run), place, b(secret), b(sealed));
              ceremony.checkShare({ pk: b(keys.pk), vks: keys.vks.map(b) }, place, share);
              const proof = ceremony.prove(b(run), place, share, box.utf8("confirm"));
              return [h(share), h(proof), ceremony.writeKeySlip(share)];
            }""",
            [RUN.hex(), place, secret, sealed.hex(), keys],
        )
        assert shares.find(dealt.keys, bytes.fromhex(share)).number == place
        shares.check_proof(RUN, dealt.keys, place, b"confirm", bytes.fromhex(proof))
        assert keyslip.read(slip).hex() == share
        assert box_page.evaluate("(slip) => h(ceremony.readKeySlip(slip))", slip.lower()) == share


def test_a_page_refuses_what_was_sealed_to_another(box_page: Page) -> None:
    pages = [elgamal.make_key() for _ in range(3)]
    dealt = shares.deal(RUN, [public for _, public in pages])
    attempt = """([run, place, secret, sealed]) => why(() =>
      ceremony.recover(b(run), place, b(secret), b(sealed)))"""
    sealed = dealt.sealed[0]
    flipped = sealed[:40] + bytes([sealed[40] ^ 1]) + sealed[41:]
    for run, place, secret, given, why in (
        (RUN, 1, pages[0][0], sealed, None),
        (RUN, 1, pages[1][0], sealed, "pickup"),
        (RUN, 2, pages[0][0], sealed, "pickup"),
        (os.urandom(16), 1, pages[0][0], sealed, "pickup"),
        (RUN, 1, pages[0][0], flipped, "pickup"),
        (RUN, 1, pages[0][0], sealed[:-1], "length"),
        (RUN, 1, pages[0][0], bytes(32) + sealed[32:], "identity"),
    ):
        assert box_page.evaluate(attempt, [run.hex(), place, secret.hex(), given.hex()]) == why


def test_a_page_refuses_keys_on_no_line_and_a_share_that_is_not_its_own(box_page: Page) -> None:
    attempt = """([pk, vks, place, share]) => why(() =>
      ceremony.checkShare({ pk: b(pk), vks: vks.map(b) }, place, b(share)))"""
    other = elgamal.make_key()[1]
    one, two, three = KEYS.vks
    for pk, vks, place, share, why in (
        (KEYS.pk, (one, two, three), 2, SHARES[1], None),
        (other, (one, two, three), 2, SHARES[1], "keys"),
        (KEYS.pk, (one, two, other), 2, SHARES[1], "keys"),
        (KEYS.pk, (one, one, one), 1, SHARES[0], "keys"),
        (KEYS.pk, (one, two), 1, SHARES[0], "keys"),
        (KEYS.pk, (one, two, three), 1, SHARES[1], "share"),
    ):
        facts = [pk.hex(), [vk.hex() for vk in vks], place, share.secret.hex()]
        assert box_page.evaluate(attempt, facts) == why


def test_key_slips_are_read_and_refused_alike(box_page: Page) -> None:
    slip = keyslip.write(SHARES[0].secret)
    wide = "".join(chr(ord(each) + 0xFEE0) if each != " " else each for each in slip)
    misread = slip.translate(str.maketrans("OIB", "018"))
    for text in (slip, wide, misread, slip.replace(" ", "-").lower(), f" {slip}\n"):
        assert (
            box_page.evaluate("(text) => h(ceremony.readKeySlip(text))", text)
            == SHARES[0].secret.hex()
        )
        assert keyslip.read(text) == SHARES[0].secret
    other = "B" if slip[0] == "A" else "A"
    for text in (other + slip[1:], slip[:-1], slip + "A", "9" * 56, keyslip.write(b"\xff" * 32)):
        assert box_page.evaluate("(text) => why(() => ceremony.readKeySlip(text))", text) in {
            "keyslip",
            "scalar",
        }
        with pytest.raises(ProofRefused):
            keyslip.read(text)
