"""The box is opened: inspected, unused slips voided together, quorum, and only then the sums.

Below the quorum nothing is opened, now or later: the state itself says so, and no act leaves it.
"""

from dataclasses import replace

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import QuorumMissed, RoundInvalid, RoundInvalidByClass, Tampered
from ballot.domain.ledger import paper_count, remarks
from ballot.domain.meeting import WITH_OUTCOME, State
from ballot.domain.meetings.frozen import fingerprint
from ballot.domain.meetings.result import MeetingFacts, MeetingResult, SubjectTally
from ballot.storage import meetings, results
from ballot.storage.meetings import MeetingRow
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.ledger import settling
from ballot.usecases.ledger.settling import SettledSlips
from ballot.usecases.opening import before_opening, inspection, tallying, unlocking
from ballot.usecases.opening.inspection import Inspected
from ballot.usecases.opening.tallying import Unlock
from ballot.usecases.result.see_result import see_result
from ballot.usecases.verified import box_roots, result_record
from ballot.usecases.verified.result_record import Record


def open_box(hall: Hall, actor: Actor, number: str) -> MeetingResult:
    """Open a closed box, with the server's key or with two that came; the result.

    Opened already: the same result. Raises QuorumMissed and RoundInvalid after the meeting has
    been ended by them, and again whenever it is asked for; Tampered, BoxKeyMissing, SharesNeeded
    and NotInState, with which nothing has changed.
    """
    meeting = hall.database.read(lambda db: acts.find(db, actor, number, Act.OPEN_BOX))
    if meeting.state.rehearsed not in WITH_OUTCOME:
        acts.require_state(meeting, Act.OPEN_BOX)
        box = _inspect(hall, meeting)
        if box is not None:
            open_inspected(hall, actor, meeting, box)
    return answer(hall, number)


def open_inspected(hall: Hall, actor: Actor, meeting: MeetingRow, box: Inspected) -> None:
    """Open a box that was found whole just now, or end its round without. Raises like the above."""
    unlock = unlocking.who_can(hall, meeting, box)
    acts.carry_out(hall, lambda db: _settle_and_open(hall, db, actor, meeting.number, box, unlock))


def _inspect(hall: Hall, meeting: MeetingRow) -> Inspected | None:
    """The box as it was found; None where somebody else has opened it meanwhile.

    His opening voids slips and so looks like tampering to whoever inspects at that moment.
    """
    try:
        return hall.database.read(
            lambda db: inspection.inspect(hall, db, meetings.get(db, meeting.number))
        )
    except Tampered:
        now = hall.database.read(lambda db: meetings.get(db, meeting.number))
        if now.state.rehearsed not in WITH_OUTCOME:
            raise
        return None


def stand(hall: Hall, db: Session, number: str) -> tuple[int, State]:
    """How many keys of 监票人 have come, and where the meeting stands."""
    return len(unlocking.came(hall, db, number).sets), meetings.get(db, number).state


def answer(hall: Hall, number: str) -> MeetingResult:
    """What everyone is told of an ended round, after its commit and ever after."""
    result = see_result(hall, number)
    if result.facts.state.rehearsed is State.NO_QUORUM:
        raise QuorumMissed(returned=result.facts.returned.total, required=result.required)
    if result.facts.state.rehearsed is State.INVALID:
        raise invalid(result.facts)
    return result


def invalid(facts: MeetingFacts) -> RoundInvalid:
    """Why a round is void: a class brought more than it has voters, or all of them did."""
    beyond = facts.beyond_class
    if beyond is None:
        return RoundInvalid(returned=facts.returned.total, bound=facts.eligible)
    returned = beyond.returned or 0
    return RoundInvalidByClass(returned=returned, bound=beyond.eligible, name=beyond.name)


def _settle_and_open(
    hall: Hall, db: Session, actor: Actor, number: str, box: Inspected, unlock: Unlock
) -> None:
    """One transaction: two who press at once open one box, and a crash leaves it closed."""
    meeting = acts.hold(db, actor, number, Act.OPEN_BOX)
    if meeting.state.rehearsed in WITH_OUTCOME:
        return
    box = before_opening.under_latest(hall, db, meeting, box)
    done = settling.settle(hall, db, actor, meeting)
    if done.sealed != box.returned:
        raise Tampered(what="slips")
    box = replace(box, book=done.book)
    to = before_opening.verdict(box)
    meetings.move(db, number, Act.OPEN_BOX, meeting.state.after(to))
    said = {
        "received": box.received,
        "paper": done.in_all.paper,
        "minimum": box.facts.minimum,
        "slip_states": done.states,
    }
    end = acts.write_down(hall, db, actor, Act.OPEN_BOX, number, outcome=to.value, **said)
    if to is State.OPENED:
        _write_result(hall, db, meeting, box, unlock, done, end.head)


def _write_result(
    hall: Hall,
    db: Session,
    meeting: MeetingRow,
    box: Inspected,
    unlock: Unlock,
    done: SettledSlips,
    head: bytes,
) -> None:
    """Open the sums of the one list that this key ever opens, and keep what came out.

    ``head`` is that of the journal with the line of this opening, which tells nothing of it.
    """
    root = box_roots.overall(box.pins.roots)
    bound = {results.bind_root(db, meeting.number, root), hall.marks.bind_opened(meeting.run, root)}
    if bound != {root}:
        raise Tampered(what="roots")
    unlocked = unlocking.unlock(db, meeting.number, box, unlock)
    kept = Record(
        meeting=meeting.number,
        fingerprint=fingerprint(meeting.frozen or ""),
        roots=box.pins.roots,
        slip_states=done.states,
        custody=box.facts.custody,
        opened_by=unlocked.opened_by,
        returned=done.in_all,
        tallies=_with_paper(box, tallying.tallies(box, unlocked.opener)),
        paper=result_record.paper_of(box.book),
        head=head.hex(),
        unbalanced=remarks.stopping(box.book.count, box.book.told),
    )
    text = result_record.to_text(kept)
    signature = result_record.sign(hall, text, rehearsal=box.facts.rehearsal)
    results.write(db, meeting.number, text=text, signature=signature, at=hall.clock())


def _with_paper(box: Inspected, tallies: tuple[SubjectTally, ...]) -> tuple[SubjectTally, ...]:
    """Box and paper, counted together."""
    papers = box.book.paper
    return paper_count.join(tallies, papers, box.facts.questions) if papers else tallies
