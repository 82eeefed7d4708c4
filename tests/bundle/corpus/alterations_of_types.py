"""What one language takes for another value: 1 for true, the digits of another script, a table for
a list of its keys; and kinds of a line that a reader may look for in another order."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from bundle.corpus.alterations_of_journal import Lines
from bundle.corpus.alterations_of_parts import of, setting
from people.bundle_forger import Parts, detail_of, edited, mended, relined, tell, with_journal

from ballot.bundle import layout
from ballot.domain.ledger import paper_count
from ballot.domain.ledger.paper_count import CellTotal

Case = tuple[str, Callable[[Parts], Parts], str | None]

NOTICE: list[Case] = [
    ("a flag of a question that is 1", lambda parts: _asked(parts, blank=1), "form"),
    ("a flag of the rules that is 0", lambda parts: _ruled(parts, not_all_alike=0), "form"),
    ("a rule that is an empty list", lambda parts: _ruled(parts, least_below=[]), "form"),
    ("a rule that is a flag", lambda parts: _ruled(parts, at_most_first=True), "form"),
    ("a number of other digits", setting(layout.FROZEN, follows="١٢٣٤٥٦"), "form"),
]
EVERY: list[Case] = [
    *NOTICE,
    ("a state in which nothing ends", setting(layout.RESULT, state="open"), "form"),
    ("scores in one text", setting(layout.SCORES, objective_scores="9"), "form"),
    ("words in one text", setting(layout.SCORES, waiting="缺"), "form"),
    ("words in a table", setting(layout.SCORES, waiting={"缺": 1}), "form"),
    ("words of nothing", lambda parts: _of_each(parts, "waiting", ""), "form"),
    ("other meetings of nobody", lambda parts: _of_each(parts, "also_measured", []), "form"),
    (
        "another meeting in other digits",
        lambda parts: _of_each(parts, "also_measured", ["١٢٣٤٥٦"]),
        "form",
    ),
    (
        "another meeting in a table",
        lambda parts: _of_each(parts, "also_measured", {"123456": 1}),
        "form",
    ),
    ("a close with a note", lambda parts: mended(with_journal(parts, "close", note=1)), None),
]


def cases(kind: str) -> Iterator[Case]:
    """What a meeting of this kind can suffer."""
    yield from EVERY
    if kind == "no_quorum":
        yield "what the ranking lacks of nobody", setting(layout.SCORES, waiting=["缺"]), "form"
    if kind == "scrutineers":
        yield "an answer that asks too", _with("to", asked="exchange_slip"), "journal"
        yield "a question that takes back", _with("asked", withdrawn="exchange_slip"), "journal"
        yield "a question about another act", _with("asked", asked="void_slip"), "journal"
    if kind == "papers":
        yield "papers that are flags", _flags, "paper"


def _asked(parts: Parts, **values: Any) -> Parts:
    return of(layout.FROZEN, lambda notice: notice["questions"][0].update(values))(parts)


def _ruled(parts: Parts, **values: Any) -> Parts:
    return of(layout.FROZEN, lambda notice: notice["rules"].update(values))(parts)


def _of_each(parts: Parts, key: str, value: Any) -> Parts:
    """A value for each subject that has a score."""
    return of(layout.SCORES, lambda v: v.update({key: [value] * len(v["objective_scores"])}))(parts)


def _with(kind: str, **values: Any) -> Callable[[Parts], Parts]:
    """The first consent of this kind tells something else besides."""

    def change(lines: Lines) -> None:
        tell(next(line for line in lines if f'"{kind}":' in line["detail"]), **values)

    return lambda parts: relined(parts, change)


def _flags(parts: Parts) -> Parts:
    """A sheet that is ``true``, and both tellers committed to it."""
    record = json.loads(parts[layout.RECORD])
    totals = record["paper"]["totals"]
    for total in totals:
        total["counts"] = [True if each == 1 else each for each in total["counts"]]
    given = tuple(CellTotal(**each | {"counts": tuple(each["counts"])}) for each in totals)
    run = bytes.fromhex(json.loads(parts[layout.FROZEN])["run"])

    def change(lines: Lines) -> None:
        for line in lines:
            if line["act"] == "enter_paper":
                salt = bytes.fromhex(record["paper"]["salts"][str(detail_of(line)["teller"])])
                made = paper_count.commitment(record["meeting"], run, salt, given)
                tell(line, commitment=made.hex() if isinstance(made, bytes) else made)

    return relined(edited(parts, layout.RECORD, lambda was: was.update(record)), change)
