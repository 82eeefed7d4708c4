"""What the program writes down: faults of its own, and never a voter's doing.

There is no access log. A line holds the name of a page's function, the class of an error and
the lines of code it passed through: never an address, a form, a message of an exception, for
each of them may hold a token, a code or a choice (docs/secrecy.md, test 14).
"""

import logging
from traceback import extract_tb

from ballot.serving import logfmt


def set_up() -> None:
    """Werkzeug's lines hold addresses and are left out."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)


def failure(error: BaseException, page: str | None) -> None:
    """Note that a page failed: where in the code, and by which class of error."""
    frames = extract_tb(error.__traceback__)
    logfmt.write(
        "error",
        "page failed",
        page=page,
        error=type(error).__name__,
        cause=type(error.__cause__).__name__ if error.__cause__ else None,
        where=" ".join(f"{frame.name}:{frame.lineno}" for frame in frames[-6:]),
    )


def worker(event: str, **known: object) -> None:
    """Note what became of a worker of the server: its place, its process, how it ended."""
    logfmt.write("warning", f"worker {event}", **known)
