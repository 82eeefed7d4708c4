"""Before the box is opened: is everything in the database what the program wrote there?

Nothing is decrypted here. The ciphertexts that passed are added up on the way, so that what is
opened later is what was inspected, and not what lies there by then.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from ballot.box import opening, tags
from ballot.domain import excluded
from ballot.domain.errors import BallotsMissing, Tampered
from ballot.domain.ledger.balance import Count
from ballot.domain.ledger.ledger_told import Told
from ballot.domain.meeting import Sealing
from ballot.domain.meetings.frozen import Frozen
from ballot.storage import slips, turnout, votes
from ballot.storage.meetings import MeetingRow
from ballot.storage.turnout import ReturnedRow
from ballot.storage.votes import Cell, SealedVote
from ballot.usecases.consents import consenting
from ballot.usecases.hall import Hall
from ballot.usecases.ledger import check_proofs
from ballot.usecases.meeting import freezing
from ballot.usecases.verified import box_roots, chain, frozen_facts, known_ballots, ledger
from ballot.usecases.verified.box_roots import Pins
from ballot.usecases.verified.ledger import Book


@dataclass(frozen=True, slots=True)
class Inspected:
    """A box that was found whole: the sum of every list, still sealed, and who came.

    ``returned`` and ``received`` are what the box holds, by phone and kiosk; paper stands in
    ``book``.
    """

    facts: Frozen
    returned: tuple[ReturnedRow, ...]
    sums: Mapping[Cell, bytes]
    pins: Pins
    book: Book

    @property
    def received(self) -> int:
        """Sealed ballots in the box."""
        return sum(each.total for each in self.returned)

    def counted(self, cell: Cell) -> int:
        """Answers of a list that are in its sum: those of its class, less what is 无效."""
        came = sum(each.total for each in self.returned if each.voter_class == cell[2])
        return came - excluded.by_cell(self.book.told.excluded)[cell]

    def invalid(self, cell: Cell) -> int:
        """Answers of a list that are 无效."""
        return excluded.by_cell(self.book.told.excluded)[cell]

    @property
    def count(self) -> Count:
        """The ledger under the last frozen facts; ``returned`` is 收回, paper and all."""
        return replace(self.book.count, eligible=self.facts.eligible)

    @property
    def came(self) -> int:
        """收回 in all: phone, kiosk and paper."""
        return self.count.returned


def inspect(hall: Hall, db: Session, meeting: MeetingRow) -> Inspected:
    """Inspect a closed meeting.

    Raises Tampered with what is not ours: ``frozen``, ``journal``, ``slips``, ``mark``,
    ``sealed_vote``, ``roots``, ``ledger``, ``paper``, ``consent`` or ``state``; ProofRefused where
    randomness was used twice and the server seals; ProofsUnchecked where phones do; BallotsMissing
    after a restore.
    """
    facts = frozen_facts.of(hall, meeting)
    frozen_facts.require_state(facts, meeting.state)
    frozen_facts.require_names(db, facts)
    lines = chain.of_meeting(hall, db, meeting.number)
    pinned = box_roots.told(lines)
    consenting.require_all(facts, lines)
    book = ledger.read(db, facts, lines)
    _require_checked(facts, book.told, pinned)
    frozen_facts.require_latest(lines, meeting)
    returned = _slips(hall, db, facts, pinned, book)
    by_class = {each.voter_class: each.total for each in returned}
    sums = _lists(hall, db, facts, by_class, pinned, book.told)
    return Inspected(facts=facts, returned=returned, sums=sums, pins=pinned, book=book)


def _require_checked(facts: Frozen, told: Told, pinned: Pins) -> None:
    """Where phones seal, every proof of these very lists was checked; elsewhere none was."""
    check_proofs.require(facts, told)
    expected = None if told.checked is None else told.checked.root
    root = box_roots.overall(pinned.roots).hex() if facts.sealing is Sealing.PHONE else None
    if expected != root:
        raise Tampered(what="roots")


def _slips(
    hall: Hall, db: Session, facts: Frozen, pinned: Pins, book: Book
) -> tuple[ReturnedRow, ...]:
    freezing.check_slips(db, facts)
    if slips.state_root(db, facts.number).hex() != pinned.slip_states:
        raise Tampered(what="slips")
    returned = tuple(turnout.by_class(db, facts.number))
    received = sum(each.total for each in returned)
    if received != pinned.received:
        raise Tampered(what="mark")
    _require_known(known_ballots.missing(hall, facts.run, book.told, received), book.told)
    return returned


def _require_known(missing: int, told: Told) -> None:
    """No ballot that was ever known of is missing; after a restore that has a remedy, and is said.

    Raises BallotsMissing, Tampered: ``mark``, ``state``.
    """
    if told.paused:
        raise Tampered(what="state")
    if missing:
        raise BallotsMissing(missing=missing) if told.restored else Tampered(what="mark")


def _lists(
    hall: Hall,
    db: Session,
    facts: Frozen,
    by_class: Mapping[int, int],
    pinned: Pins,
    told: Told,
) -> dict[Cell, bytes]:
    """Check every list and add up what is not 无效: of a list nobody voted in, nothing."""
    sums = {
        (*cell, voter_class): _add(facts, cell[1], [])
        for cell in facts.paper.cells
        for voter_class in range(len(facts.classes))
    }
    _require_counts(db, facts, sums, by_class)
    found = {}
    seen: set[bytes] = set()
    out = excluded.ids(told.excluded)
    for cell, listed in box_roots.lists(db, facts.number):
        _require_tags(hall, facts, listed)
        if facts.sealing is Sealing.SERVER:
            opening.require_fresh((vote.ct for vote in listed), seen)
        found[box_roots.name_of(cell)] = box_roots.root(listed)
        counted = [vote for vote in listed if vote.id not in out.get(cell, ())]
        sums[cell] = _add(facts, cell[1], counted)
    if found != pinned.roots:
        raise Tampered(what="roots")
    return sums


def _require_counts(
    db: Session, facts: Frozen, cells: Mapping[Cell, bytes], by_class: Mapping[int, int]
) -> None:
    """In every list as many ciphertexts as slips were spent, and no list of anything else."""
    expected = {cell: by_class.get(cell[2], 0) for cell in cells}
    if dict(votes.counts(db, facts.number)) != {cell: n for cell, n in expected.items() if n}:
        raise Tampered(what="sealed_vote")


def _require_tags(hall: Hall, facts: Frozen, listed: list[SealedVote]) -> None:
    for vote in listed:
        expected = tags.row_tag(
            hall.tags,
            facts.run,
            vote.subject,
            vote.question,
            vote.voter_class,
            vote.id,
            vote.ct,
            vote.proof,
        )
        tags.require(vote.tag, expected, "sealed_vote")


def _add(facts: Frozen, question: int, listed: list[SealedVote]) -> bytes:
    asked = facts.questions[question]
    cts = (vote.ct for vote in listed)
    if asked.is_number:
        return opening.add_numbers(cts, asked.blank)
    return opening.add(cts, asked.columns)
