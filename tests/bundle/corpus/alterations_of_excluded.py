"""What the office might do where phones seal: strike a ballot out, or count one that is 无效."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from bundle.corpus import alterations_of_parts as of_parts
from bundle.corpus.alterations_of_journal import (
    Case,
    changed,
    doubled,
    dropped,
    moved,
    place,
    told,
    without,
)
from people.bundle_forger import Parts, edited, mended, relined, tell

from ballot.bundle import canonical, layout

Rows = list[dict[str, Any]]
Strike = Callable[[Parts, Rows], Any]
ZERO = "00" * 16
FAILS, SHARES = "proof", "c1_twice"
CHECK = "check_proofs"


def excluded_of(parts: Parts) -> Rows:
    found: Rows = json.loads(parts[layout.EXCLUDED])
    return found


def saying(change: Strike) -> Callable[[Parts], Parts]:
    """Another list of what is 无效, in its part and in the journal alike."""

    def made(parts: Parts) -> Parts:
        rows = excluded_of(parts)
        change(parts, rows)
        done = parts | {layout.EXCLUDED: canonical.write(rows)}
        return relined(done, changed(CHECK, excluded=rows))

    return made


def alone(change: Callable[[bytes], bytes]) -> Callable[[Parts], Parts]:
    """The part alone, not the line."""
    return lambda parts: parts | {layout.EXCLUDED: change(parts[layout.EXCLUDED])}


def in_order(rows: Rows) -> None:
    rows.sort(key=lambda row: (row["subject"], row["question"], row["class"], row["id"]))


def first(rows: Rows, why: str) -> dict[str, Any]:
    return next(row for row in rows if row["why"] == why)


def good_ids(parts: Parts) -> list[str]:
    """The ids of the first list that are counted; whose c1 was copied is among them."""
    own, _cts = of_parts.rows(parts, of_parts.lists(parts)[0])
    out = {row["id"] for row in excluded_of(parts)}
    return [row[:16].hex() for row in own if row[:16].hex() not in out]


def struck_out(why: str, parts: Parts, rows: Rows) -> None:
    for id in good_ids(parts)[:1]:
        rows.append({"subject": 0, "question": 0, "class": 0, "id": id, "why": why})
    in_order(rows)


def all_struck_out(parts: Parts, rows: Rows) -> None:
    for id in good_ids(parts):
        rows.append({"subject": 0, "question": 0, "class": 0, "id": id, "why": SHARES})
    in_order(rows)


def counted(why: str, _parts: Parts, rows: Rows) -> None:
    rows.remove(first(rows, why))


def told_as(was: str, why: str, _parts: Parts, rows: Rows) -> None:
    first(rows, was)["why"] = why


def telling(_parts: Parts, rows: Rows, **facts: object) -> None:
    rows[0].update(facts)


def lacking(key: str, _parts: Parts, rows: Rows) -> None:
    rows[0].pop(key)


def none_shares(_parts: Parts, rows: Rows) -> None:
    for row in rows:
        row["why"] = FAILS


def of_no_list(_parts: Parts, rows: Rows) -> None:
    rows.insert(0, rows[0] | {"id": ZERO})


def with_row(which: Callable[[Parts], str], change: Callable[[bytes], bytes]) -> Strike:
    """A row of the first list changed, and every root mended, that of the check too."""

    def made(parts: Parts) -> Parts:
        id = bytes.fromhex(which(parts))

        def rows(own: list[bytes]) -> list[bytes]:
            return sorted(change(row) if row[:16] == id else row for row in own)

        return of_parts.with_rows(rows)(parts)

    return made


def failing_id(parts: Parts) -> str:
    return str(first(excluded_of(parts), FAILS)["id"])


def other_proof(row: bytes) -> bytes:
    return row[:-1] + bytes([row[-1] ^ 1])


def other_id(row: bytes) -> bytes:
    return b"\x02" * 16 + row[16:]


def server_seals(parts: Parts) -> Parts:
    return mended(edited(parts, layout.FROZEN, lambda facts: facts.update(sealing="server")))


def server_seals_and_says_so(parts: Parts) -> Parts:
    """The notice, the line and the part, and what was gone over: nothing tells of phones."""
    done = server_seals(parts) | {layout.EXCLUDED: b"[]"}
    return relined(done, dropped(CHECK))


def nothing_gone_over(parts: Parts) -> Parts:
    return relined(parts, changed("settle", broken=[], overrides=[]))


def by_one_alone(parts: Parts) -> Parts:
    def lines(all_lines: list[dict[str, Any]]) -> None:
        one = told(all_lines, "settle")["overrides"][:1]
        all_lines.pop(place(all_lines, "override"))
        tell(all_lines[place(all_lines, "settle")], overrides=one)

    return relined(parts, lines)


def counts_more(record: dict[str, Any]) -> None:
    tally = record["tallies"][0]["questions"][0]
    tally["invalid"], tally["counts"][0] = tally["invalid"] - 1, tally["counts"][0] + 1


SAID: list[tuple[str, Strike, str]] = [
    ("nothing is invalid", lambda _parts, rows: rows.clear(), "ledger"),
    ("all that share a c1 said to fail", none_shares, "ledger"),
    ("one that fails counted", partial(counted, FAILS), "proof"),
    ("one that shares a c1 counted", partial(counted, SHARES), "proof"),
    ("a good one struck out as failing", partial(struck_out, FAILS), "proof"),
    ("a good one struck out as sharing", partial(struck_out, SHARES), "proof"),
    ("every good one of a list struck out", all_struck_out, "proof"),
    ("one that fails said to share", partial(told_as, FAILS, SHARES), "proof"),
    ("one that shares said to fail", partial(told_as, SHARES, FAILS), "proof"),
    ("one of no list struck out", of_no_list, "proof"),
    ("one struck out twice", lambda _parts, rows: rows.insert(0, rows[0]), "journal"),
    ("the last first", lambda _parts, rows: rows.reverse(), "journal"),
    ("a word that is none", lambda _parts, rows: rows[0].update(why="late"), "journal"),
    ("a key more", lambda _parts, rows: rows[0].update(note=""), "journal"),
    ("a place that is no number", lambda _parts, rows: rows[0].update(subject="0"), "journal"),
    ("an id in capitals", lambda _parts, rows: rows[0].update(id="AB" * 16), "journal"),
    ("an id too short", partial(telling, id="00" * 15), "journal"),
    ("an id too long", partial(telling, id="00" * 17), "journal"),
    ("an id that is no text", partial(telling, id=0), "journal"),
    ("a subject below the first", partial(telling, subject=-1), "journal"),
    ("a question that is true", partial(telling, question=True), "journal"),
    ("a class beyond all", partial(telling, **{"class": 2**32}), "journal"),
    ("no word", partial(telling, why=None), "journal"),
    *(
        (f"{key} left out of a row", partial(lacking, key), "journal")
        for key in ("subject", "question", "class", "id", "why")
    ),
]

LINES: list[Case] = [
    ("excluded.json emptied", alone(lambda _text: b"[]"), "journal"),
    ("excluded.json spelled otherwise", alone(lambda text: text + b" "), "journal"),
    ("excluded.json no list", alone(lambda _text: b"{}"), "journal"),
    ("a line that excludes nobody", lambda p: relined(p, changed(CHECK, excluded=[])), "journal"),
    ("checked over another root", lambda p: relined(p, changed(CHECK, root="00" * 32)), "journal"),
    *(
        (f"checked over {name}", partial(relined, change=changed(CHECK, root=root)), "journal")
        for name, root in (
            ("a root too short", "00" * 31),
            ("a root in capitals", "AB" * 32),
            ("a root that is no text", 0),
        )
    ),
    *(
        (f"a line that lacks {key}", partial(relined, change=without(CHECK, key)), "journal")
        for key in ("root", "excluded")
    ),
    *(
        (f"a line that excludes {rows!r}", partial(relined, change=said), "journal")
        for rows in ({}, 0, [[]], [None])
        for said in (changed(CHECK, excluded=rows),)
    ),
    ("nothing checked", lambda p: relined(p, dropped(CHECK)), "journal"),
    ("checked twice", lambda p: relined(p, doubled(CHECK)), "journal"),
    ("checked after the settlement", lambda p: relined(p, moved(CHECK, "settle")), "journal"),
    ("checked before the close", lambda p: relined(p, moved(CHECK, "open")), "journal"),
    ("a pair of one c1 that nobody went on over", nothing_gone_over, "ledger"),
    ("a pair of one c1 that one alone went on over", by_one_alone, "ledger"),
]
SEALING: list[Case] = [
    ("the server seals, says the notice", server_seals, "form"),
    ("the server seals, says everything", server_seals_and_says_so, "ledger"),
    ("phones seal for a server's key", of_parts.setting(layout.FROZEN, custody="server"), "form"),
    (
        "phones seal over a plain network",
        of_parts.setting(layout.FROZEN, transport="plain"),
        "form",
    ),
    (
        "phones seal under a rule of several rows",
        of_parts.of(layout.FROZEN, lambda facts: facts["rules"].update(not_all_alike=True)),
        "form",
    ),
    ("a good answer with another proof", with_row(lambda p: good_ids(p)[0], other_proof), "proof"),
    ("a good answer under another id", with_row(lambda p: good_ids(p)[0], other_id), "proof"),
    ("one that fails under another id", with_row(failing_id, other_id), "proof"),
    ("one that fails with another proof", with_row(failing_id, other_proof), "journal"),
    ("one of the invalid counted in the record", of_parts.of(layout.RECORD, counts_more), "record"),
    (
        "another number of invalid answers in the result",
        of_parts.of(layout.RESULT, lambda result: result["excluded"].update(proof=0)),
        "result",
    ),
    (
        "no invalid answers in the result",
        of_parts.of(layout.RESULT, lambda result: result.pop("excluded")),
        "result",
    ),
]


def cases(kind: str) -> Iterator[Case]:
    """Every alteration that a meeting whose phones seal can suffer besides."""
    if kind == "phones":
        yield from ((remark, saying(change), broken) for remark, change, broken in SAID)
        yield from LINES
        yield from SEALING
