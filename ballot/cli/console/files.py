"""Files that a command reads and writes."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from ballot.domain.errors import Fault, NotAFile, NotWritable, Refused, SchemeUnknown


def read(path: str) -> str:
    """The text of an input file. Raises Refused with the file's name."""
    try:
        return Path(path).read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise refused(path, error) from None


def refused(
    path: str, error: OSError | UnicodeError, kind: type[NotAFile | NotWritable] = NotAFile
) -> Refused:
    """The refusal of a file, with the system's own reason."""
    reason = getattr(error, "strerror", None) or str(error)
    return Refused([Fault(kind(path=path, reason=reason))])


@contextmanager
def named(path: str) -> Iterator[None]:
    """Name the file in faults that were found after it was read."""
    try:
        yield
    except SchemeUnknown as error:
        raise Refused([Fault(error, file=path, key="scheme")]) from None
    except Refused as error:
        raise Refused([replace(fault, file=fault.file or path) for fault in error.faults]) from None


def write(path: str, content: bytes) -> None:
    """Write a file whole or not at all; ``-`` is stdout. Raises Refused."""
    try:
        if path == "-":
            sys.stdout.buffer.write(content)
            sys.stdout.flush()
        elif _is_plain(Path(path)):
            _replace(Path(path).resolve(), content)
        else:
            with Path(path).open("ab") as stream:
                stream.write(content)
    except OSError as error:
        raise refused(path, error, NotWritable) from None


@contextmanager
def private(path: str) -> Iterator[BinaryIO]:
    """A file for secrets: mode 0600, on the disk and under its name when the block has ended.

    A file that stands there already is kept as ``FILE.~1~``: it may be the only copy of slips
    that can vote. Raises Refused before the block begins where the folder takes no file; where
    the block raises, nothing is left behind.
    """
    try:
        with _private_of(Path(path)) as file:
            yield file
    except OSError as error:
        raise refused(path, error, NotWritable) from None


@contextmanager
def _private_of(target: Path) -> Iterator[BinaryIO]:
    if not _is_plain(target):
        with _opened(target) as file:
            yield file
        return
    target = target.resolve()
    partial = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with _opened(partial) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _keep_what_is_there(target)
        partial.replace(target)
        _sync_folder(target)
    finally:
        partial.unlink(missing_ok=True)


def _opened(path: Path) -> BinaryIO:
    how = os.O_CREAT | os.O_TRUNC if _is_plain(path) else os.O_APPEND
    return os.fdopen(os.open(path, os.O_WRONLY | how, 0o600), "wb")


def _is_plain(path: Path) -> bool:
    """Whether it is, or would become, an ordinary file (and not /dev/stdout or a pipe)."""
    return not _is_held_open(path) and (path.is_file() or not path.exists())


def _is_held_open(path: Path) -> bool:
    """Whether it names a file that a process holds open, as /dev/stdout: no file replaces it."""
    if not path.is_symlink():
        return False
    folder = path.parent.resolve()
    return any(each.is_relative_to("/proc") for each in (folder, folder / path.readlink()))


def _keep_what_is_there(target: Path) -> None:
    if not target.exists() or target.stat().st_size == 0:
        return
    number = 1
    while (kept := target.with_name(f"{target.name}.~{number}~")).exists():
        number += 1
    target.rename(kept)


def _replace(target: Path, content: bytes) -> None:
    partial = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        partial.write_bytes(content)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def _sync_folder(target: Path) -> None:
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
