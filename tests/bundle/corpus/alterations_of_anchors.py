"""What the office itself might do, with its own key: what holds then is found by signed paper."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bundle.corpus.alterations_of_journal import after, dropped, field, place, told
from people.bundle_forger import Parts, detail_of, edited, mended, relined, resigned, restated, tell

from ballot.box import signed_values
from ballot.bundle import canonical, layout, verify, verify_signed_values
from ballot.domain.ledger import paper_count
from ballot.domain.ledger.paper_count import CellTotal

Values = Mapping[str, str]
Signed = tuple[str, bytes, str | None, Values]
"""(remark, file, word or None, the values that are typed)."""
ZERO = "00" * 32
HIS_OWN = bytes(range(32))
"""The seed of a signing key that is not the office's."""


def on_paper(kind: str, file: bytes, parts: Parts, seed: bytes) -> Iterator[Signed]:
    """A meeting of this kind and all forgeries of it, held against the paper of the meeting."""
    values = verify_signed_values.values(verify.verify(file))
    yield "held against its own paper", file, None, values
    for name in values:
        yield f"another {name} on paper", file, name, values | {name: ZERO}
    for remark, altered, words in forgeries(kind, parts, seed):
        for name in values:
            yield f"{remark}, by the {name}", altered, words.get(name), {name: values[name]}


def forgeries(kind: str, parts: Parts, seed: bytes) -> Iterator[tuple[str, bytes, dict[str, str]]]:
    """(remark, file, word by value): bundles that hold together and are not those of the paper."""
    every = {name: name for name in verify_signed_values.NAMES}
    yield "a key of his own throughout", resigned(with_key(parts, HIS_OWN), HIS_OWN), every
    early = {"fingerprint": "fingerprint", "root": "root", "code": "code"}
    somebody = relined(parts, field("create", actor="别人"))
    yield "somebody else created it", resigned(somebody, seed), early
    yield "another transport", resigned(with_transport(parts), seed), early
    late = {"root": "root", "code": "code"}
    later = relined(parts, field("open", actor="别人"))
    yield "somebody else opened the vote", resigned(later, seed), late
    if kind not in ("scrutineers", "phones"):  # there a 监票人 agrees first
        lost = relined(parts, after("open", "resume", found=0, known=0, last=0, missing=0))
        lost = with_restore(relined(lost, after("open", "restore", **a_restore(parts))))
        yield "a restore that never was", resigned(restated(lost, seed), seed), late
    last = relined(parts, field("settle", actor="别人"))
    yield "somebody else settled", resigned(last, seed), {"code": "code"}
    end = relined(parts, field("open_box", actor="别人"))
    yield "somebody else opened the box", resigned(end, seed), {"code": "code"}
    if kind in ("papers", "scrutineers"):
        papers = restated(with_other_papers(parts), seed)
        yield "papers altered", resigned(papers, seed), {"code": "code"}


def cases(kind: str) -> Iterator[tuple[str, Callable[[Parts], Parts], str]]:
    """(remark, alteration, word): heads, key and excluded answers that do not fit the rest."""
    yield "another head in the notice", _with_head_of_notice, "journal"
    yield "another head at the close", _with_head_of_close, "journal"
    yield "a number left out between two lines", _with_number_left_out, "journal"
    yield "a restore that explains nothing", _with_gap, "journal"
    yield "a restore in the place of the opening", _without_open, "journal"
    struck_out = "journal" if kind == "phones" else "form"
    yield "an answer struck out", _with_excluded, struck_out
    yield (
        "a transport of the result's own",
        lambda parts: edited(parts, layout.RESULT, lambda value: value.update(transport="https")),
        "result",
    )
    if kind != "no_quorum":
        head = {"head": ZERO}
        yield (
            "another head in the record",
            lambda parts: edited(parts, layout.RECORD, lambda record: record.update(head)),
            "record",
        )


def with_key(parts: Parts, seed: bytes) -> Parts:
    """Another signing key, in the notice too."""
    key = signed_values.public_key(seed).hex()
    return mended(edited(parts, layout.FROZEN, lambda facts: facts.update(signing_key=key)))


def with_transport(parts: Parts) -> Parts:
    made = edited(parts, layout.FROZEN, lambda facts: facts.update(transport="https"))
    return mended(edited(made, layout.RESULT, lambda value: value.update(transport="https")))


