"""A file of rows → its cells as texts: CSV, or a workbook (XLSX, XLSM, XLS, ODS, .et).

What it is, its content tells; its ending is not believed.
"""

from pathlib import Path

from ballot.domain.errors import (
    BallotError,
    Fault,
    FileLocked,
    FileNoTable,
    FileOfOtherProgram,
    NotAFile,
    Refused,
    SheetUnreadable,
)
from ballot.domain.grid import Grid, Tab
from ballot.intake import bounds, csv_text, workbook

DOCUMENTS = (b"%PDF", b"{\\rtf")
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
NO_TABLE = (*DOCUMENTS, *PICTURES, *ARCHIVES)
"""How files begin that hold no table."""
REASONS: dict[str, BallotError] = {
    workbook.LOCKED: FileLocked(),
    workbook.DOCUMENT: FileNoTable(),
    workbook.OLDER: FileOfOtherProgram(),
    workbook.LARGE: csv_text.too_large(),
    workbook.BROKEN: SheetUnreadable(),
}


def read(path: str) -> Grid:
    """The cells of a file. Raises Refused where it cannot be read."""
    try:
        with Path(path).open("rb") as file:
            content = file.read(bounds.MOST_BYTES + 1)
    except OSError as error:
        raise _refused(path, NotAFile(path=path, reason=error.strerror or str(error))) from None
    return of(path, content)


def of(path: str, content: bytes) -> Grid:
    """The same of a file that somebody sent; ``path`` is its name. Raises Refused."""
    if len(content) > bounds.MOST_BYTES:
        raise _refused(path, csv_text.too_large())
    if not content.strip():
        raise _refused(path, NotAFile(path=path, reason="empty"))
    if is_workbook(content):
        return _workbook(path, content)
    if content.startswith(NO_TABLE):
        raise _refused(path, FileNoTable())
    if content.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"<"):
        raise _refused(path, FileOfOtherProgram())
    try:
        return Grid(path, (Tab("", csv_text.lines(content)),))
    except csv_text.BadText as bad:
        raise _refused(path, bad.error) from None


def is_workbook(content: bytes) -> bool:
    """Whether it begins like one, which takes long to read where it is long."""
    return content.startswith((workbook.PACKED, workbook.COMPOUND))


def _workbook(path: str, content: bytes) -> Grid:
    try:
        return workbook.tabs(content, path)
    except workbook.Unreadable as error:
        raise _refused(path, REASONS[str(error)]) from None


def _refused(path: str, error: BallotError) -> Refused:
    return Refused(faults=[Fault(error, file=path)])
