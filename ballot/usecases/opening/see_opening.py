"""What a 监票人 is shown before he uses his key: the root to compare, and what lies in the box."""

from dataclasses import dataclass

from ballot.domain import excluded
from ballot.domain.access import Actor
from ballot.domain.excluded import ExcludedCount
from ballot.domain.meetings import frozen
from ballot.usecases.hall import Hall
from ballot.usecases.opening import before_opening
from ballot.usecases.verified import box_roots


@dataclass(frozen=True, slots=True)
class ToOpen:
    """A box that may be opened. ``root`` and the ``vks`` of the three shares are hexadecimal.

    ``sealed`` ballots lie in it, ``paper`` came besides; both together are at least ``required``.
    ``minimum`` is what the list must hold at least. ``excluded`` of its answers are in no sum; then
    the ``fingerprint`` of the notice is compared too, by whose key and questions they are judged.
    """

    title: str
    root: str
    close_value: str
    vks: tuple[str, ...]
    fingerprint: str
    excluded: ExcludedCount
    sealed: int
    paper: int
    required: int
    minimum: int


def see_opening(hall: Hall, actor: Actor, number: str) -> ToOpen:
    """The box as it was found whole just now. Raises like ``before_opening.ready``."""
    meeting, box = before_opening.ready(hall, actor, number)
    return ToOpen(
        title=box.facts.title,
        root=box_roots.overall(box.pins.roots).hex(),
        close_value=box.pins.close_value.hex(),
        vks=tuple(vk.hex() for vk in box.facts.vks),
        fingerprint=frozen.fingerprint(meeting.frozen or ""),
        excluded=excluded.count(box.book.told.excluded),
        sealed=box.received,
        paper=box.came - box.received,
        required=box.facts.minimum,
        minimum=before_opening.least(box),
    )
