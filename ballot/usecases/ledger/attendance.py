"""签到 becomes 实到 and 发出 of the ledger as the vote is closed, where people were checked in.

Only the two numbers go into the journal. A figure that somebody of the hall has counted himself
stays as he said it: the last word counts, and a difference is told beside it.
"""

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.ledger.ledger_told import Figure
from ballot.storage.meetings import MeetingRow
from ballot.usecases.hall import Hall
from ballot.usecases.ledger import entries, settling
from ballot.usecases.verified import arrivals, frozen_facts, printed_slips

FROM_THE_DOOR = (Figure.PRESENT, Figure.HANDED_OUT)
"""What the check-ins say: who has come has drawn a slip."""


def write_down(hall: Hall, db: Session, actor: Actor, meeting: MeetingRow) -> None:
    """Add the figures in the transaction of the close; nothing where nobody was checked in.

    More people than slips is no 发出: that somebody has to count.
    """
    come = len(arrivals.read(hall, db, meeting.number))
    if not come:
        return
    said = settling.require_open(hall, db, meeting.number).figures
    slips = printed_slips.of(db, frozen_facts.of(hall, meeting))
    for figure in FROM_THE_DOOR:
        if figure not in said and (figure is Figure.PRESENT or come <= slips):
            entries.add(
                hall,
                db,
                actor,
                Act.COUNT_HALL,
                meeting.number,
                line=figure.value,
                amount=come,
                checked_in=True,
            )
