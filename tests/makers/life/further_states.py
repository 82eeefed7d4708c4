"""States in which a hall seldom stands: a review that is over, a notice that hangs, a vote that was
put back, a ledger that does not balance, papers at the table, long work in every state.
"""

from dataclasses import replace
from pathlib import Path

from makers.meetings import Clock
from makers.reviewed import TITLE, a_notice_over, seven, walk
from makers.stores.backups import a_paused_meeting
from makers.unbalanced import papers_for_nothing

from ballot.domain.access import CONSOLE
from ballot.jobs import kinds, ranking_file
from ballot.serving.workplace import Workplace
from ballot.storage.long_work import jobs
from ballot.storage.long_work.jobs import JobEnd, JobState
from ballot.usecases.assessment.list_assessments import list_assessments
from ballot.usecases.assessment.rename_assessment import rename_assessment
from ballot.usecases.hall import Hall
from ballot.usecases.jobs.workplace import workplace
from ballot.usecases.review.conclude_assessment import conclude_assessment
from ballot.usecases.review.post_notice import NoticePlan, post_notice, write_notice


def add_further_states(hall: Hall, folder: Path) -> Hall:
    """The hall with these besides, a week later, and with a place for jobs."""
    clock = hall.clock
    assert isinstance(clock, Clock)
    (half,) = (each.id for each in list_assessments(hall, CONSOLE) if each.title == TITLE)
    rename_assessment(hall, CONSOLE, half, title="走到一半的考核")
    a_concluded(hall, clock)
    a_hanging_notice(hall)
    papers_for_nothing(hall)
    a_paused_meeting(hall, folder)
    return replace(hall, workplace=Workplace(folder / "data"))


def a_hanging_notice(hall: Hall) -> int:
    """An assessment whose notice hangs from today on."""
    id = seven(hall)
    rename_assessment(hall, CONSOLE, id, title="正在公示的考核")
    walk(hall, id)
    today = hall.now().date().isoformat()
    write_notice(hall, CONSOLE, id, NoticePlan("经研究", "组织部", "0532-12345678", today))
    post_notice(hall, CONSOLE, id)
    return id


def a_concluded(hall: Hall, clock: Clock) -> int:
    """An assessment after 办结."""
    id = seven(hall)
    rename_assessment(hall, CONSOLE, id, title="已办结的考核")
    walk(hall, id)
    a_notice_over(hall, clock, id)
    conclude_assessment(hall, CONSOLE, id)
    return id


def jobs_in_every_state(hall: Hall, account: int) -> list[int]:
    """One that waits, and one a way to end."""
    ends = (
        None,
        JobEnd(JobState.DONE, said="已写好", file="1", content="text/csv", name="排名.csv"),
        JobEnd(JobState.REFUSED, said="名单改过了"),
        JobEnd(JobState.FAILED),
    )
    at = hall.clock()
    made = []
    head = list_assessments(hall, CONSOLE)[0]
    told = ranking_file.told(head.id, 1, "csv")
    title = f"排名 CSV：{head.title}"
    for end in ends:
        id = hall.database.write(
            lambda db: jobs.add(
                db,
                account,
                workplace(hall).name,
                kinds.RANKING_FILE,
                told,
                title=title,
                language="zh",
                at=at,
            )
        )
        if end is not None:
            hall.database.write(lambda db, id=id, end=end: jobs.end(db, id, end, at))
        made.append(id)
    return made
