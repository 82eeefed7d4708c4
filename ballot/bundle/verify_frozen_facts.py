"""Of a bundle: the facts whose fingerprint hung on the wall, the policy, the slips, the journal."""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ballot import schemes
from ballot.box import group, shares
from ballot.box.shares import PublicKeys
from ballot.bundle import canonical, verify_frozen_shape
from ballot.bundle.canonical import FAULTS
from ballot.bundle.layout import FROZEN, SCHEME, SCORES, SLIPS
from ballot.domain.errors import BallotError, BundleRefused
from ballot.domain.meeting import SPENT_AT_KIOSK, SPENT_BY_PHONE, UNUSED, Custody
from ballot.domain.meetings import frozen
from ballot.domain.meetings.frozen import Frozen, FrozenClass
from ballot.domain.meetings.result import Returned
from ballot.domain.scheme import meeting_items, quorum
from ballot.domain.scheme.satisfaction import SMALLEST_CLASS
from ballot.domain.scheme.scheme import Scheme

Parts = Mapping[str, memoryview]

DIGEST = re.compile(r"[0-9a-f]{64}")
SLIP = re.compile(r"([0-9a-f]{64}) (0|[1-9][0-9]{0,3}) ([2-7])")
LINE = {"sequence", "at", "actor", "act", "detail", "tag"}
MOST = 100_000
"""Slips, and eligible persons, of one meeting."""
LONGEST_SCHEME = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Slips:
    """What the slips say: how many stand in each (class, state), and the root of their states."""

    counts: Counter[tuple[int, int]]
    state_root: str

    def returned_of(self, voter_class: int) -> int:
        """Ballots that came from the slips of a class."""
        return sum(self.counts[voter_class, st] for st in (SPENT_BY_PHONE, SPENT_AT_KIOSK))

    def in_state(self, state: int) -> int:
        """Slips of all classes in a state."""
        return sum(n for (_, st), n in self.counts.items() if st == state)

    @property
    def returned(self) -> Returned:
        """收回 by way."""
        return Returned(self.in_state(SPENT_BY_PHONE), self.in_state(SPENT_AT_KIOSK))


def frozen_facts(parts: Parts) -> Frozen:
    """What was frozen before the vote. Raises BundleRefused ``form``."""
    is_shaped = verify_frozen_shape.is_frozen(canonical.read(FROZEN, parts[FROZEN]))
    text = bytes(parts[FROZEN]).decode("utf-8")
    try:
        facts = frozen.from_text(text)
        if is_shaped and _is_sound(facts):
            _require_keys(facts)
            return facts
    except (*FAULTS, BallotError) as error:
        raise BundleRefused(part=FROZEN, broken="form") from error
    raise BundleRefused(part=FROZEN, broken="form")


def policy(parts: Parts, facts: Frozen) -> Scheme:
    """The scheme under which the meeting was held. Raises BundleRefused ``scheme``."""
    content = bytes(parts[SCHEME])
    if len(content) > LONGEST_SCHEME or not _is_digest(content, facts.scheme_sha256):
        raise BundleRefused(part=SCHEME, broken="scheme")
    try:
        overrides = canonical.read(SCORES, parts[SCORES])["overrides"]
        if not all(isinstance(each, str) for each in overrides.values()):
            raise TypeError("overrides")
        whole = schemes.read(content.decode("utf-8"), SCHEME, overrides)
        scheme = meeting_items.narrowed(whole, facts.item)
        asked = (scheme.id, scheme.questions, scheme.rules)
        names = [each.name for each in scheme.classes] or [""]
        minimum = quorum.required(scheme.quorum, facts.eligible)
    except (*FAULTS, BallotError) as error:
        raise BundleRefused(part=SCHEME, broken="scheme") from error
    told = (facts.scheme, facts.questions, facts.rules)
    if (asked, names, minimum) != (told, [each.name for each in facts.classes], facts.minimum):
        raise BundleRefused(part=FROZEN, broken="scheme")
    return scheme


def slips(parts: Parts, facts: Frozen) -> Slips:
    """The slips as they ended: each accounted for, and those that hung on the wall.

    Raises BundleRefused ``form`` or ``slips``.
    """
    counts: Counter[tuple[int, int]] = Counter()
    roots = [hashlib.sha256(b"slips-v1|") for _ in facts.classes]
    states = hashlib.sha256(b"slip-states-v1|")
    for digest, voter_class, state in _slips(parts[SLIPS], len(facts.classes)):
        roots[voter_class].update(digest)
        states.update(digest + bytes([state]))
        counts[voter_class, state] += 1
    for index, each in enumerate(facts.classes):
        printed = sum(n for (of, _), n in counts.items() if of == index)
        if (printed, roots[index].hexdigest()) != (each.slips, each.slip_root):
            raise BundleRefused(part=SLIPS, broken="slips")
    found = Slips(counts, states.hexdigest())
    if found.in_state(UNUSED):
        raise BundleRefused(part=SLIPS, broken="slips")
    return found


def _slips(content: memoryview, classes: int) -> list[tuple[bytes, int, int]]:
    """The lines, each in its one spelling and in the order of the digests."""
    found: list[tuple[bytes, int, int]] = []
    if len(content) > canonical.LARGEST:
        raise BundleRefused(part=SLIPS, broken="size")
    lines = bytes(content).split(b"\n")
    if lines.pop() or len(lines) > MOST:
        raise BundleRefused(part=SLIPS, broken="form")
    for line in lines:
        said = SLIP.fullmatch(line.decode("ascii", "replace"))
        if said is None or int(said[2]) >= classes:
            raise BundleRefused(part=SLIPS, broken="form")
        digest = bytes.fromhex(said[1])
        if found and digest <= found[-1][0]:
            raise BundleRefused(part=SLIPS, broken="form")
        found.append((digest, int(said[2]), int(said[3])))
    return found


def _is_sound(facts: Frozen) -> bool:
    """Whether the values, each of its shape, go together."""
    return (
        facts.rehearsal is False
        and bool(facts.subjects and facts.questions and facts.classes)
        and facts.eligible == sum(each.eligible for each in facts.classes)
        and facts.may_be_sealed_so
        and (len(facts.classes) == 1 or all(map(_may_vote, facts.classes)))
    )


def _may_vote(voters: FrozenClass) -> bool:
    """One of several classes is large enough to be counted apart, and has slips."""
    return voters.eligible >= SMALLEST_CLASS and voters.slips > 0


def _require_keys(facts: Frozen) -> None:
    """Raises ProofRefused for keys that are none, ValueError for too many."""
    if facts.custody is Custody.SCRUTINEERS:
        shares.check_keys(PublicKeys(facts.pk, facts.vks))
        return
    group.read_key(facts.pk)
    if facts.vks:
        raise ValueError("vks")


def _is_digest(content: bytes, expected: str) -> bool:
    return hashlib.sha256(content).hexdigest() == expected
