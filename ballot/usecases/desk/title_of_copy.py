"""An organizer begins a meeting after the pattern of another: what it may be called."""

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.meetings import copied_title
from ballot.storage import meetings
from ballot.usecases import acts
from ballot.usecases.hall import Hall


def title_of_copy(hall: Hall, actor: Actor, number: str) -> str:
    """A title like that of the meeting, which none has yet. Raises MeetingUnknown, MayNot."""

    def work(db: Session) -> str:
        title = acts.find(db, actor, number, Act.SEE).title
        return copied_title.after(title, meetings.titles(db, copied_title.stem(title)))

    return hall.database.read(work)
