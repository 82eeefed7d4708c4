"""投票前公告, the poster on the wall: what is fixed before the first ballot.

It has no option beside a number: all of it is known before the box opens.
"""

from dataclasses import dataclass

from ballot.domain.meetings.frozen import FrozenClass
from ballot.domain.paper import Question
from ballot.printing.forms import template
from ballot.printing.forms.digests import in_two_lines
from ballot.printing.forms.template import padded
from ballot.printing.leaf import Leaf


@dataclass(frozen=True, slots=True, kw_only=True)
class WallPoster:
    """Digests are hex, one slip root a class of voters.

    ``custody`` and ``transport`` are the words of the interface.
    """

    title: str
    number: str
    eligible: int
    issued: int
    quorum_rule: str
    required: int
    subjects: tuple[str, ...]
    questions: tuple[Question, ...]
    fingerprint: str
    key: str
    slip_roots: tuple[str, ...]
    scheme_sha256: str
    custody: str
    transport: str
    log_tells_order: bool = False
    """Whether the log of the database tells in which order ballots came."""
    round: int = 1
    classes: tuple[FrozenClass, ...] = ()
    """The classes of voters, in the order of ``slip_roots``; empty where there are none."""
    item: str = ""
    """What the meeting fills of its policy, where it names it."""
    held: str = ""
    place: str = ""
    chair: str = ""
    scrutineers: tuple[str, ...] = ()


def leaf(poster: WallPoster) -> Leaf:
    """The poster, signed before the first ballot."""
    return template.leaf(
        "wall_poster",
        poster=poster,
        fingerprint=in_two_lines(poster.fingerprint),
        key=in_two_lines(poster.key),
        slip_roots=[in_two_lines(root) for root in poster.slip_roots],
        scheme_digest=in_two_lines(poster.scheme_sha256),
        scrutineers=padded(poster.scrutineers, 3),
    )
