"""Forgeries whose digests and signatures all fit, because the forger signs them himself."""

import json
import os
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from people.bundle_forger import (
    COLUMNS,
    LIST,
    SIZE,
    Parts,
    edited,
    mended,
    naive,
    parts_of,
    resigned,
    restated,
    why,
    with_journal,
    with_rows,
)

from ballot.box import elgamal
from ballot.box.transcript import ProofContext
from ballot.bundle import layout, verify
from ballot.domain.meetings import frozen


def rows_of(parts: Parts, name: str = LIST) -> list[bytes]:
    return [parts[name][at : at + SIZE] for at in range(0, len(parts[name]), SIZE)]


def with_slips(parts: Parts, old: int, new: int, how_many: int = 1) -> Parts:
    """The parts with some slips in another state, and the root of the states mended."""
    lines = parts[layout.SLIPS].decode().splitlines()
    chosen = [at for at, line in enumerate(lines) if line.endswith(f" {old}")][:how_many]
    for at in chosen:
        lines[at] = f"{lines[at][:-1]}{new}"
    root = sha256(b"slip-states-v1|")
    for line in lines:
        root.update(bytes.fromhex(line[:64]) + bytes([int(line[-1])]))
    changed = parts | {layout.SLIPS: "".join(f"{line}\n" for line in lines).encode()}
    received = sum(line.endswith((" 3", " 4")) for line in lines)
    told = {"received": received, "slip_states": root.hexdigest()}
    changed = with_journal(changed, "open_box", **told)
    returned = {"phone": received, "kiosk": 0, "paper": 0}
    changed = with_journal(changed, "settle", slip_states=root.hexdigest(), returned=returned)
    changed = with_journal(changed, "close", received=received)

    def recorded(record: dict[str, Any]) -> None:
        record.update(slip_states=root.hexdigest())
        record["returned"]["phone"] = received

    return edited(changed, layout.RECORD, recorded)


def with_counts(parts: Parts) -> Parts:
    """One more 很满意 and one 不满意 less, in record and result alike."""

    def record(value: dict[str, Any]) -> None:
        value["tallies"][0]["questions"][0]["counts"] = [3, 1, 1, 0]

    def result(value: dict[str, Any]) -> None:
        value["subjects"][0]["counts"] |= {"很满意": 3, "不满意": 0}

    return edited(edited(parts, layout.RECORD, record), layout.RESULT, result)


def sealed(parts: Parts, choice: int, pk: bytes | None = None) -> bytes:
    """A lawful answer, made by whoever knows the public key: everybody."""
    facts = frozen.from_text(parts[layout.FROZEN].decode())
    made = elgamal.seal(ProofContext(facts.run, 0, 0, 0, pk or facts.pk), choice, COLUMNS)
    return made.id + made.ct + made.proof


def test_other_counts_are_refused_and_a_naive_verifier_believes_them(parts: Parts) -> None:
    forged = resigned(with_counts(parts))
    assert naive(forged)
    assert why(forged) == "record"


def test_the_control_signs_what_is_true_and_it_verifies(parts: Parts) -> None:
    """Signing again is no fault in itself, for whoever holds the key of the notice."""
    again = resigned(parts)
    assert naive(again)
    assert why(again) == ""


def test_a_key_that_is_not_that_of_the_notice_signs_nothing(parts: Parts) -> None:
    """Whoever signs with his own needs another notice, and that has another fingerprint."""
    own = os.urandom(32)
    again = resigned(parts, own)
    assert naive(again), "the control"
    assert why(again) == "signature"
    key = Ed25519PrivateKey.from_private_bytes(own).public_key().public_bytes_raw().hex()
    notice = edited(parts, layout.FROZEN, lambda facts: facts.update(signing_key=key))
    found = verify.verify(resigned(mended(notice), own))
    assert found.fingerprint != verify.verify(resigned(parts)).fingerprint


