"""Where words go: results to stdout, all else to stderr; bars only on a terminal."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table

T = TypeVar("T")


def say(text: str) -> None:
    """One line for the person, on stderr."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


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
    table = Table(*headings)
    for row in rows:
        table.add_row(*row)
    Console().print(table)


@contextmanager
def waiting(text: str) -> Iterator[None]:
    """A turning sign while something of unknown length is under way, on a terminal only."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield
        return
    with console.status(text):
        yield


def counted(items: Sequence[T], text: str) -> Iterator[T]:
    """The items one by one, with a bar on a terminal."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        yield from bar.track(items, description=text)


@contextmanager
def progress(text: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal, moved by ``tell(done, total)``."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task(text, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
