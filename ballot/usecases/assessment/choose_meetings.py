"""An organizer says what counts where several meetings measured one person in one item."""

from collections.abc import Collection, Mapping

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import Fault, NotOneOf, Refused
from ballot.domain.scheme import meeting_items
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scoring.measured_person import Measured
from ballot.storage.assessment import inputs
from ballot.usecases import acts
from ballot.usecases.assessment import ballots_of_meetings, reviewing
from ballot.usecases.hall import Hall
from ballot.usecases.verified import entered_values, schemes


def choose_meetings(
    hall: Hall,
    actor: Actor,
    assessment: int,
    how: str,
    *,
    item: str = "",
    people: Collection[int] | None = None,
    reason: str,
) -> int:
    """Choose for these people (None: for everybody whom it concerns), and say why; for how many it
    was. So is settled which meetings count, and that one counts whose figures do not balance.

    ``how`` is ``sum_votes``, ``mean`` or the number of a meeting, which may be one that names no
    item. ``item`` may be empty where there is only one. Earlier choices stay on record. Raises
    Refused with the keys ``item``, ``how`` and ``reason``, NoticeHangs, AssessmentConcluded,
    MayNot, Tampered.
    """
    acts.require_reason(reason)

    def work(db: Session) -> int:
        kept = reviewing.open_to(db, actor, assessment, Act.EDIT)
        named = _item(schemes.of_assessment(kept), item)
        there = ballots_of_meetings.of_assessment(hall, db, assessment)
        concerned = [
            id
            for id, measured in there.items()
            if (people is None or id in people) and _concerns(measured, named, how)
        ]
        if not concerned:
            allowed = (*ballots_of_meetings.WAYS, *_numbers(there))
            raise Refused([Fault(NotOneOf(value=how, allowed=allowed), key="how")])
        told = {"item": named, "how": how, "reason": reason.strip()}
        inputs.choose(db, assessment, concerned, by=actor.name, at=hall.clock(), **told)
        bound = entered_values.bind(db, assessment)
        acts.write_down(hall, db, actor, Act.EDIT, None, people=len(concerned), **told, **bound)
        return len(concerned)

    return acts.carry_out(hall, work)


def _item(scheme: Scheme, item: str) -> str:
    """The item that is meant. Raises Refused where it is none, or not said among several."""
    allowed = tuple(each.name for each in meeting_items.feeds(scheme))
    if not item and len(allowed) == 1:
        return allowed[0]
    if item not in allowed:
        raise Refused([Fault(NotOneOf(value=item, allowed=allowed), key="item")])
    return item


def _concerns(measured: Collection[Measured], item: str, how: str) -> bool:
    """Whether a choice can be made among a person's meetings."""
    if how in ballots_of_meetings.WAYS:
        return sum(1 for one in measured if one.item in (item, "")) > 1
    return any(one.number == how and one.item in (item, "") for one in measured)


def _numbers(there: Mapping[int, Collection[Measured]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.number for measured in there.values() for one in measured))
