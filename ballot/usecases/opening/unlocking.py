"""Who can open a box, and the proofs that are kept of it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial as bound

from sqlalchemy.orm import Session

from ballot.box import partial, shares
from ballot.box.partial import Partial, Total
from ballot.box.shares import PublicKeys
from ballot.domain.acts import Act
from ballot.domain.errors import ProofRefused, SharesNeeded, Tampered
from ballot.domain.ledger import rehearsals_told
from ballot.domain.meeting import Custody
from ballot.domain.meetings.result import OpenedBy, Way
from ballot.storage import results
from ballot.storage.meetings import MeetingRow
from ballot.storage.results import PartialRow
from ballot.usecases.hall import Hall
from ballot.usecases.meeting import box_key
from ballot.usecases.opening import tallying
from ballot.usecases.opening.inspection import Inspected
from ballot.usecases.opening.tallying import Unlock, Unlocked
from ballot.usecases.verified import chain

Sets = dict[int, tuple[Partial, ...]]
"""What each 监票人 made, in the order of the totals."""


@dataclass(frozen=True, slots=True)
class Came:
    """What the 监票人 have sent: over which one root, whose keys, and what they made."""

    root: bytes | None
    holders: tuple[OpenedBy, ...]
    sets: Sets


def who_can(hall: Hall, meeting: MeetingRow, box: Inspected) -> Unlock:
    """What opens the sums of this box. Raises BoxKeyMissing, Tampered: ``keys``, ``opening``.

    Under custody scrutineers it raises SharesNeeded itself, as it is called.
    """
    if box.facts.custody is Custody.SERVER:
        return tallying.unlock_with_key(box_key.secret_of(hall, box.facts.run, box.facts.pk))
    return bound(_by_two, hall, meeting.number, PublicKeys(box.facts.pk, box.facts.vks))


def unlock(db: Session, number: str, box: Inspected, by: Unlock) -> Unlocked:
    """Open the totals, and keep the proofs that the key opened them rightly."""
    totals = tallying.totals(box)
    unlocked = by(db, totals)
    for made in unlocked.partials:
        keep(db, number, totals, made)
    return unlocked


def keep(db: Session, number: str, totals: Sequence[Total], made: Sequence[Partial]) -> None:
    """Keep what one holder made of the totals."""
    rows = [
        PartialRow(
            scrutineer=each.number,
            subject=total.subject,
            question=total.question,
            voter_class=total.voter_class or 0,
            points=each.points,
            proof=each.proof,
        )
        for total, each in zip(totals, made, strict=True)
    ]
    results.keep_partials(db, number, rows)


def came(hall: Hall, db: Session, number: str) -> Came:
    """What has come, as the tables and the journal both have it.

    Raises Tampered: ``journal`` where its chain is broken, ``opening`` where the two disagree.
    """
    sets = _sets(db, number)
    lines = rehearsals_told.without(chain.of_meeting(hall, db, number))
    ours = (line for line in lines if line.act == Act.SEND_PARTIALS)
    told = [detail for detail in (json.loads(line.detail) for line in ours) if "root" in detail]
    holders = [OpenedBy(each["scrutineer"], each["name"], Way(each["way"])) for each in told]
    holders.sort(key=lambda each: each.number)
    if [each.number for each in holders] != sorted(sets):
        raise Tampered(what="opening")
    root = bytes.fromhex(told[0]["root"]) if told else None
    return Came(root, tuple(holders), sets)


def _sets(db: Session, number: str) -> Sets:
    found: Sets = {}
    for row in results.partials(db, number):
        if row.scrutineer != partial.WHOLE:
            made = Partial(row.scrutineer, bytes(row.points), bytes(row.proof))
            found[row.scrutineer] = (*found.get(row.scrutineer, ()), made)
    return found


def _by_two(
    hall: Hall, number: str, keys: PublicKeys, db: Session, totals: Sequence[Total]
) -> Unlocked:
    """Every proof is checked again: what lies there may have been put there by somebody else."""
    found = came(hall, db, number)
    if len(found.sets) < shares.NEEDED:
        raise SharesNeeded(given=len(found.sets))
    try:
        for made in found.sets.values():
            check(keys, totals, made)
    except ProofRefused as error:
        raise Tampered(what="opening") from error
    opener = partial.opener(keys, totals, *found.sets.values())
    return Unlocked(opener, opened_by=found.holders)


def check(keys: PublicKeys, totals: Sequence[Total], made: Sequence[Partial]) -> None:
    """One set opens just these totals. Raises ProofRefused like ``partial.check``."""
    if len(made) != len(totals):
        raise ProofRefused(why="partial")
    for total, each in zip(totals, made, strict=True):
        partial.check(keys, total, each)
