"""主持词: what the chair reads out, with the numbers of the meeting."""

from dataclasses import dataclass

from ballot.printing.forms import template
from ballot.printing.leaf import Leaf


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """主持词 with the numbers filled in. None: to be filled in by hand.

    ``url`` is where the program is reached, and its page that recounts.
    """

    title: str
    number: str
    url: str
    eligible: int
    quorum_rule: str
    required: int
    issued: int
    subjects: tuple[str, ...]
    custody: str
    parts: tuple[tuple[str, int], ...] = ()
    present: int | None = None
    on_leave: int | None = None
    scrutineers: tuple[str, ...] = ()
    tellers: tuple[str, ...] = ()
    minutes: int = 20
    sealed: bool = False


def leaf(script: Script) -> Leaf:
    """What the chair reads out, in the order of a meeting (docs/rules.md §6)."""
    return template.leaf("host_script", script=script)