def test_an_answer_put_in_the_place_of_another_is_refused(parts: Parts) -> None:
    rows = rows_of(parts)
    swapped = with_rows(parts, [*rows[1:], sealed(parts, 0)])
    assert naive(resigned(swapped))
    assert why(resigned(swapped)) == "opening"


def test_an_answer_that_was_left_out_is_refused(parts: Parts) -> None:
    fewer = with_rows(parts, rows_of(parts)[1:])
    assert why(resigned(fewer)) == "counts"
    second = "ballots-2.1.1.bin"
    fewer = with_rows(fewer, rows_of(parts, second)[1:], second)
    fewer = with_slips(fewer, 3, 7)
    fewer = with_journal(fewer, "open_box", outcome="no_quorum")
    assert why(resigned(fewer)) in ("state", "journal")


def test_an_answer_that_was_added_is_refused(parts: Parts) -> None:
    more = with_rows(parts, [*rows_of(parts), sealed(parts, 0)])
    assert why(resigned(more)) == "counts"
    spent = with_slips(parts, 7, 3)
    assert why(resigned(spent)) in ("counts", "result")


def test_an_answer_doubled_under_a_new_id_is_refused(parts: Parts) -> None:
    rows = rows_of(parts)
    doubled = with_rows(parts, [*rows[1:], b"\x02" * 16 + rows[1][16:]])
    assert why(resigned(doubled)) == "reused"
    twice = parts | {LIST: b"".join([rows[0], *rows[:-1]])}
    assert why(resigned(twice)) == "form"


def test_an_unlawful_answer_is_refused(parts: Parts) -> None:
    """The ciphertexts of one answer with the proof of another, under its own id or any."""
    rows = rows_of(parts)
    split = 16 + 64 * COLUMNS
    mixed = [rows[0][:split] + rows[1][split:], *rows[1:]]
    assert why(resigned(with_rows(parts, mixed))) == "proof"
    moved = [b"\x03" * 16 + rows[0][16:], *rows[1:]]
    assert why(resigned(with_rows(parts, moved))) == "proof"
    foreign = [sealed(parts, 0, elgamal.make_key()[1]), *rows[1:]]
    assert why(resigned(with_rows(parts, foreign))) == "proof"


def test_answers_in_another_order_are_refused(parts: Parts) -> None:
    rows = rows_of(parts)
    assert why(resigned(parts | {LIST: b"".join(reversed(rows))})) == "form"


def test_lists_of_two_subjects_swapped_are_refused(parts: Parts) -> None:
    other = "ballots-2.1.1.bin"
    swapped = with_rows(parts, rows_of(parts, other))
    swapped = with_rows(swapped, rows_of(parts), other)
    assert why(resigned(swapped)) == "proof"


def test_roots_other_than_at_the_close_are_refused(parts: Parts) -> None:
    roots = dict.fromkeys(json.loads(parts[layout.CLOSE])["roots"], "0" * 64)
    assert why(resigned(with_journal(parts, "close", roots=roots))) == "roots"


def test_openings_by_another_key_are_refused(parts: Parts) -> None:
    def swap(openings: list[dict[str, Any]]) -> None:
        openings[0]["points"], openings[1]["points"] = (each["points"] for each in openings[1::-1])

    def as_share(openings: list[dict[str, Any]]) -> None:
        for each in openings:
            each["number"] = 1

    def fewer(openings: list[dict[str, Any]]) -> None:
        del openings[0]

    def doubled(openings: list[dict[str, Any]]) -> None:
        openings.append(openings[-1])

    def more(openings: list[dict[str, Any]]) -> None:
        openings[0]["note"] = ""

    for change in (swap, as_share, fewer, doubled, more, list.clear):
        assert why(resigned(edited(parts, layout.OPENINGS, change))) == "opening", change


