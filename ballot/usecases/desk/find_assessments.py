"""An officer looks for an assessment among many."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.storage.assessment import assessments
from ballot.storage.assessment.assessments import AssessmentsWanted
from ballot.usecases.assessment.find_assessment import units_seen
from ballot.usecases.assessment.list_assessments import AssessmentLine, lines_of
from ballot.usecases.desk.searched_words import searched
from ballot.usecases.hall import Hall

A_PAGE = 24


@dataclass(frozen=True, slots=True)
class AssessmentsFound:
    """A page of those that were found, the newest first."""

    lines: tuple[AssessmentLine, ...]
    total: int
    page: int
    pages: int


def find_assessments(hall: Hall, actor: Actor, words: str = "", page: int = 1) -> AssessmentsFound:
    """Of the assessments that the actor may see those with all words in their title or period.

    A page beyond the last is the last.
    """

    def work(db: Session) -> AssessmentsFound:
        wanted = AssessmentsWanted(units_seen(db, actor), words=searched(words))
        total = assessments.count(db, wanted)
        pages = max(1, -(-total // A_PAGE))
        here = min(max(1, page), pages)
        rows = assessments.page(db, wanted, (here - 1) * A_PAGE, A_PAGE)
        return AssessmentsFound(tuple(lines_of(db, rows)), total, here, pages)

    return hall.database.read(work)
