"""What somebody might do to the file, the notice, the lists, the openings and the counts."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from people.bundle_forger import Parts, edited, flipped, mended, relined, tell, with_journal

from ballot.box import opening
from ballot.bundle import canonical, container, layout
from ballot.usecases.verified import box_roots

Case = tuple[str, Callable[[Parts], Parts], str]
ZERO = "00" * 32
A_SLIP = 64 + len(" 0 7\n")
"""Bytes of a line of ``slips.txt``."""


def of(part: str, change: Callable[[Any], Any]) -> Callable[[Parts], Parts]:
    """The JSON of a part changed in place, and every head mended."""
    return lambda parts: mended(edited(parts, part, change))


def setting(part: str, **values: Any) -> Callable[[Parts], Parts]:
    return of(part, lambda value: value.update(values))


def alone(part: str, **values: Any) -> Callable[[Parts], Parts]:
    """The same without mending a head."""
    return lambda parts: edited(parts, part, lambda value: value.update(values))


def content(part: str, change: Callable[[bytes], bytes]) -> Callable[[Parts], Parts]:
    return lambda parts: parts | {part: change(parts[part])}


def lists(parts: Parts) -> list[str]:
    return sorted(name for name in parts if name.startswith("ballots-"))


def rows(parts: Parts, name: str) -> tuple[list[bytes], int]:
    """The rows of a list, and the bytes of its ciphertexts."""
    notice = json.loads(parts[layout.FROZEN])
    _subject, question, _class = (int(at) - 1 for at in name[8:-4].split("."))
    asked = notice["questions"][question]
    columns = len(asked["options"]) + asked["blank"]
    size, cts = 16 + 128 * columns, 64 * columns
    if not asked["options"]:
        columns = 14 + asked["blank"]
        size, cts = 80 + 192 * columns, 64 * columns
    return [parts[name][at : at + size] for at in range(0, len(parts[name]), size)], cts


def with_list(change: Callable[[list[bytes]], list[bytes]]) -> Callable[[Parts], Parts]:
    """Other rows in the first list alone."""

    def made(parts: Parts) -> Parts:
        name = lists(parts)[0]
        return parts | {name: b"".join(change(rows(parts, name)[0]))}

    return made


def with_rows(change: Callable[[list[bytes]], list[bytes]]) -> Callable[[Parts], Parts]:
    """Other rows in the first list, and its root mended wherever it stands."""

    def made(parts: Parts) -> Parts:
        name = lists(parts)[0]
        own, cts = rows(parts, name)
        new = change(own)
        root = opening.root((row[:16], row[16 : 16 + cts], row[16 + cts :]) for row in new).hex()
        roots = json.loads(parts[layout.CLOSE])["roots"] | {name[8:-4]: root}
        done = with_journal(parts, "close", roots=roots) | {name: b"".join(new)}
        if layout.RECORD in done:
            done = edited(done, layout.RECORD, lambda record: record.update(roots=roots))
        return checked_anew(done)

    return made


def checked_anew(parts: Parts) -> Parts:
    """The check over the roots that the close now pins, as the office would have it."""
    roots = json.loads(parts[layout.CLOSE])["roots"]
    root = box_roots.overall(roots).hex()

    def lines(all_lines: list[dict[str, Any]]) -> None:
        for line in all_lines:
            if line["act"] == "check_proofs":
                tell(line, root=root)

    return relined(parts, lines)


def under_another_id(own: list[bytes]) -> list[bytes]:
    return sorted([b"\x02" * 16 + own[-1][16:], *own[1:]]) if len(own) > 1 else own


def with_proof_of_another(own: list[bytes]) -> list[bytes]:
    return [own[0][:-1] + bytes([own[0][-1] ^ 1]), *own[1:]]


def other_slip(text: bytes) -> bytes:
    lines = text.splitlines(keepends=True)
    return b"".join(sorted([b"0" * 64 + lines[0][64:], *lines[1:]]))


def other_state(text: bytes) -> bytes:
    return text[:-2] + (b"7" if text[-2:-1] != b"7" else b"3") + b"\n"


def _less(parts: Parts, *names: str) -> Parts:
    return {name: each for name, each in parts.items() if name not in names}


def _with_roots(parts: Parts) -> Parts:
    roots = dict.fromkeys(json.loads(parts[layout.CLOSE])["roots"], ZERO)
    return relined(with_journal(parts, "close", roots=roots), lambda lines: None)


def _opened_early(parts: Parts) -> Parts:
    return parts | {layout.OPENINGS: canonical.write([{"subject": 0}])}


def _vote_more(record: dict[str, Any]) -> None:
    tally = record["tallies"][0]["questions"][0]
    tally["blank"] += 1


def _paper_more(record: dict[str, Any]) -> None:
    total = record["paper"]["totals"][0]
    total["counts"] = [0, *total["counts"][:0], *total["counts"][1:]]
    total["invalid"] += 1


def _paper_twice(record: dict[str, Any]) -> None:
    record["paper"]["totals"] *= 2


def _paper_beyond(record: dict[str, Any]) -> None:
    totals = record["paper"]["totals"]
    totals.append(totals[-1] | {"subject": 99})


def _paper_turned(record: dict[str, Any]) -> None:
    """In another order where there are several cells, else the last of one."""
    totals = record["paper"]["totals"]
    record["paper"]["totals"] = totals[::-1] if len(totals) > 1 else totals[1:]


def _paper_told(record: dict[str, Any]) -> None:
    record["paper"]["totals"][0]["note"] = ""


def _third_salt(record: dict[str, Any]) -> None:
    record["paper"]["salts"]["3"] = ZERO


def _salt_spelt(record: dict[str, Any]) -> None:
    salts = record["paper"]["salts"]
    salts["1"] = salts["1"].upper()


SPELT = [
    ("told twice", _paper_twice),
    ("of a subject that is none", _paper_beyond),
    ("in another order", _paper_turned),
    ("with a key more", _paper_told),
    ("with a third salt", _third_salt),
    ("with a salt in capitals", _salt_spelt),
]
"""The totals hold, and are not in their one spelling."""

OF_EVERY: list[Case] = [
    ("a part left out", lambda parts: _less(parts, layout.SCORES), "parts"),
    ("a part added", lambda parts: parts | {"note.txt": b"x"}, "parts"),
    ("a list left out", lambda parts: _less(parts, lists(parts)[0]), "parts"),
    ("a list too many", lambda parts: parts | {"ballots-9.1.1.bin": b""}, "parts"),
    ("another number of the meeting", setting(layout.MANIFEST, meeting="999999"), "form"),
    ("another format", setting(layout.MANIFEST, format=9), "form"),
    ("a key too many in the manifest", setting(layout.MANIFEST, note=""), "form"),
    ("the notice spelled otherwise", content(layout.FROZEN, lambda text: b" " + text), "form"),
    ("the journal spelled otherwise", content(layout.JOURNAL, lambda text: text + b"\n"), "form"),
    ("the result spelled otherwise", content(layout.RESULT, lambda text: text + b" "), "form"),
    ("a key too many in the notice", setting(layout.FROZEN, note=""), "form"),
    ("a rehearsal for a vote", setting(layout.FROZEN, rehearsal=True), "form"),
    ("a third round", setting(layout.FROZEN, round=3), "form"),
    ("entitled that do not add up", setting(layout.FROZEN, eligible=99), "form"),
    ("a key that is none", setting(layout.FROZEN, pk=ZERO), "form"),
    ("a lower least number", setting(layout.FROZEN, minimum=0), "scheme"),
    ("another digest of the policy", setting(layout.FROZEN, scheme_sha256=ZERO), "scheme"),
    ("another policy", content(layout.SCHEME, lambda text: text + b"\n# x\n"), "scheme"),
    ("a policy set otherwise", of(layout.SCORES, lambda v: v["overrides"].update(x="1")), "scheme"),
    ("a slip that was not printed", content(layout.SLIPS, other_slip), "slips"),
    ("a slip left out", content(layout.SLIPS, lambda text: text[A_SLIP:]), "slips"),
    ("a slip still unused", content(layout.SLIPS, lambda text: text[:-2] + b"2\n"), "slips"),
    ("slips without a last line end", content(layout.SLIPS, lambda text: text[:-1]), "form"),
    ("a slip twice", content(layout.SLIPS, lambda text: text[:A_SLIP] + text), "form"),
    (
        "a slip of a class that is none",
        content(layout.SLIPS, lambda t: t[:65] + b"7" + t[66:]),
        "form",
    ),
    ("a slip that ended otherwise", content(layout.SLIPS, other_state), "journal"),
    ("another close than the journal's", alone(layout.CLOSE, received=0), "journal"),
    ("another root at the close", _with_roots, "roots"),
    ("an answer left out", with_list(lambda own: own[1:]), "counts"),
    ("an answer twice", with_list(lambda own: [own[0], *own]), "counts"),
    ("an answer with another proof", with_rows(with_proof_of_another), "proof"),
    ("another state in the result", setting(layout.RESULT, state="invalid"), "state"),
    ("another title in the result", setting(layout.RESULT, title="另一场"), "result"),
    ("a key too many in the result", setting(layout.RESULT, note=""), "result"),
    *(
        (f"a score of {score!r}", setting(layout.SCORES, objective_scores=[score]), "form")
        for score in ("1e9", " 90", "九十", "90.", 90, ["90"])
    ),
    ("a score too many", setting(layout.SCORES, objective_scores=[None, None, None]), "form"),
    ("waiting for a number", setting(layout.SCORES, waiting=[1]), "form"),
    ("a remark that does not follow", setting(layout.RESULT, remarks=[{"kind": "x"}]), "result"),
    ("no remarks at all", setting(layout.RESULT, remarks=None), "result"),
]

OF_OPENED: list[Case] = [
    ("no record", lambda parts: _less(parts, layout.RECORD, layout.RECORD_SIGNATURE), "parts"),
    ("no opening", of(layout.OPENINGS, list.clear), "opening"),
    ("an opening twice", of(layout.OPENINGS, lambda all: all.append(all[-1])), "opening"),
    ("an opening with a note", of(layout.OPENINGS, lambda all: all[0].update(note="")), "opening"),
    ("an opening by nobody", of(layout.OPENINGS, lambda all: all[0].update(number=7)), "opening"),
    (
        "an opening of another sum",
        of(layout.OPENINGS, lambda all: all[0].update(subject=9)),
        "opening",
    ),
    (
        "points of nobody",
        of(layout.OPENINGS, lambda all: all[0].update(points=all[0]["proof"])),
        "opening",
    ),
    (
        "a proof of nothing",
        of(layout.OPENINGS, lambda all: all[0].update(proof="00" * (len(all[0]["proof"]) // 2))),
        "opening",
    ),
    (
        "more returned in the record",
        of(layout.RECORD, lambda r: r["returned"].update(kiosk=9)),
        "record",
    ),
    ("other counts in the record", of(layout.RECORD, _vote_more), "record"),
    ("another holder in the record", setting(layout.RECORD, opened_by=[7]), "record"),
    ("another custody in the record", setting(layout.RECORD, custody="nobody"), "record"),
    ("a note in the record", setting(layout.RECORD, note=""), "record"),
    ("figures that do not balance", setting(layout.RECORD, unbalanced=["unbalanced"]), "record"),
    ("paper in the record that is none", setting(layout.RECORD, paper={"totals": []}), "paper"),
    (
        "other counts in the result",
        of(
            layout.RESULT, lambda r: r["subjects"].reverse() or r["subjects"][0].update(name="别人")
        ),
        "result",
    ),
    ("a score nobody gave", setting(layout.SCORES, objective_scores=["99"] * 9), "form"),
]


def cases(kind: str) -> Iterator[Case]:
    """Every alteration of the parts that a meeting of this kind can suffer."""
    random = ("an answer with another proof",) if kind == "phones" else ()
    yield from (each for each in OF_EVERY if each[0] not in random)
    if kind == "no_quorum":
        yield "opened below the quorum", _opened_early, "early"
        return
    yield from OF_OPENED
    yield "answers in another order", with_list(lambda own: own[::-1]), "form"
    reused = "proof" if kind == "phones" else "reused"
    yield "a ciphertext under another id", with_rows(under_another_id), reused
    if kind in ("papers", "scrutineers"):
        yield "papers left out", setting(layout.RECORD, paper=None), "paper"
        yield "papers counted otherwise", of(layout.RECORD, _paper_more), "paper"
        yield from ((f"papers {how}", of(layout.RECORD, spell), "paper") for how, spell in SPELT)
        yield (
            "another salt",
            of(layout.RECORD, lambda r: r["paper"]["salts"].update({"2": ZERO})),
            "paper",
        )


def spoiled_files(file: bytes, parts: Parts) -> Iterator[tuple[str, bytes, str]]:
    """(remark, file, word): what happens to a file on its way, signed by nobody anew."""
    yield "a byte behind the end", file + b"\0", "file"
    yield "a byte flipped", flipped(file, len(file) // 2), "file"
    yield "the half of it", file[: len(file) // 2], "file"
    yield "nothing", b"", "file"
    other = container.pack(parts | {layout.RESULT: flipped(parts[layout.RESULT], 9)})
    yield "a part altered, the manifest not", other, "digest"
    other = container.pack(parts | {layout.SIGNATURE: flipped(parts[layout.SIGNATURE], 0)})
    yield "another signature", other, "signature"
    yield "no signature", container.pack(_less(parts, layout.SIGNATURE)), "parts"
