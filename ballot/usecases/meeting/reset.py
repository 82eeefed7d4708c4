"""An organizer ends a rehearsal: everything of it is deleted, and the formal run is a new one."""

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import RehearsalCounted
from ballot.domain.ledger import rehearsals_told
from ballot.domain.meeting import REHEARSAL_COUNTED, Custody, State
from ballot.storage import badges, ledger, meetings, paper, results, slips, turnout, votes
from ballot.storage.hall import screens
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.meeting import box_key
from ballot.usecases.meeting.box_key import Run
from ballot.usecases.verified import arrivals, chain, frozen_facts
from ballot.usecases.verified.ledger import told


def reset(hall: Hall, actor: Actor, number: str, *, agreed: bool = False) -> None:
    """From a rehearsal, however far it went, back to draft.

    ``agreed``: somebody said that what was counted in it may go. Raises RehearsalCounted unless it
    is still voting; NotInState, Tampered.
    """
    custody = hall.database.read(lambda db: meetings.get(db, number)).custody
    with box_key.made(hall, held_by_server=custody is Custody.SERVER) as run:
        old = acts.carry_out(hall, lambda db: _reset(hall, db, actor, number, run, agreed))
    forget(hall, old)


def _reset(hall: Hall, db: Session, actor: Actor, number: str, run: Run, agreed: bool) -> Run:
    meeting = acts.hold_in_state(db, actor, number, Act.RESET)
    if meeting.state in REHEARSAL_COUNTED and not agreed:
        raise RehearsalCounted
    return throw_away(hall, db, actor, number, run)


def forget(hall: Hall, old: Run) -> None:
    """What lies outside the database goes after the commit: key, marks, randomness."""
    hall.box_keys.forget(old.run)
    hall.marks.forget(old.run)
    if old.pk is not None:
        hall.pools.forget(old.pk)


def throw_away(hall: Hall, db: Session, actor: Actor, number: str, run: Run) -> Run:
    """Delete a rehearsal in this transaction; its run and key.

    Raises NotInState, and Tampered("state") for a vote that is called a rehearsal in its row.
    """
    meeting = acts.hold_in_state(db, actor, number, Act.RESET)
    frozen_facts.require_state(frozen_facts.of(hall, meeting), meeting.state)
    entries = told(rehearsals_told.before(chain.of_meeting(hall, db, number))).entries
    ledger.delete_behind(db, number, len(entries))
    for each in (slips, votes, results, turnout, paper):
        each.delete_all(db, number)
    badges.forget_keys(db, number)
    arrivals.clear(hall, db, number)
    if screens.get(db, number).shows_result:
        screens.change(db, number, shows_result=False)
    none = {"frozen": None, "frozen_tag": None, "transport": None, "closed_at": None}
    meetings.move(db, number, Act.RESET, State.DRAFT, run=run.run, pk=run.pk, **none)
    acts.write_down(hall, db, actor, Act.RESET, number, run=run.run.hex())
    return Run(meeting.run, meeting.pk)
