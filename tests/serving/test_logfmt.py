"""A line of the log is one line, whatever stands in it, and never in anybody's way."""

import sys
from datetime import datetime

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


class Full:
    """A disk without room."""

    def write(self, text: str) -> int:
        """Fail as the system does."""
        raise OSError(28, "No space left on device")


def test_a_log_that_cannot_be_written_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Full())
    logfmt.write("error", "page failed")