def a_restore(parts: Parts) -> dict[str, Any]:
    lines = json.loads(parts[layout.JOURNAL])
    return {
        "was": "open",
        "state": "paused",
        "found": 0,
        "known": 0,
        "taken": lines[0]["at"],
        "kept": place(lines, "open") + 1,
        "length": place(lines, "open") + 1,
        "head": "",
        "tag": "",
        "backup": "",
    }


def with_restore(parts: Parts) -> Parts:
    """The result tells of the restore, as it must."""
    lines = json.loads(parts[layout.JOURNAL])
    restored = {"found": 0, "known": 0, "missing": 0, "taken": lines[0]["at"], "was": "open"}
    return edited(parts, layout.RESULT, lambda value: value.update(restored=[restored]))


def with_other_papers(parts: Parts) -> Parts:
    """One 很满意 on paper becomes a 满意: totals, commitments, tallies and result alike."""
    totals = json.loads(parts[layout.RECORD])["paper"]["totals"]
    altered = with_papers(parts, [totals[0] | {"counts": [0, 1, 0, 0]}, *totals[1:]])
    counts = json.loads(altered[layout.RECORD])["tallies"][0]["questions"][0]["counts"]

    def result(value: dict[str, Any]) -> None:
        was = value["subjects"][0]["counts"]
        value["subjects"][0]["counts"] = was | {"很满意": counts[0], "满意": counts[1]}

    return edited(altered, layout.RESULT, result)


def with_papers(parts: Parts, totals: list[dict[str, Any]]) -> Parts:
    """Other totals of the papers: commitments, record and heads follow, the result does not."""
    facts, record = json.loads(parts[layout.FROZEN]), json.loads(parts[layout.RECORD])
    for was, now in zip(record["paper"]["totals"], totals, strict=True):
        tally = record["tallies"][now["subject"]]["questions"][now["question"]]
        steps = zip(was["counts"], now["counts"], strict=True)
        added = [two - one for one, two in steps]
        tally["counts"] = [one + two for one, two in zip(tally["counts"], added, strict=True)]
        for name in ("blank", "invalid"):
            tally[name] += now[name] - was[name]
    record["paper"]["totals"] = totals
    cells = tuple(CellTotal(**each | {"counts": tuple(each["counts"])}) for each in totals)
    run = bytes.fromhex(facts["run"])

    def lines(all_lines: list[dict[str, Any]]) -> None:
        for line in all_lines:
            if line["act"] == "enter_paper":
                salt = bytes.fromhex(record["paper"]["salts"][str(detail_of(line)["teller"])])
                made = paper_count.commitment(facts["number"], run, salt, cells)
                tell(line, commitment=made)

    return relined(parts | {layout.RECORD: canonical.write(record)}, lines)


def _with_head_of_notice(parts: Parts) -> Parts:
    made = edited(parts, layout.FROZEN, lambda facts: facts.update(journal_head=ZERO))
    shown = hashlib.sha256(made[layout.FROZEN]).hexdigest()

    def lines(all_lines: list[dict[str, Any]]) -> None:
        for line in all_lines:
            if "fingerprint" in detail_of(line):
                tell(line, fingerprint=shown)

    return edited(made, layout.JOURNAL, lines)


def _with_head_of_close(parts: Parts) -> Parts:
    def lines(all_lines: list[dict[str, Any]]) -> None:
        tell(all_lines[place(all_lines, "close")], head=ZERO)

    made = edited(parts, layout.JOURNAL, lines)
    return made | {layout.CLOSE: canonical.write(told(json.loads(made[layout.JOURNAL]), "close"))}


def _with_number_left_out(parts: Parts) -> Parts:
    def lines(all_lines: list[dict[str, Any]]) -> None:
        for line in all_lines[place(all_lines, "open") :]:
            line["sequence"] += 1

    return mended(edited(parts, layout.JOURNAL, lines))


def _with_gap(parts: Parts) -> Parts:
    gap = a_restore(parts) | {"kept": 1}
    made = relined(parts, after("open", "resume", found=0, known=0, last=0, missing=0))
    return relined(made, after("open", "restore", **gap))


def _without_open(parts: Parts) -> Parts:
    made = relined(parts, after("open", "restore", **a_restore(parts)))
    return relined(made, dropped("open"))


def _with_excluded(parts: Parts) -> Parts:
    row = {"subject": 0, "question": 0, "class": 0, "id": "00" * 16, "why": "proof"}
    return parts | {layout.EXCLUDED: canonical.write([row])}