def test_an_opening_below_the_quorum_is_refused(parts: Parts, bundle_without_quorum: bytes) -> None:
    below = parts_of(bundle_without_quorum)
    assert why(resigned(below)) == ""
    for name in (layout.OPENINGS, layout.RECORD):
        assert why(resigned(below | {name: parts[name]})) in ("early", "parts")


def test_a_meeting_below_its_quorum_cannot_be_called_opened(bundle_without_quorum: bytes) -> None:
    below = parts_of(bundle_without_quorum)
    forged = edited(below, layout.RESULT, lambda value: value.update(state="opened"))
    assert why(resigned(with_journal(forged, "open_box", outcome="opened"))) == "state"


def test_a_lower_minimum_is_refused(bundle_without_quorum: bytes) -> None:
    """The policy's text says how many must come; the notice cannot ask for fewer."""
    below = parts_of(bundle_without_quorum)
    assert why(resigned(edited(below, layout.FROZEN, lambda facts: facts.update(minimum=5)))) == (
        "scheme"
    )


def test_another_policy_is_refused(parts: Parts) -> None:
    text = parts[layout.SCHEME].decode()
    forged = parts | {layout.SCHEME: f"{text}\n# kinder\n".encode()}
    assert why(resigned(forged)) == "scheme"
    digest = sha256(forged[layout.SCHEME]).hexdigest()
    named = edited(forged, layout.FROZEN, lambda facts: facts.update(scheme_sha256=digest))
    assert why(resigned(named)) == "journal"


def test_slips_that_were_not_on_the_wall_are_refused(parts: Parts) -> None:
    lines = parts[layout.SLIPS].splitlines(keepends=True)
    other = sorted([b"0" * 64 + b" 0 7\n", *lines[1:]])
    for slips in (lines[1:], other, [*lines[:-1], lines[-1][:-2] + b"2\n"]):
        assert why(resigned(parts | {layout.SLIPS: b"".join(slips)})) == "slips"
    for slips in (lines[::-1], [*lines, lines[-1]], [b"x" + lines[0], *lines[1:]]):
        assert why(resigned(parts | {layout.SLIPS: b"".join(slips)})) == "form"


def test_a_score_that_does_not_follow_is_refused(parts: Parts) -> None:
    def result(value: dict[str, Any]) -> None:
        value["subjects"][0]["satisfaction"]["percent"] = "99.00"

    def scores(value: dict[str, Any]) -> None:
        value["objective_scores"][0] = "112"

    assert why(resigned(edited(parts, layout.RESULT, result))) == "result"
    assert why(resigned(edited(parts, layout.SCORES, scores))) == "result"
    odd = edited(parts, layout.SCORES, lambda value: value.update(objective_scores=["1e9", None]))
    assert why(resigned(odd)) == "form"


def test_a_journal_that_tells_of_another_close_is_refused(parts: Parts) -> None:
    close = parts | {layout.CLOSE: parts[layout.CLOSE].replace(b'"received":6', b'"received":7')}
    assert why(resigned(close)) == "journal"
    assert why(resigned(edited(parts, layout.JOURNAL, list.reverse))) == "journal"
    assert why(resigned(edited(parts, layout.JOURNAL, list.clear))) == "journal"
    assert why(resigned(with_journal(parts, "open_box", received=5))) == "journal"


def test_what_only_the_wall_can_tell_shows_in_the_fingerprint(parts: Parts) -> None:
    """Names exchanged throughout: the sums know numbers alone, the notice bears the names."""
    first, second = (each["name"] for each in json.loads(parts[layout.FROZEN])["subjects"])

    def swap(value: dict[str, Any]) -> None:
        value["subjects"][0]["name"], value["subjects"][1]["name"] = second, first

    swapped = mended(edited(edited(parts, layout.FROZEN, swap), layout.RESULT, swap))
    shown = frozen.fingerprint(swapped[layout.FROZEN].decode())
    found = verify.verify(resigned(restated(swapped)))
    assert found.fingerprint == shown
    assert shown != frozen.fingerprint(parts[layout.FROZEN].decode())
