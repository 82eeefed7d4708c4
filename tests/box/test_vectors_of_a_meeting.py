"""docs/vectors.json: its text, the file and the product agree on every byte."""

import hashlib
import json
from itertools import combinations
from types import SimpleNamespace
from typing import Any, cast

import pytest
from box.test_vectors import why_refused
from box.vectors import meeting_vectors

from ballot.box import opening, partial, shares, signed_values, transcript
from ballot.box.partial import Partial, Total
from ballot.box.shares import PublicKeys, Share
from ballot.bundle import canonical, container, verify_frozen_facts
from ballot.domain import journal_line
from ballot.domain.errors import BundleRefused, ProofRefused
from ballot.domain.ledger import paper_count
from ballot.domain.ledger.paper_count import CellTotal
from ballot.domain.meetings.frozen import Frozen, FrozenClass

TOLD: dict[str, Any] = json.loads(meeting_vectors.FILE.read_text(encoding="utf-8"))
OPENED = TOLD["opening"]
KEYS = PublicKeys(bytes.fromhex(OPENED["pk"]), tuple(map(bytes.fromhex, OPENED["vks"])))


def raw(told: dict[str, Any], *names: str) -> tuple[bytes, ...]:
    return tuple(bytes.fromhex(told[name]) for name in names)


def test_the_file_is_what_the_text_computes() -> None:
    assert meeting_vectors.everything() == TOLD


def test_json_has_this_spelling_and_no_other() -> None:
    for each in TOLD["json"]["written"]:
        written = bytes.fromhex(each["bytes"])
        assert canonical.write(each["value"]) == written
        assert canonical.read("a", written) == each["value"]
    for each in TOLD["json"]["refused"]:
        with pytest.raises(BundleRefused):
            canonical.read("a", bytes.fromhex(each))


def test_the_container_is_packed_so() -> None:
    told = TOLD["container"]
    parts = {name: bytes.fromhex(content) for name, content in told["parts"].items()}
    file = container.pack(parts)
    assert (file.hex(), hashlib.sha256(file).hexdigest()) == (told["file"], told["sha256"])
    assert container.unpack(file) == parts


def test_fields_are_framed_and_hashed_so() -> None:
    for each in TOLD["hashes"]:
        fields = tuple(map(bytes.fromhex, each["fields"]))
        assert transcript.framed(*fields).hex() == each["framed"]
        assert transcript.hashed(*fields).hex() == each["hashed"]


def test_slips_have_these_roots() -> None:
    told = TOLD["slips"]
    counts = (3, 2, 0)
    classes = [
        FrozenClass(name="", eligible=0, slips=count, slip_root=root)
        for count, root in zip(counts, told["slip_roots"], strict=True)
    ]
    parts = {"slips.txt": memoryview(told["text"].encode())}
    found = verify_frozen_facts.slips(parts, cast(Frozen, SimpleNamespace(classes=classes)))
    assert found.state_root == told["slip_states"]


@pytest.mark.parametrize("kind", ["choice", "number"])
def test_an_answer_is_accepted_here_and_at_no_other_place(kind: str) -> None:
    assert why_refused(TOLD[kind]) is None
    assert why_refused(TOLD[kind] | {"subject": 2}) == "id"


def test_the_list_and_the_meeting_have_these_roots() -> None:
    root = opening.root(raw(each, "id", "ct", "proof") for each in TOLD["list"]["rows"])
    assert root.hex() == TOLD["list"]["root"]
    cell = (OPENED["subject"], OPENED["question"], OPENED["class"])
    assert opening.root_of_lists({cell: root}).hex() == OPENED["root"]


def total_of(over_all: bool = False) -> Total:
    run, root, added = raw(OPENED, "run", "root", "sum")
    voter_class = None if over_all else OPENED["class"]
    return Total(run, root, OPENED["subject"], OPENED["question"], voter_class, added)


def partial_of(told: dict[str, Any]) -> Partial:
    return Partial(told["number"], *raw(told, "points", "proof"))


def test_answers_add_up_to_this_sum() -> None:
    rows = [bytes.fromhex(each["ct"]) for each in TOLD["list"]["rows"]]
    assert opening.add(rows, 4).hex() == OPENED["sum"]
    numbers = [bytes.fromhex(each) for each in TOLD["number_sum"]["cts"]]
    assert opening.add_numbers(numbers, blank=True).hex() == TOLD["number_sum"]["sum"]


@pytest.mark.parametrize("over_all", [False, True])
def test_any_two_shares_open_it_and_none_at_another_place(over_all: bool) -> None:
    kind, total = "partials_over_all_classes" if over_all else "partials", total_of(over_all)
    made = [partial_of(each) for each in OPENED[kind]]
    for two in combinations(made, 2):
        assert list(partial.combine(KEYS, total, two, 3)) == OPENED["counts"]
    with pytest.raises(ProofRefused) as refused:
        partial.check(KEYS, total_of(not over_all), made[0])
    assert refused.value.why == "partial"


def test_the_points_of_a_share_and_of_the_whole_key_are_these() -> None:
    secrets = {at: bytes.fromhex(each) for at, each in enumerate(OPENED["shares"], start=1)}
    for each in OPENED["partials"]:
        own = Share(each["number"], secrets[each["number"]])
        assert partial.decrypt(own, total_of()).points.hex() == each["points"]
    whole = partial_of(OPENED["whole"])
    assert list(partial.open_whole(KEYS.pk, total_of(), whole, 3)) == OPENED["counts"]


def test_two_shares_weigh_so() -> None:
    for each in OPENED["weights"]:
        weights = shares.weights(each["of"])
        assert [weights[number].hex() for number in each["of"]] == each["weights"]


def test_the_chain_has_these_heads() -> None:
    told = TOLD["journal"]
    head = journal_line.first_head(journal_line.of_meeting(told["meeting"]))
    assert head.hex() == told["first"]
    for line in told["lines"]:
        said = {name: line[name] for name in ("sequence", "at", "actor", "act", "detail")}
        head = journal_line.next_head(head, **said)
        assert (canonical.write(said).hex(), head.hex()) == (line["bytes"], line["head"])


def test_totals_of_papers_are_committed_to_so() -> None:
    told = TOLD["paper"]
    totals = tuple(CellTotal(*cell[:3], tuple(cell[3]), *cell[4:]) for cell in told["totals"])
    found = paper_count.commitment(told["meeting"], *raw(told, "run", "salt"), totals)
    assert found == told["commitment"]


def test_signed_paper_prints_these_values() -> None:
    told = TOLD["values"]
    root, head, record = raw(told, "root", "head", "record")
    assert signed_values.close_value(root, head).hex() == told["sheet"]
    assert signed_values.code(record, head).hex() == told["code"]
