"""Lines that lack what their act tells, or tell it in another shape: each refused as ``journal``.

The keys stand in docs/journal.md; the tables of both verifiers are held against each other by them.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bundle.corpus.alterations_of_journal import Case, Change, changed, field, place, without
from people.bundle_forger import relined

WHOLE = (None, True, "1", -1, 2**32, [])
TEXT = (None, 7, [], {})
DIGEST = (None, 7, "ab", "AB" * 32, "zz" * 32, [])
WORD = (None, 7, "", "somewhere", [])
LIST = (None, "x", 7, {"0": "x"})
TABLE = (None, "x", 7, [])

TOLD: Mapping[str, Mapping[str, Mapping[str, Sequence[object]]]] = {
    "server": {
        "create": {"title": TEXT, "scheme": TEXT, "custody": WORD, "run": DIGEST},
        "issue_slips": {"batch": WHOLE, "count": (0, *WHOLE), "voter_class": WHOLE},
        "confirm_slips": {"batch": WHOLE, "done": WORD},
        "freeze": {"fingerprint": (), "eligible": WHOLE, "by_class": LIST},
        "open": {"fingerprint": ()},
        "open_box": {"outcome": WORD, "received": WHOLE, "paper": WHOLE, "slip_states": DIGEST},
    },
    "scrutineers": {
        "keys": {"run": DIGEST, "done": TEXT},
        "consent": {"consent": (0, *WHOLE)},
        "exchange_slip": {"scrutineer": TEXT},
    },
    "papers": {
        "close": {"received": WHOLE, "roots": TABLE, "slip_states": DIGEST},
        "count_hall": {"entry": TABLE},
        "complain": {"entry": TABLE},
        "scan_slip": {"unissued": WHOLE},
        "enter_paper": {"teller": (0, 3, *WHOLE), "commitment": DIGEST},
    },
    "rehearsal": {"rehearse": {"run": DIGEST}, "reset": {"run": DIGEST}},
}
"""Kind of meeting → act → key → values of which it has none.

Fingerprints and heads are mended with the rest of the chain, and are not here.
"""


def cases(kind: str) -> Iterator[Case]:
    """Everything of one kind of meeting, refused by the word ``journal``."""
    for remark, change in _changes(kind):
        yield remark, lambda parts, change=change: relined(parts, change), "journal"


def _changes(kind: str) -> Iterator[tuple[str, Change]]:
    for act, keys in TOLD.get(kind, {}).items():
        for key, values in keys.items():
            yield f"{act} without {key}", without(act, key)
            for value in values:
                yield f"{act} with {key} {value!r}", changed(act, **{key: value})
    if kind == "server":
        yield from _spellings()
    if kind == "papers":
        yield from _entries()


def _spellings() -> Iterator[tuple[str, Change]]:
    """What is JSON to one reader and something else to the next."""
    said = '"batch":1,"count":8,"voter_class":0'
    for detail in (
        f"{{{said},{said}}}",
        f"{{{said} }}",
        '{"batch":1,"count":8.0,"voter_class":0}',
        f'{{"a":NaN,{said}}}',
        f'{{"\\u0061":1,{said}}}',
        f"[{said[-1]}]",
        "null",
        "{",
    ):
        yield f"issue_slips telling {detail}", field("issue_slips", detail=detail)
    for at in ("2026-02-30", "2026-13-01", "0000-01-01"):
        yield f"created on {at}", field("create", at=f"{at}T12:00:00.000000+00:00")
    for at in ("24:00:00", "12:60:00", "12:00:60"):
        yield f"created at {at}", field("create", at=f"2000-01-01T{at}.000000+00:00")
    for act in ("toString", "__proto__", "see", ""):
        yield f"an act {act!r}", _named(act)


def _entries() -> Iterator[tuple[str, Change]]:
    values: Mapping[str, Sequence[Any]] = {"position": WHOLE, "amount": WHOLE, "reason": TEXT}
    for key, others in values.items():
        yield (
            f"an entry without {key}",
            changed("count_hall", entry=lambda was, k=key: _less(was, k)),
        )
        for value in others:
            new = {key: value}
            yield (
                f"an entry with {key} {value!r}",
                changed("count_hall", entry=lambda was, new=new: was | new),
            )
    yield "an entry with one key more", changed("count_hall", entry=lambda was: was | {"more": 1})


def _named(act: str) -> Change:
    return lambda lines: lines[place(lines, "issue_slips")].update(act=act)


def _less(was: Mapping[str, object], key: str) -> dict[str, object]:
    return {name: value for name, value in was.items() if name != key}
