"""A line of the log is one line, whatever stands in it, and never in anybody's way."""

import os
import sys
from datetime import datetime
from subprocess import PIPE, Popen

import pytest

from ballot.serving import logfmt


def test_a_line_tells_when_how_grave_and_what(capsys: pytest.CaptureFixture[str]) -> None:
    logfmt.write("warning", "worker died", place=0, process=17, exit=-9, cause=None)
    said = capsys.readouterr().err
    at, rest = said.removeprefix("timestamp=").split(" ", 1)
    assert datetime.fromisoformat(at).utcoffset() is not None
    assert rest == 'level=warning event="worker died" place=0 process=17 exit=-9 cause=\n'


@pytest.mark.parametrize(
    ("value", "spelt"),
    [
        ("organizer.meeting", "organizer.meeting"),
        ("开箱", "开箱"),
        ("a=b", '"a=b"'),
        ('say "no"', r'"say \"no\""'),
        ("two\nlevel=error event=forged", r'"two\nlevel=error event=forged"'),
        ("back\\slash", r'"back\\slash"'),
        (True, "True"),
    ],
)
def test_a_value_never_ends_its_line_or_begins_another(
    value: object, spelt: str, capsys: pytest.CaptureFixture[str]
) -> None:
    logfmt.write("error", "page failed", page=value)
    said = capsys.readouterr().err
    assert said.endswith(f" page={spelt}\n")
    assert said.count("\n") == 1


def test_a_disk_without_room_ends_nothing_but_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    number = os.open("/dev/full", os.O_WRONLY)
    full = os.fdopen(number, "w", buffering=1, closefd=False)
    monkeypatch.setattr(sys, "stderr", full)
    logfmt.write("error", "page failed")
    sys.stderr.flush()
    assert sys.stderr is not full
    with pytest.raises(OSError, match="No space left"):
        full.flush()  # the control: what was written before still waits there
    os.close(number)


STARTS_A_PROCESS = """
import sys
from multiprocessing import util
from ballot.serving import logfmt
sys.stdin.readline()
{write}
util._flush_std_streams()
{write}
util._flush_std_streams()
print("started")
"""


@pytest.mark.parametrize(
    ("write", "said"),
    [
        ('logfmt.write("warning", "worker died")', "started\n"),
        ("sys.stderr.buffer.write(b'x'); logfmt.drop_unwritten()", "started\n"),
        ("sys.stderr.buffer.write(b'x')", ""),
    ],
    ids=["a line", "another's line", "control"],
)
def test_a_line_that_nobody_reads_keeps_no_process_from_being_started(
    write: str, said: str
) -> None:
    """As ``multiprocessing`` flushes what waits before it starts one."""
    code = STARTS_A_PROCESS.format(write=write)
    buffered = {name: text for name, text in os.environ.items() if name != "PYTHONUNBUFFERED"}
    pipes = {"stdin": PIPE, "stdout": PIPE, "stderr": PIPE}
    with Popen([sys.executable, "-c", code], text=True, env=buffered, **pipes) as process:
        assert process.stderr
        process.stderr.close()
        process.stderr = None
        assert process.communicate("\n")[0] == said
