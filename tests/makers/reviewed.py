"""Assessments for the tests of a review: people with scores and votes, ranked."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from makers.meetings import VERY, AMeeting, Clock, a_hall, a_plan
from makers.score_rows import USUAL

from ballot import schemes
from ballot.domain.access import CONSOLE, Actor
from ballot.domain.meetings.plan import SubjectPlan
from ballot.domain.scheme import columns
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.domain.scoring.sheet_entry import Side
from ballot.storage.database import Database
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.enter_sheet import enter_sheet
from ballot.usecases.assessment.kept_sheet import Typed
from ballot.usecases.assessment.people.bring_in_people import add_people
from ballot.usecases.assessment.rank_assessment import rank_assessment
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.review.authorise_assessment import Consent, authorise_assessment
from ballot.usecases.review.conclude_notice import conclude_notice
from ballot.usecases.review.confirm_thresholds import confirm_thresholds
from ballot.usecases.review.decide_appeal import Decision, decide_appeal
from ballot.usecases.review.pass_step import Held, pass_step
from ballot.usecases.review.post_notice import NoticePlan, post_notice, write_notice
from ballot.usecases.review.see_review import ReviewView, see_review
from ballot.usecases.review.take_appeal import Claim, object_to_notice
from ballot.usecases.slips.confirm_batch import confirm_batch
from ballot.usecases.slips.issue_slips import issue_slips

TITLE = "2026年度第一书记考核"
TODAY = "2026-12-20"
NAMES = ("甲某", "乙某", "丙某", "丁某", "戊某", "己某", "庚某")
COUNTS = ("应参加人数", "很满意", "满意", "基本满意", "不满意", "弃权", "无效")
HELD = Held(held_by="部长办公会", held_on=TODAY, opinion="同意")
GOALS = "基本工作目标得分"
CONSENT = Consent("县直牵头单位提出,组织部门审核,县委主要领导同意", TODAY, "组〔2026〕12号")


def a_movable_hall(database: Database, folder: Path) -> tuple[Hall, Clock]:
    """A hall and its clock, which a test puts on by days."""
    clock = Clock(datetime(2026, 12, 20, 1, 0, tzinfo=UTC))
    return a_hall(database, folder, clock=clock), clock


def days_later(clock: Clock, days: int) -> None:
    """So many days pass."""
    clock.now += timedelta(days=days)


def a_jiaozhou(
    hall: Hall,
    people: Sequence[Mapping[str, object]],
    answers: Sequence[int] = (VERY,) * 3,
    scheme: str = "jiaozhou-village",
) -> int:
    """A 胶州 assessment of these people (name and what is not as usual), voted on alike, ranked."""
    id = create_assessment(hall, CONSOLE, AssessmentPlan(TITLE, scheme, "2026"))
    usual = {column: text for column, text in USUAL.items() if column not in COUNTS}
    rows = [usual | {name: str(cell) for name, cell in person.items()} for person in people]
    add_people(hall, CONSOLE, id, PeopleFile("people.csv", tuple(rows[0]), tuple(rows)))
    vote(hall, [row["姓名"] for row in rows], answers, scheme=scheme)
    rank_assessment(hall, CONSOLE, id)
    return id


def seven(hall: Hall, **of_the_first: object) -> int:
    """Seven of one group, ranked in the order of ``NAMES``: 2 优秀, 2 良好, 3 称职."""
    people = [{"姓名": name, "办实事奖分": 7 - place} for place, name in enumerate(NAMES)]
    return a_jiaozhou(hall, [people[0] | of_the_first, *people[1:]])


def by_working_days(hall: Hall, folder: Path, days: int = 5) -> int:
    """One person under a scheme whose 公示 counts so many working days, all steps passed."""
    file = folder / "working-days.toml"
    notice = f'\n[notice]\ndays = {days}\nworking = true\nclause = "第二十条"\n'
    file.write_text(schemes.text_of("jiaozhou-village") + notice, encoding="utf-8")
    id = a_jiaozhou(hall, [{"姓名": "甲某"}], scheme=str(file))
    walk(hall, id)
    return id


def vote(
    hall: Hall,
    names: Sequence[str],
    answers: Sequence[int],
    title: str = TITLE,
    scheme: str = "jiaozhou-village",
    of: tuple[str, str] = ("某局", "大布村"),
    item: str = "",
) -> str:
    """A meeting of these people, ``of`` a unit and a village, from its draft to its opened box; its
    number."""
    plan = replace(a_plan(eligible=len(answers), assessment=title), scheme=scheme, item=item)
    subjects = tuple(SubjectPlan(name, *of) for name in names)
    number = create_meeting(hall, CONSOLE, replace(plan, subjects=subjects))
    issue = issue_slips(hall, CONSOLE, number, len(answers))
    confirm_batch(hall, CONSOLE, number, issue.batch)
    open_voting(hall, CONSOLE, number)
    AMeeting(hall, number, issue.slips, len(names)).cast_all(answers)
    close_voting(hall, CONSOLE, number)
    open_box(hall, CONSOLE, number)
    return number


def an_assessment_by(
    hall: Hall, scheme: str, people: Sequence[Mapping[str, str]], period: str = "2026"
) -> int:
    """An assessment by any policy with these people, ranked if the policy lets it be."""
    id = create_assessment(hall, CONSOLE, AssessmentPlan(f"考核 {scheme}", scheme, period))
    found = schemes.find(scheme)
    if found.aftermath.authorisation:
        authorise_assessment(hall, CONSOLE, id, CONSENT)
    rows = tuple(_row(found, person) for person in people)
    add_people(hall, CONSOLE, id, PeopleFile("people.csv", tuple(rows[0]), rows))
    rank_assessment(hall, CONSOLE, id)
    return id


def _row(scheme: Scheme, person: Mapping[str, str]) -> dict[str, str]:
    """A person as far as ``person`` says, with the first value of each group."""
    known = {column.name: column for column in columns.coming_in(scheme)}
    groups = {column.name: column.values[0] for column in scheme.group_columns}
    who = {name: f"某{name}" for name in scheme.person.columns if name not in groups}
    given = {name: text for name, text in person.items() if name in known}
    return who | groups | given


def walk(hall: Hall, id: int, steps: int | None = None, actor: Actor = CONSOLE) -> ReviewView:
    """Pass so many steps, or all of them; the review after that."""
    view = see_review(hall, CONSOLE, id)
    if view.thresholds and not view.confirmed:
        confirm_thresholds(hall, actor, id)
    for _ in range(len(view.road) if steps is None else steps):
        view = see_review(hall, CONSOLE, id)
        assert view.next
        reason = "有人因病没有测评" if view.waiting or view.unmeasured else ""
        pass_step(hall, actor, id, view.next.name, replace(HELD, reason=reason))
    return see_review(hall, CONSOLE, id)


def a_notice_over(hall: Hall, clock: Clock, id: int) -> None:
    """A 公示 from today on, its seven days passed, concluded."""
    write_notice(hall, CONSOLE, id, _plan(hall))
    post_notice(hall, CONSOLE, id)
    days_later(clock, 7)
    conclude_notice(hall, CONSOLE, id)


def one_who_was_given_more(hall: Hall) -> tuple[int, int]:
    """甲某, whose sheet says 59 of ``GOALS`` and whose objection was granted: 60; assessment and
    person."""
    id = seven(hall)
    person = see_review(hall, CONSOLE, id).people[0].id
    held = {"(一)1①b": Typed({Side.EXAMINER: "1"}, "矛盾未化解")}
    sure = {"replace_given": True, "change": "考核组评分"}
    enter_sheet(hall, CONSOLE, id, person, held, done=True, **sure)
    rank_assessment(hall, CONSOLE, id)
    walk(hall, id)
    write_notice(hall, CONSOLE, id, _plan(hall))
    post_notice(hall, CONSOLE, id)
    made = object_to_notice(hall, CONSOLE, id, Claim(person, "甲某", "矛盾已化解", GOALS))
    yes = Decision(granted=True, decided_by="考核组", reason="已化解", after="60")
    decide_appeal(hall, CONSOLE, id, made, yes)
    return id, person


def _plan(hall: Hall) -> NoticePlan:
    first = hall.now().date().isoformat()
    return NoticePlan("按照办法规定，经研究", "中共某市委组织部", "0532-12345678", first)
