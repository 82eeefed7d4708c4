"""投票截止单, signed by the 监票人 in ink as voting ends: what the opening must show again."""

from sqlalchemy.orm import Session

from ballot.domain import house_time
from ballot.domain.access import Actor, Role
from ballot.domain.acts import Act
from ballot.domain.errors import NotInState
from ballot.domain.meeting import COUNTED
from ballot.domain.meetings.frozen import Frozen, fingerprint
from ballot.printing.forms import close_form, rehearsed
from ballot.printing.forms.close_form import CloseForm, ListRoot
from ballot.printing.leaf import Leaf
from ballot.storage import badges
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.verified import box_roots, frozen_facts


def print_close_form(hall: Hall, actor: Actor, number: str) -> Leaf:
    """The form of a closed meeting, to be printed.

    The roots are those that the journal has, and not what lies in the database by now. Raises
    MeetingUnknown, MayNot, Tampered, and NotInState where voting has not ended by a close.
    """
    return hall.database.read(lambda db: _filled(hall, db, actor, number))


def _filled(hall: Hall, db: Session, actor: Actor, number: str) -> Leaf:
    meeting = acts.find(db, actor, number, Act.SEE)
    if meeting.state.rehearsed not in COUNTED:
        raise NotInState(act=Act.CLOSE, state=meeting.state, allowed=COUNTED)
    facts, pinned = frozen_facts.of(hall, meeting), box_roots.of(hall, db, number)
    helpers = badges.of_meeting(db, number)
    leaf = close_form.leaf(
        CloseForm(
            title=facts.title,
            number=number,
            closed=house_time.moment(hall.local(meeting.closed_at or meeting.created_at)),
            received=pinned.received,
            close_value=pinned.close_value.hex(),
            key=facts.signing_key.hex(),
            fingerprint=fingerprint(meeting.frozen or ""),
            lists=tuple(_list(facts, name, root) for name, root in pinned.roots.items()),
            round=facts.round,
            scrutineers=tuple(each.name for each in helpers if each.role == Role.SCRUTINEER),
        )
    )
    return rehearsed.of(leaf) if meeting.state.is_rehearsal else leaf


def _list(facts: Frozen, name: str, root: str) -> ListRoot:
    subject, question, voter_class = (int(part) - 1 for part in name.split("."))
    return ListRoot(
        subject=facts.paper.subjects[subject],
        question=facts.questions[question].text,
        voter_class=facts.classes[voter_class].name,
        root=root,
    )
