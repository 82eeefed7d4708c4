"""What somebody might tell of a vote that was put back: with how many ballots known it went on.

Where a backup lacks ballots, the total that voters still hold papers of is what a loss is seen by.
"""

from collections.abc import Iterator
from functools import partial

from bundle.corpus.alterations_of_journal import Case, Lines, line_like, place
from people.bundle_forger import relined

PUT_BACK = {"was": "open", "state": "paused", "found": 0, "known": 0, "taken": ""}


def told_after(act: str, lines: Lines, *totals: int, restored: bool = True) -> None:
    """The vote is put back from a backup with every line, and goes on with each of these totals."""
    at = place(lines, act) + 1
    like, new = lines[at - 1], []
    if restored:
        new.append(line_like(like, "restore", **PUT_BACK, kept=at, length=at, head=""))
    new += [line_like(like, "resume", found=0, known=total) for total in totals]
    lines[at:at] = new


def closed_between(lines: Lines) -> None:
    told_after("open", lines, 1)
    told_after("close", lines, 2, restored=False)


def cases(kind: str) -> Iterator[Case]:
    """Every alteration that a meeting whose key the server holds can suffer."""
    if kind != "server":
        return
    for remark, change, broken in (
        ("a total corrected downwards", lambda lines: told_after("open", lines, 2, 1), "journal"),
        ("a total told once more", lambda lines: told_after("open", lines, 2, 2), "journal"),
        ("a total below none", lambda lines: told_after("open", lines, -1), "journal"),
        (
            "a total of a vote that was never put back",
            lambda lines: told_after("open", lines, 1, restored=False),
            "journal",
        ),
        ("a total corrected after the close", closed_between, "journal"),
        ("put back and never resumed", lambda lines: told_after("open", lines), "journal"),
        ("more known than came", lambda lines: told_after("open", lines, 4, 5), "ledger"),
        (
            "a lawful correction of which the record is silent",
            lambda lines: told_after("open", lines, 1, 2, 4),
            "record",
        ),
    ):
        yield remark, partial(relined, change=change), broken
