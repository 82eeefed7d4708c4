"""What somebody might do with a rehearsal that went to its end before the vote.

He sits in the office: every head is mended afterwards, and the office's own key signs.
"""

from collections.abc import Callable, Iterator

from bundle.corpus.alterations_of_journal import Change, Line, Lines, line_like, place
from people.bundle_forger import Parts, detail_of, relined, tell

Case = tuple[str, Callable[[Parts], Parts], str | None]
ZERO = "00" * 32


def first(lines: Lines, act: str) -> int:
    """Where the first line of an act stands: in the first rehearsal."""
    return next(at for at, line in enumerate(lines) if line["act"] == act)


def dropped_first(act: str) -> Change:
    return lambda lines: lines.pop(first(lines, act))


def doubled_first(act: str) -> Change:
    return lambda lines: lines.insert(first(lines, act), dict(lines[first(lines, act)]))


def changed_first(act: str, **facts: object) -> Change:
    return lambda lines: tell(lines[first(lines, act)], **facts)


def once_more(lines: Lines) -> None:
    """A rehearsal more, left at once: lawful, and nothing of the vote."""
    reset = lines[place(lines, "reset")]
    begun = line_like(reset, "rehearse", run="ab" * 16)
    lines[place(lines, "reset") + 1 : place(lines, "reset") + 1] = [begun, dict(reset)]


def after_last(act: str, line: Line) -> Change:
    def change(lines: Lines) -> None:
        at = place(lines, act)
        lines.insert(at + 1, line | {"at": lines[at]["at"], "actor": lines[at]["actor"]})

    return change


def line(act: str, **facts: object) -> Line:
    return line_like({"tag": ZERO, "sequence": 0}, act, **facts)


def entry_goes_on(lines: Lines) -> None:
    """The first entry of the vote counts on behind those of the rehearsal."""
    at = place(lines, "count_hall")
    was = detail_of(lines[at])["entry"]
    tell(lines[at], entry=was | {"position": was["position"] + 1})


def scan_goes_on(lines: Lines) -> None:
    tell(lines[place(lines, "scan_slip")], unissued=2)


def kept_to_the_end(lines: Lines) -> None:
    """The second reset is gone, and the vote stands in a rehearsal that never ended."""
    lines.pop(place(lines, "reset"))


def opening_moved(lines: Lines) -> None:
    """The opening of the vote becomes that of the rehearsal, behind its close."""
    was = lines.pop(place(lines, "open_box"))
    at = place(lines, "rehearse")
    lines.insert(at + 1, was | {"at": lines[at]["at"]})


TRIED: list[tuple[str, Change, str | None]] = [
    ("its reset left out", dropped_first("reset"), "journal"),
    ("its close left out", dropped_first("close"), "journal"),
    ("its settlement left out", dropped_first("settle"), "journal"),
    ("its opening left out", dropped_first("open_box"), None),
    ("its paper left out", dropped_first("enter_paper"), None),
    ("closed twice", doubled_first("close"), "journal"),
    ("opened twice", doubled_first("open_box"), "journal"),
    ("settled twice", doubled_first("settle"), "journal"),
    ("scanned twice", doubled_first("scan_slip"), "journal"),
    ("an outcome that is none", changed_first("open_box", outcome="rehearsal_opened"), "journal"),
    ("a close without its roots", changed_first("close", roots=[]), "journal"),
    ("other roots of its close", changed_first("close", roots={"1.1.1": ZERO}), None),
    ("more received in it", changed_first("open_box", received=99), None),
    ("one more that was left at once", once_more, None),
    ("reset after the vote", after_last("open_box", line("reset", run="ab" * 16)), "journal"),
    ("reset of a closed vote", after_last("close", line("reset", run="ab" * 16)), "journal"),
    ("rehearsed from the notice", after_last("freeze", line("rehearse", run="ab" * 16)), "journal"),
    ("never reset", kept_to_the_end, "journal"),
    ("the opening of the vote moved into it", opening_moved, "journal"),
    ("an entry that counts on from it", entry_goes_on, "journal"),
    ("a scan that counts on from it", scan_goes_on, "journal"),
]


def cases(kind: str) -> Iterator[Case]:
    """Every alteration that a meeting with such a rehearsal can suffer."""
    if kind == "tried":
        for remark, change, word in TRIED:
            yield f"rehearsal: {remark}", _relined(change), word


def _relined(change: Change) -> Callable[[Parts], Parts]:
    return lambda parts: relined(parts, change)
