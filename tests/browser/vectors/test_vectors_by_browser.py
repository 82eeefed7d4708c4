"""docs/vectors.json by code that shares nothing with the product but the curve, and by the page.

``vectors_by_noble.js`` computes it anew over @noble/curves; the verifier of ``/verify`` reads the
spellings that it has, and refuses all others.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[3]
HERE = Path(__file__).parent
SCRIPTS = (HERE / "vectors_by_noble.js", HERE.parent / "sealed_by_noble.js")
TOLD: dict[str, Any] = json.loads((ROOT / "docs" / "vectors.json").read_text(encoding="utf-8"))
WHY = """([kind, contents]) => contents.map((content) => {
  try {
    const read = { json: canonical.read, file: container.open }[kind];
    read(octets.fromHex(content));
    return null;
  } catch (error) {
    if (error instanceof Refused) return error.broken;
    throw error;
  }
})"""


@pytest.fixture(scope="module")
def noble(box_page: Page) -> Page:
    """A page that has both second implementations at hand, as ``vectors`` and ``sealed``."""
    for each in SCRIPTS:
        box_page.evaluate(each.read_text(encoding="utf-8"))
    return box_page


@pytest.fixture(scope="module")
def verifier(chromium: Browser) -> Iterator[Page]:
    """The page of /verify, out of its file."""
    context = chromium.new_context(offline=True)
    page = context.new_page()
    page.goto((ROOT / "static" / "verify.html").as_uri())
    yield page
    context.close()


def test_the_answers_hold_here_too(noble: Page) -> None:
    for kind in ("choice", "number"):
        assert noble.evaluate("(each) => sealed.whyRefused(each)", TOLD[kind]) is None
        moved = TOLD[kind] | {"subject": 2}
        assert noble.evaluate("(each) => sealed.whyRefused(each)", moved) == "id"
    choice = TOLD["choice"]
    made = noble.evaluate("(each) => sealed.proveWith(each, each.choice, each)", choice)
    assert made == {name: choice[name] for name in ("id", "ct", "proof")}


def test_hashes_roots_and_slips_come_out_the_same(noble: Page) -> None:
    assert [noble.evaluate("vectors.hashes", each) for each in TOLD["hashes"]] == TOLD["hashes"]
    slips = TOLD["slips"]
    found = noble.evaluate("(text) => vectors.slips(text, 3)", slips["text"])
    assert found == {name: slips[name] for name in ("slip_roots", "slip_states")}
    root = noble.evaluate("vectors.listRoot", TOLD["list"]["rows"])
    assert root == TOLD["list"]["root"]
    pair = [TOLD["opening"], root]
    assert noble.evaluate("(all) => vectors.meetingRoot(...all)", pair) == TOLD["opening"]["root"]


def test_sums_partials_and_openings_come_out_the_same(noble: Page) -> None:
    told = TOLD["opening"]
    cts = [each["ct"] for each in TOLD["list"]["rows"]]
    assert noble.evaluate("vectors.sum", cts) == told["sum"]
    assert (
        noble.evaluate("vectors.numberSum", TOLD["number_sum"]["cts"]) == TOLD["number_sum"]["sum"]
    )
    for each in told["weights"]:
        assert noble.evaluate("vectors.weights", each["of"]) == each["weights"]
    found = noble.evaluate("vectors.opening", told)
    assert found == {
        "hold": True,
        "holdOverAll": True,
        "moved": False,
        "opened": [told["counts"]] * (len(told["weights"]) + 1),
    }


def test_the_chain_and_what_is_signed_come_out_the_same(noble: Page) -> None:
    journal, values = TOLD["journal"], TOLD["values"]
    heads = [journal["first"], *(line["head"] for line in journal["lines"])]
    assert noble.evaluate("vectors.chain", journal) == heads
    assert noble.evaluate("vectors.commitment", TOLD["paper"]) == TOLD["paper"]["commitment"]
    signed = "(all) => vectors.signed(...all)"
    assert noble.evaluate(signed, [4, values["root"], values["head"]]) == values["sheet"]
    assert noble.evaluate(signed, [5, values["record"], values["head"]]) == values["code"]
    assert noble.evaluate("vectors.sha256", values["notice"]) == values["fingerprint"]
    file = TOLD["container"]
    assert noble.evaluate("vectors.sha256", file["file"]) == file["sha256"]


def test_json_is_spelled_the_same_and_no_other_spelling_is_read(
    noble: Page, verifier: Page
) -> None:
    written, refused = TOLD["json"]["written"], TOLD["json"]["refused"]
    for each in written:
        assert noble.evaluate("vectors.canonical", each["value"]) == each["bytes"]
    read = verifier.evaluate(WHY, ["json", [each["bytes"] for each in written]])
    assert read == [None] * len(written)
    words = verifier.evaluate(WHY, ["json", refused])
    assert [each for each, word in zip(refused, words, strict=True) if word != "form"] == []


def test_the_container_is_read_and_none_with_a_bit_turned_over(verifier: Page) -> None:
    file = bytes.fromhex(TOLD["container"]["file"])
    turned = [
        file[:at] + bytes([file[at] ^ 1 << at % 8]) + file[at + 1 :] for at in range(len(file))
    ]
    words = verifier.evaluate(WHY, ["file", [each.hex() for each in (file, *turned)]])
    assert words == [None, *["file"] * len(file)]
