"""Values of a file that would take the place of what a decision on an appeal or an objection gave:
no file does, for a file has no reason. They are changed one by one, on the person's page.
"""

from collections.abc import Iterable, Iterator

from sqlalchemy.orm import Session

from ballot.domain.errors import DecidedOtherwise, Fault
from ballot.storage.assessment import appeals
from ballot.storage.assessment.appeals import AppealRow
from ballot.usecases.assessment.people.coming import Coming


def source(decided: AppealRow) -> str:
    """What an entry says of where it came from."""
    return f"{'申诉' if decided.notice is None else '异议'}{decided.id}的决定"


def faults(
    db: Session, assessment: int, coming: Iterable[Coming], file: str | None
) -> Iterator[Fault]:
    """A fault for each cell that says otherwise than what was decided and stands."""
    decided = {
        (each.person, each.item): each
        for each in appeals.of_assessment(db, assessment)
        if each.after is not None
    }
    for row in coming:
        for column, before, _after in row.changes:
            found = decided.get((row.id or 0, column))
            if found and found.after == before:
                error = DecidedOtherwise(before, source(found))
                yield Fault(error, file=file, row=row.row, column=column)
