"""What a use case finds in the room: the database, the keys, the marks, the clock."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from ballot.domain import house_time
from ballot.domain.journal_line import End
from ballot.domain.meeting import Transport
from ballot.fonts.library import Library
from ballot.usecases.facts_cache import Facts
from ballot.usecases.journal_cache import Journals
from ballot.usecases.people_cache import PeopleCache

if TYPE_CHECKING:
    from ballot.box.pool import Pools
    from ballot.box.tags import TagKeys
    from ballot.serving.workplace import Workplace
    from ballot.storage.database import Database


class BoxKeys(Protocol):
    """The secret keys of boxes in custody ``server``: files outside the database."""

    def put(self, run: bytes, secret: bytes) -> None:
        """Keep a 32-byte secret; refuses to overwrite one."""

    def get(self, run: bytes) -> bytes:
        """The 32-byte secret. Raises BoxKeyMissing."""

    def forget(self, run: bytes) -> None:
        """Erase a secret; no fault where there is none."""


class Marks(Protocol):
    """What the key folder remembers, so that a cut tail or an earlier copy is noticed."""

    def received(self, run: bytes) -> int:
        """The highest received total ever noted of a run, 0 where none was."""

    def note_received(self, run: bytes, total: int) -> None:
        """Note a received total; never lowers it."""

    def opened(self, run: bytes) -> bytes | None:
        """The root of the list that the box of a run was opened for, None where it was not."""

    def bind_opened(self, run: bytes, root: bytes) -> bytes:
        """Note the list that a box is opened for, once; the root that was noted first."""

    def forget(self, run: bytes) -> None:
        """Forget what was noted of a run that is gone for good."""

    def journal(self, chain: str) -> End | None:
        """Where a chain of the journal ended, as last noted."""

    def journals(self) -> dict[str, End]:
        """The same of every chain that was ever noted."""

    def note_journal(self, ends: Mapping[str, End]) -> None:
        """Note where chains end; never lowers a length."""


@dataclass(slots=True)
class Press:
    """One sending of a form of the pages that makes something new, known again by 32 bytes.

    ``is_claimed``: its act is committed, and it was this sending that did it.
    """

    digest: bytes
    is_claimed: bool = False


@dataclass(frozen=True, slots=True)
class Hall:
    """The surroundings of every use case, made once by ``app`` or ``cli``."""

    database: "Database"
    tags: "TagKeys"
    pepper: bytes
    """Key of the HMAC under which typed codes are stored."""
    sign: bytes
    """32-byte Ed25519 seed under which results are signed."""
    box_keys: BoxKeys
    marks: Marks
    pools: "Pools"
    clock: Callable[[], datetime]
    """Aware UTC time."""
    transport: Transport
    public_url: str
    """What slips point to, without a slash at the end."""
    oldest_process: Callable[[], datetime | None]
    """When the oldest process that answers voters now began; None where none does."""
    is_stocked: Callable[[bytes], bool | None]
    """Whether each process that answers voters has its stock for a run; None where none does."""
    zone: ZoneInfo = field(default_factory=partial(ZoneInfo, house_time.USUAL))
    """The time that people of this house read on pages and papers."""
    library: Library = field(default_factory=Library)
    """Where the fonts lie that papers are printed with."""
    expected: dict[str, End] = field(default_factory=dict)
    """Where chains ended when what one act rests on was looked at (``meanwhile``)."""
    press: Press | None = None
    """The sending of a form whose act is done once (``presses``)."""
    workplace: "Workplace | None" = None
    """Where long work is done beside this process; None where everything is done at once."""
    facts: Facts = field(default_factory=Facts)
    """What this process knows of its meetings by heart."""
    journals: Journals = field(default_factory=Journals)
    """Long chains of the journal that this process has verified."""
    people: PeopleCache = field(default_factory=PeopleCache)
    """What this process has worked out of assessments of many people."""

    def local(self, at: datetime) -> datetime:
        """A moment as the clock of this house shows it."""
        return at.astimezone(self.zone)

    def now(self) -> datetime:
        """This moment by the clock of this house."""
        return self.local(self.clock())

    @property
    def log_tells_order(self) -> bool:
        """Whether the log of the database tells for a while in which order ballots came."""
        return self.database.dialect == "postgresql"
