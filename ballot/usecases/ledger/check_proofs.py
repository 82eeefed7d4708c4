"""Where the voters' phones seal, every proof is checked after the close and before the settlement.

Before that nothing is published, taken or opened (docs/box.md). What fails is 无效; which answers
those are stands in the journal, once, with the root over which it was found.
"""

from sqlalchemy.orm import Session

from ballot.box import checking
from ballot.box.checking import Answers
from ballot.domain import excluded
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import ProofsUnchecked, Tampered
from ballot.domain.excluded import ExcludedAnswer
from ballot.domain.ledger.ledger_told import Told
from ballot.domain.meeting import Sealing
from ballot.domain.meetings.frozen import Frozen
from ballot.storage.votes import SealedVote
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.verified import box_roots, chain, frozen_facts, ledger


def check_proofs(hall: Hall, actor: Actor, number: str) -> None:
    """Check every sealed answer of a closed meeting and write down what is 无效.

    Nothing is done where the server seals, or where it was done. Raises MeetingUnknown, MayNot,
    NotInState; Tampered: ``roots`` or ``sealed_vote`` for lists that the program did not write.
    """
    found = hall.database.read(lambda db: _to_check(hall, db, actor, number))
    if found is not None:
        lists, root = found
        told = _found(lists)
        acts.carry_out(hall, lambda db: _write(hall, db, actor, number, root, told))


def require(facts: Frozen, told: Told) -> None:
    """Raises ProofsUnchecked where phones seal and nobody has checked what they sent."""
    if facts.sealing is Sealing.PHONE and told.checked is None:
        raise ProofsUnchecked


def _to_check(
    hall: Hall, db: Session, actor: Actor, number: str
) -> tuple[list[Answers], str] | None:
    """The lists, which are those of the close, and their root in hex; None where nothing is due."""
    meeting = acts.find(db, actor, number, Act.SETTLE)
    acts.require_state(meeting, Act.CHECK_PROOFS)
    facts = frozen_facts.of(hall, meeting)
    lines = chain.of_meeting(hall, db, number)
    if facts.sealing is Sealing.SERVER or ledger.told(lines).checked is not None:
        return None
    pinned = box_roots.told(lines)
    found, roots = [], {}
    for cell, listed in box_roots.lists(db, number):
        name = box_roots.name_of(cell)
        roots[name] = box_roots.root(listed)
        found.append(_answers(facts, name, listed))
    if roots != pinned.roots:
        raise Tampered(what="roots")
    return found, box_roots.overall(roots).hex()


def _answers(facts: Frozen, name: str, listed: list[SealedVote]) -> Answers:
    first = listed[0]
    cell = (first.subject, first.question, first.voter_class)
    rows = b"".join(part for vote in listed for part in (vote.id, vote.ct, vote.proof))
    found = Answers(name, facts.run, facts.pk, *cell, facts.questions[first.question], rows)
    lengths = {(len(vote.id), len(vote.ct), len(vote.proof)) for vote in listed}
    if lengths != {found.lengths}:
        raise Tampered(what="sealed_vote")
    return found


def _found(lists: list[Answers]) -> list[ExcludedAnswer]:
    failed = set()
    for answers, id, why in checking.failing(lists, lambda _done, _total: None):
        if why == "id":
            raise Tampered(what="sealed_vote")
        failed.add((answers.cell, id))
    return checking.excluded(lists, failed)


def _write(
    hall: Hall, db: Session, actor: Actor, number: str, root: str, found: list[ExcludedAnswer]
) -> None:
    """Two who check at once find the same, and one of them writes it down."""
    acts.hold_in_state(db, actor, number, Act.SETTLE)
    if ledger.told(chain.of_meeting(hall, db, number)).checked is None:
        said = {"root": root, "excluded": excluded.to_plain(found)}
        acts.write_down(hall, db, actor, Act.CHECK_PROOFS, number, **said)
