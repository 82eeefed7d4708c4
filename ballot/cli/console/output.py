"""Where words go: results to stdout, all else to stderr; bars only on a terminal.

What draws on a terminal is loaded where there is one: a script that calls us need not wait for it.
"""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

T = TypeVar("T")


def say(text: str) -> None:
    """One line for the person, on stderr."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def is_as_wide(columns: int) -> bool:
    """Whether stderr is a terminal with room for so many columns."""
    return sys.stderr.isatty() and os.get_terminal_size(sys.stderr.fileno()).columns >= columns


def give(text: str) -> None:
    """One line of the result, on stdout."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def give_json(value: Any) -> None:
    """A result as JSON on stdout, Chinese left readable."""
    give(json.dumps(value, ensure_ascii=False, indent=2))


def give_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A result as a table on stdout; tab-separated lines where stdout is no terminal."""
    if not sys.stdout.isatty():
        for row in rows:
            give("\t".join(row))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(*headings)
    for row in rows:
        table.add_row(*row)
    Console().print(table)


@contextmanager
def waiting(text: str) -> Iterator[None]:
    """A turning sign while something of unknown length is under way, on a terminal only."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(text):
        yield


def counted(items: Sequence[T], text: str) -> Iterator[T]:
    """The items one by one, with a bar on a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    with _bar() as bar:
        yield from bar.track(items, description=text)


@contextmanager
def progress(text: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal, moved by ``tell(done, total)``."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    with _bar() as bar:
        task = bar.add_task(text, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _bar() -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, console=Console(stderr=True))
