"""A process of its own does what takes long: killed, it is known to be, and begun again.

The product's own process, which finds the house by its settings.
"""

import io
from pathlib import Path
from zipfile import ZipFile

import pytest
from jobs.long_work import HALF_WAY, a_workplace, kill, let_go_on, until
from makers.reviewed import seven

from ballot.domain.access import Actor
from ballot.jobs import ranking_file
from ballot.jobs.kinds import KINDS, RANKING_FILE
from ballot.storage.long_work.jobs import JobState
from ballot.usecases.accounts.accept_invitation import accept_invitation
from ballot.usecases.accounts.invite_administrator import invite_administrator
from ballot.usecases.assessment.list_rankings import list_rankings
from ballot.usecases.hall import Hall
from ballot.usecases.jobs.begin_job import begin_job
from ballot.usecases.jobs.clear_jobs import call_for_waiting
from ballot.usecases.jobs.see_jobs import JobView, begin_again, see_job, take_file

PASSWORD = "秋天的大布村真好看呀"


def an_organizer(hall: Hall) -> Actor:
    return accept_invitation(hall, invite_administrator(hall), "王芳", PASSWORD)


def ask(hall: Hall, actor: Actor, assessment: int, format: str = "docx") -> int:
    """Ask for the ranking as a file."""
    ranking = list_rankings(hall, actor, assessment)[0].id
    told = ranking_file.told(assessment, ranking, format)
    return begin_job(hall, actor, RANKING_FILE, KINDS[RANKING_FILE], told, "zh")


def look(hall: Hall, actor: Actor, job: int) -> JobView:
    return see_job(hall, actor, KINDS, job)


def wait(hall: Hall, actor: Actor, job: int) -> None:
    """Until a job is done; somebody keeps house meanwhile."""
    until(lambda: call_for_waiting(hall) and look(hall, actor, job).state is JobState.DONE)


def test_a_job_that_is_killed_half_way_says_so_and_is_begun_again(
    hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assessment = seven(hall)
    beside = a_workplace(hall, tmp_path, monkeypatch, HALF_WAY)
    actor = an_organizer(beside)
    job = ask(beside, actor, assessment)
    until(lambda: look(beside, actor, job).done == 1)
    seen = look(beside, actor, job)
    assert (seen.state, seen.total) == (JobState.WORKING, 2)
    assert ask(beside, actor, assessment) == job, "the same is under way"
    waiting = ask(beside, actor, assessment, "pdf")
    assert look(beside, actor, waiting).state is JobState.WAITING
    kill(beside)
    assert look(beside, actor, job).state is JobState.FAILED
    assert look(beside, actor, waiting).state is JobState.WAITING
    let_go_on(tmp_path)
    wait(beside, actor, waiting)
    assert look(beside, actor, job).state is JobState.FAILED
    begin_again(beside, actor, KINDS, job)
    wait(beside, actor, job)
    made = take_file(beside, actor, KINDS, look(beside, actor, job).link)
    assert made.name.endswith(".docx")
    with ZipFile(io.BytesIO(made.content)) as file:
        assert "甲某" in file.read("word/document.xml").decode()
    pdf = take_file(beside, actor, KINDS, look(beside, actor, waiting).link)
    assert pdf.content.startswith(b"%PDF")
    until(lambda: beside.workplace is not None and beside.workplace.process is None)
