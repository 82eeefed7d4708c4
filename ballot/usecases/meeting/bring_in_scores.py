"""An organizer brings in the scores that were not there when the meeting was planned.

Only what is missing is brought in here: a score that stands is changed in its assessment, where
both values and the reason are kept.
"""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from ballot.domain import rounding
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import BallotError, Fault, NotADecimal, OutOfRange, Refused, TwiceTheSame
from ballot.storage import subjects
from ballot.storage.assessment import assessments
from ballot.usecases import acts
from ballot.usecases.assessment import ranking_inputs
from ballot.usecases.hall import Hall
from ballot.usecases.verified import entered_values, schemes


def bring_in_scores(hall: Hall, actor: Actor, number: str, given: Mapping[int, str]) -> None:
    """Enter decimal texts by the place of the subject on the paper, from 1; all or none.

    Possible in every state: the score is no part of what was voted on. Raises Refused with keys
    ``subjects[n].objective_score``: no decimal, below 0, or a score that stands already.
    """
    faults = [fault for place, text in given.items() for fault in _wrong(place, text)]
    if faults:
        raise Refused(faults)
    acts.carry_out(hall, lambda db: _enter(hall, db, actor, number, given))


def _wrong(place: int, text: str) -> list[Fault]:
    try:
        below = rounding.read_decimal(text) < 0
    except NotADecimal as error:
        return [_fault(place, error)]
    return [_fault(place, OutOfRange(value=text, low="0"))] if below else []


def _enter(hall: Hall, db: Session, actor: Actor, number: str, given: Mapping[int, str]) -> None:
    meeting = acts.hold(db, actor, number, Act.EDIT)
    rows = subjects.subjects(db, number)
    people = [each.person for each in rows]
    known = ranking_inputs.objectives(db, meeting.assessment, schemes.of(db, meeting), people)
    named = dict(enumerate(rows, start=1))
    there = [place for place in given if place in named and known[named[place].person].text]
    if there:
        raise Refused([_fault(place, TwiceTheSame(value=given[place])) for place in there])
    item, by, at = assessments.OBJECTIVE_SCORE, actor.name, hall.clock()
    scores = {place: text.strip() for place, text in given.items() if place in named}
    for place, text in scores.items():
        assessments.enter_score(db, named[place].person, item=item, value=text, by=by, at=at)
    brought = {named[place].name: text for place, text in scores.items()}
    entered_values.write_down(hall, db, actor, meeting.assessment, meeting=number, scores=brought)


def _fault(place: int, error: BallotError) -> Fault:
    return Fault(error=error, key=f"subjects[{place}].objective_score")
