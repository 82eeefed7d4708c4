"""Marks only rise, whoever notes them, and are whole after a power cut."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ballot.domain.errors import Tampered
from ballot.domain.journal_line import HOUSE, End
from ballot.keyring.marks import MarkFiles

MEETING = "meeting:123456"
RUN, OTHER = bytes(16), bytes(range(16))

NOTE = """
import sys
from pathlib import Path
from ballot.domain.journal_line import End
from ballot.keyring.marks import MarkFiles
marks = MarkFiles(Path(sys.argv[1]))
for total in range(int(sys.argv[2]), 120, 4):
    marks.note_received(bytes(16), total)
    marks.note_journal({"house": End(total, bytes([total]) * 32, bytes(32))})
"""


@pytest.fixture
def marks(tmp_path: Path) -> MarkFiles:
    return MarkFiles(tmp_path)


def test_without_a_mark_nothing_was_received(marks: MarkFiles) -> None:
    assert marks.received(RUN) == 0
    assert marks.journal(HOUSE) is None
    assert marks.journals() == {}


def test_a_total_rises_and_never_falls(marks: MarkFiles, tmp_path: Path) -> None:
    for total, highest in ((3, 3), (2, 3), (3, 3), (10, 10), (9, 10)):
        marks.note_received(RUN, total)
        assert MarkFiles(tmp_path).received(RUN) == highest
    assert marks.received(OTHER) == 0


def test_a_chain_grows_and_is_never_cut(marks: MarkFiles, tmp_path: Path) -> None:
    one, two, three = (End(length, b"t", b"h") for length in (1, 2, 3))
    marks.note_journal({HOUSE: two, MEETING: one})
    marks.note_journal({HOUSE: one})
    marks.note_journal({HOUSE: End(2, b"another", b"two")})
    assert MarkFiles(tmp_path).journals() == {HOUSE: two, MEETING: one}
    marks.note_journal({HOUSE: three})
    assert (marks.journal(HOUSE), marks.journal(MEETING)) == (three, one)


@pytest.mark.parametrize("content", ["", "x", "-1"])
def test_a_mark_that_is_no_number_was_tampered_with(
    marks: MarkFiles, tmp_path: Path, content: str
) -> None:
    marks.note_received(RUN, 3)
    (tmp_path / f"received-{RUN.hex()}").write_text(content)
    with pytest.raises(Tampered) as found:
        marks.received(RUN)
    assert found.value.what == "mark"


@pytest.mark.parametrize("content", ["", "3", "3 00", "3 zz 00", "x 00 00", "3 00 00 00"])
def test_a_journal_mark_that_is_none_was_tampered_with(
    marks: MarkFiles, tmp_path: Path, content: str
) -> None:
    (tmp_path / "journal-meeting-123456").write_text(content)
    with pytest.raises(Tampered):
        marks.journal(MEETING)
    with pytest.raises(Tampered):
        marks.journals()


def test_threads_and_processes_note_side_by_side(marks: MarkFiles, tmp_path: Path) -> None:
    words = [sys.executable, "-c", NOTE, str(tmp_path)]
    processes = [subprocess.Popen([*words, str(start)]) for start in range(3)]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda total: marks.note_received(RUN, total), range(3, 120, 4)))
    assert [process.wait() for process in processes] == [0, 0, 0]
    assert marks.received(RUN) == 119
    assert marks.journal(HOUSE) == End(118, bytes([118]) * 32, bytes(32))


def test_nothing_but_the_marks_is_left_in_the_folder(marks: MarkFiles, tmp_path: Path) -> None:
    marks.note_received(RUN, 3)
    marks.note_journal({MEETING: End(1, b"one", b"head")})
    names = {each.name for each in tmp_path.iterdir()}
    assert names == {"journal-meeting-123456", f"received-{RUN.hex()}"}
