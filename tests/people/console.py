"""The commands inside this process, for the many tests that need no process of their own."""

import io
import os
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from makers import meeting_files

from ballot.cli import main

MEETING = meeting_files.TWO


@dataclass(frozen=True)
class Answer:
    """What a command left behind."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Console:
    """A person at the machine, in a folder of his own."""

    folder: Path
    patch: pytest.MonkeyPatch
    capture: pytest.CaptureFixture[str]

    def run(self, *words: str, stdin: str = "") -> Answer:
        self.patch.setattr(sys, "stdin", io.StringIO(stdin))
        mask = os.umask(0o022)
        try:
            code = main(words)
        finally:
            os.umask(mask)
        said = self.capture.readouterr()
        return Answer(code, said.out, said.err)

    def ask(self, *words: str) -> str:
        """A command that must succeed; its stdout."""
        done = self.run(*words)
        assert done.code == 0, (words, done)
        return done.out.strip()

    def write(self, text: str, name: str = "meeting.toml") -> str:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    def meeting(self, text: str = MEETING) -> str:
        """The number of a new meeting."""
        return self.ask("meeting", "create", self.write(text))

    def slips(self, number: str, count: int) -> list[tuple[str, str]]:
        """(url, code) of newly issued slips."""
        path = self.folder / f"slips-{count}.csv"
        self.ask("slips", "issue", number, "--count", str(count), "--out", str(path))
        lines = path.read_text(encoding="utf-8").splitlines()
        assert lines[0] == "url,code"
        return [(url, code) for url, code in (line.split(",") for line in lines[1:])]
