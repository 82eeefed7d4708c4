"""Refusals as lines on stderr: where, and what; the words are those of the pages."""

import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from ballot.cli.console.output import say
from ballot.cli.console.parser import WrongUsage
from ballot.domain.errors import BallotError
from ballot.words.language import gettext as _

WRONG_INPUT = 2
DID_NOT_HOLD = 1
INTERRUPTED = 130


def guarded(work: Callable[[], int]) -> int:
    """Do ``work``; whatever goes wrong in it becomes lines and an exit code."""
    try:
        return work()
    except BallotError as error:
        return report(error)
    except BrokenPipeError:
        return report_broken_pipe()
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # the last net: a person gets a line, never a traceback
        return report_unexpected(error)


def report(error: BallotError) -> int:
    """Say each fault in a line of its own; the exit code."""
    if isinstance(error, WrongUsage):
        text = _(
            "命令写得不对：%(what)s。用法：%(command)s --help",
            what=error.what,
            command=error.command,
        )
        say(text)
        return WRONG_INPUT
    return _report_in_words_of_the_pages(error)


def report_broken_pipe() -> int:
    """The reader of our output left, as ``head`` does: no fault of anybody."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DID_NOT_HOLD


def report_unexpected(error: Exception) -> int:
    """A fault of the program: its class and its place; its values may be tokens."""
    frames = traceback.extract_tb(error.__traceback__)
    last = next((f for f in reversed(frames) if "ballot" in Path(f.filename).parts), None)
    place = f"{Path(last.filename).name}:{last.lineno}" if last else "?"
    say(_("程序出错了（%(kind)s，%(place)s）。", kind=type(error).__name__, place=place))
    return DID_NOT_HOLD


def _report_in_words_of_the_pages(error: BallotError) -> int:
    from ballot.words import refusals

    say(refusals.words(error))
    return refusals.exit_code(error)
