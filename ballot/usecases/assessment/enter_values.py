"""An organizer types what is brought in of one person: numbers, grades of a leader.

Entries are only added: a changed one keeps the old value with who, when and why.
"""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import Fault, Missing, Refused
from ballot.domain.scoring.assessment import PeopleFile
from ballot.storage.assessment import assessments
from ballot.usecases import acts
from ballot.usecases.assessment import kept_sheet, ranking_inputs, reviewing
from ballot.usecases.assessment.people import people_rows
from ballot.usecases.assessment.see_values import columns_of
from ballot.usecases.hall import Hall
from ballot.usecases.verified import entered_values


def enter_values(
    hall: Hall, actor: Actor, assessment: int, person: int, given: Mapping[str, str], change: str
) -> None:
    """Enter texts by column; an empty one takes away what stands, if anything does.

    ``change`` is the reason where a value is altered or taken away. Raises Refused with the column
    of each fault, or key ``change``; AssessmentConcluded, MayNot.
    """
    typed = {name: text.strip() for name, text in given.items() if text.strip()}

    def work(db: Session) -> None:
        kept = reviewing.open_to(db, actor, assessment, Act.EDIT)
        who = kept_sheet.person_of(db, assessment, person)
        row = ranking_inputs.key_texts(who) | typed
        read = people_rows.read(db, kept, PeopleFile("", tuple(row), (row,)), adding=False)
        if read.faults:
            raise Refused([Fault(each.error, column=each.column) for each in read.faults])
        before = kept_sheet.latest(db, person)
        columns = [column.name for column in columns_of(read.scheme)]
        stands = {name: entry.value for name, entry in before.items() if entry.value}
        fresh = {
            name: text.strip()
            for name, text in given.items()
            if name in columns and stands.get(name, "") != text.strip()
        }
        if not change.strip() and any(name in stands for name in fresh):
            raise Refused([Fault(Missing(), key="change")])
        by, at, why = actor.name, hall.clock(), change.strip()
        for name, text in fresh.items():
            assessments.enter_score(db, person, item=name, value=text, source=why, by=by, at=at)
        bound = entered_values.bind(db, assessment)
        acts.write_down(hall, db, actor, Act.EDIT, None, person=person, **bound)

    acts.carry_out(hall, work)
