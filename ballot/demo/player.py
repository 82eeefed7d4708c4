"""Who plays a hall: one thread at a time among all processes that serve the same data.

How far it is lies in ``play.json``, so that every process can show it; that it goes on, in a lock
that ends with its process.
"""

import fcntl
import os
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Thread

from ballot.demo import county, play_state
from ballot.demo.folder import Folder
from ballot.demo.play_state import End, Scene, Stopped
from ballot.demo.voter import House
from ballot.domain.access import CONSOLE
from ballot.domain.errors import BallotError
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.see_meeting import see_meeting

A_MINUTE = 60.0
LOOK = 0.1
"""Seconds between two looks whether it is to stop."""

TRIES = 3
"""Tries to begin a play: whoever only looks whether one goes on holds the lock for a moment."""


class Player:
    """Starts, stops and shows plays. ``failed`` is told of an error that ended one."""

    seconds = A_MINUTE
    """How long the voters of a play take."""

    def __init__(
        self, hall: Hall, folder: Folder, house: House, failed: Callable[[BaseException], None]
    ) -> None:
        self.hall, self.folder, self.house, self.failed = hall, folder, house, failed

    def opened(self) -> str | None:
        """The meeting whose slips lie here; None where this database has no example."""
        slips = self.folder.slips()
        try:
            found = see_meeting(self.hall, CONSOLE, slips[0].number) if slips else None
        except BallotError:
            return None
        return found.number if found and found.title.startswith(county.MARK) else None

    def scene(self) -> Scene | None:
        """The play that goes on, or the last one; None before the first.

        One whose process ended in its middle has failed.
        """
        goes_on, found = self.goes_on(), self._kept()
        if found is not None and found.end is None and not goes_on:
            return replace(found, end=End.FAILED)
        return found

    def goes_on(self) -> bool:
        """Whether a play goes on, in this process or another one."""
        if not self.folder.path.is_dir():
            return False
        lock = self._take_lock()
        if lock is not None:
            os.close(lock)
        return lock is None

    def left(self) -> int:
        """How many plays this installation still has people for."""
        found = self._kept()
        return play_state.most() - (len(found.numbers) if found else 0)

    def start(self) -> None:
        """Begin a play, unless one goes on or nobody is left to be judged."""
        lock = self._take_lock(TRIES)
        if lock is None:
            return
        before = self._kept()
        earlier = before.numbers if before else ()
        if len(earlier) >= play_state.most():
            os.close(lock)
            return
        if before is not None and before.end is None:
            self._close(before.number)
        self._stop_file.unlink(missing_ok=True)
        begun = Scene(earlier, custody=play_state.custody_of(self.hall))
        self._keep(begun)
        Thread(target=self._play, args=(begun, lock), name="play", daemon=True).start()

    def stop(self) -> None:
        """Ask the play that goes on to stop; it does so within the time of a page."""
        if self.goes_on():
            self.folder.write(self._stop_file, "")

    def _play(self, begun: Scene, lock: int) -> None:
        from ballot.demo.play import Play  # loaded where a hall is played

        played = Play(self.hall, self.house, begun, self._keep)
        try:
            played.run(self.seconds, self._wait)
            end = End.DONE
        except Stopped:
            end = End.STOPPED
        except Exception as error:
            self.failed(error)
            end = End.FAILED
        with suppress(Exception):
            if end is not End.DONE:
                played.call_off()
            self._keep(replace(played.scene, end=end))
        os.close(lock)

    def _wait(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while True:
            if self._stop_file.exists():
                raise Stopped
            left = until - time.monotonic()
            if left <= 0:
                return
            time.sleep(min(LOOK, left))

    def _close(self, number: str) -> None:
        """A play that was cut off left its vote open, and nobody has its slips any more."""
        with suppress(BallotError):
            close_voting(self.hall, CONSOLE, number)

    def _take_lock(self, tries: int = 1) -> int | None:
        """The lock of the one play; None where another one holds it."""
        lock = self._try_lock()
        while lock is None and tries > 1:
            time.sleep(LOOK)
            tries -= 1
            lock = self._try_lock()
        return lock

    def _try_lock(self) -> int | None:
        lock = os.open(self.folder.path / "play.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            return None
        return lock

    @property
    def _file(self) -> Path:
        return self.folder.path / "play.json"

    @property
    def _stop_file(self) -> Path:
        return self.folder.path / "play.stop"

    def _keep(self, found: Scene) -> None:
        self.folder.write(self._file, found.to_text())

    def _kept(self) -> Scene | None:
        with suppress(OSError, ValueError, KeyError, TypeError):
            return play_state.of_text(self._file.read_text(encoding="utf-8"))
        return None
