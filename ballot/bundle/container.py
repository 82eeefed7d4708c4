"""The file of a bundle: a ZIP of stored parts that has one spelling only (docs/bundle.md).

Written and read here byte by byte: a general reader of ZIP overlooks what lies between the parts,
and what two of its directories say differently.
"""

import re
import struct
import zlib
from collections.abc import Mapping, Sequence

from ballot.domain.errors import BundleRefused

LOCAL = struct.Struct("<4s5H3I2H")
CENTRAL = struct.Struct("<4s6H3I5H2I")
END = struct.Struct("<4s4H2IH")
VERSION, MADE_BY = 20, (3 << 8) | 20
DATE = (0 << 9) | (1 << 5) | 1
"""1980-01-01, the first day that a ZIP can name."""
MODE = 0o100644 << 16
NAME = re.compile(rb"[a-z0-9][a-z0-9.-]{0,39}")
LARGEST = 2**32 - 1
MOST_PARTS = 2**16 - 1


def pack(parts: Mapping[str, bytes]) -> bytes:
    """The file of these parts, in the order of their names. Raises BundleRefused ``size``."""
    packed, directory, offset = [], [], 0
    for name in sorted(parts):
        header = _local(name.encode("ascii"), zlib.crc32(parts[name]), len(parts[name]))
        packed += [header, parts[name]]
        directory.append((name.encode("ascii"), parts[name], offset))
        offset += len(header) + len(parts[name])
        if offset > LARGEST or len(directory) > MOST_PARTS:
            raise BundleRefused(part=name, broken="size")
    return b"".join([*packed, _directory(directory, offset)])


def unpack(file: bytes) -> dict[str, memoryview]:
    """The parts of a file, none of them copied.

    Raises BundleRefused ``file`` for every byte that ``pack`` would not have written so: nothing
    is inflated, no path is followed, and no name occurs twice.
    """
    if len(file) > LARGEST:
        raise BundleRefused(broken="size")
    view, offset = memoryview(file), 0
    entries: list[tuple[bytes, memoryview, int]] = []
    while bytes(view[offset : offset + 4]) == b"PK\3\4":
        name, content = _part(view, offset, after=entries[-1][0] if entries else b"")
        entries.append((name, content, offset))
        if len(entries) > MOST_PARTS:
            raise BundleRefused(broken="size")
        offset += LOCAL.size + len(name) + len(content)
    if view[offset:] != _directory(entries, offset):
        raise BundleRefused(broken="file")
    return {name.decode("ascii"): content for name, content, _ in entries}


def _part(view: memoryview, offset: int, after: bytes) -> tuple[bytes, memoryview]:
    start = offset + LOCAL.size
    if start > len(view):
        raise BundleRefused(broken="file")
    *_, size, length, _ = LOCAL.unpack(view[offset:start])
    name = bytes(view[start : start + length])
    if not NAME.fullmatch(name) or name <= after:
        raise BundleRefused(broken="file")
    content = view[start + length : start + length + size]
    header = _local(name, zlib.crc32(content), len(content))
    if view[offset : start + length] != header:
        raise BundleRefused(part=name.decode("ascii"), broken="file")
    return name, content


def _directory(entries: Sequence[tuple[bytes, bytes | memoryview, int]], offset: int) -> bytes:
    listed = b"".join(_central(name, content, at) for name, content, at in entries)
    count = len(entries)
    return listed + END.pack(b"PK\5\6", 0, 0, count, count, len(listed), offset, 0)


def _local(name: bytes, crc: int, size: int) -> bytes:
    fixed = (VERSION, 0, 0, 0, DATE, crc, size, size, len(name), 0)
    return LOCAL.pack(b"PK\3\4", *fixed) + name


def _central(name: bytes, content: bytes | memoryview, offset: int) -> bytes:
    size = len(content)
    fixed = (MADE_BY, VERSION, 0, 0, 0, DATE, zlib.crc32(content), size, size, len(name))
    return CENTRAL.pack(b"PK\1\2", *fixed, 0, 0, 0, 0, MODE, offset) + name
