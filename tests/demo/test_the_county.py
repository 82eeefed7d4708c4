"""Everybody in the example: what his meeting shows, his assessment has, and it follows the rules.

The rules are reckoned here once more, from the file of the people alone and in plain fractions.
"""

from collections import Counter
from dataclasses import dataclass, replace
from fractions import Fraction

import pytest
from demo.conftest import Made

from ballot.bundle import verify
from ballot.demo import assessments, county
from ballot.demo.county import Life, Secretary
from ballot.domain.access import CONSOLE
from ballot.domain.meeting import State
from ballot.domain.meetings.result import MeetingResult
from ballot.usecases.accounts.read_journal import broken
from ballot.usecases.assessment.list_assessments import list_assessments
from ballot.usecases.assessment.see_assessment import PersonLine, see_assessment
from ballot.usecases.assessment.see_ranking import see_ranking
from ballot.usecases.meeting.list_meetings import list_meetings
from ballot.usecases.result.export_bundle import export_bundle
from ballot.usecases.result.see_result import see_result
from ballot.usecases.review.see_notice import Stage, see_notices
from ballot.usecases.review.see_review import see_review

BAR = Fraction(80)
SHARE = Fraction(3, 10)
PARTS = ("基本工作目标得分", "工作制度和纪律得分", "办实事奖分", "晋位升级加减分")
YEARS = {assessments.THIS_YEAR: county.this_year, assessments.LAST_YEAR: county.last_year}


@dataclass(frozen=True)
class Line:
    """A person as the whole product tells of him; figures are None where nothing was opened."""

    name: str
    satisfaction: Fraction | None
    total: Fraction | None
    rank: int | None
    grade: str


def id_of(made: Made, year: str) -> int:
    (found,) = (each.id for each in list_assessments(made.hall, CONSOLE) if each.period == year)
    return found


def ranked(made: Made, year: str) -> dict[str, Line]:
    """What the ranking says of everybody."""
    view = see_ranking(made.hall, CONSOLE, id_of(made, year))
    at = [item.name for item in view.scheme.items].index("群众满意度")
    return {
        one.person.name: Line(
            one.person.name, one.figures.values[at], one.figures.total, one.rank, one.grade
        )
        for one in view.scored.ranking.placed
    }


def differing(results: dict[str, MeetingResult], lines: dict[str, Line]) -> list[str]:
    """Everybody of whom the page of the result and the ranking do not say the same."""
    return [
        name for name, line in lines.items() if _of_result(results[name], name) != line_of(line)
    ]


def line_of(line: Line) -> tuple[Fraction | None, Fraction | None]:
    return line.satisfaction, line.total


def _of_result(found: MeetingResult, name: str) -> tuple[Fraction | None, Fraction | None]:
    (subject,) = found.subjects
    assert subject.name == name
    if subject.opened is None or subject.opened.satisfaction is None:
        return None, None
    return subject.opened.satisfaction.value, subject.opened.final_score


def results(made: Made, year: str) -> dict[str, MeetingResult]:
    people = see_assessment(made.hall, CONSOLE, id_of(made, year)).people
    return {each.name: see_result(made.hall, _only(each)) for each in people}


def _only(line: PersonLine) -> str:
    """Five 第一书记 of five villages are five meetings."""
    (number,) = line.meetings
    return number


@pytest.mark.parametrize("year", YEARS)
def test_every_result_agrees_with_its_assessment(made: Made, year: str) -> None:
    found, lines = results(made, year), ranked(made, year)
    assert len(lines) == len(YEARS[year]())
    assert differing(found, lines) == []
    people = see_assessment(made.hall, CONSOLE, id_of(made, year)).people
    waits = {each.name: each.waiting for each in people}
    for name, result in found.items():
        opened = result.facts.state is State.OPENED
        assert (waits[name] is None, lines[name].total is not None) == (opened, opened), name


def test_a_result_that_differs_is_found(made: Made) -> None:
    year = assessments.THIS_YEAR
    lines = ranked(made, year)
    total = lines["王建国"].total
    assert total is not None
    lines["王建国"] = replace(lines["王建国"], total=total + Fraction(1, 1000))
    assert differing(results(made, year), lines) == ["王建国"]


@pytest.mark.parametrize("year", YEARS)
def test_the_ranking_is_that_of_the_rules(made: Made, year: str) -> None:
    assert ranked(made, year) == reckoned(YEARS[year]())


def test_another_vote_ranks_otherwise() -> None:
    people = county.last_year()
    first = next(each for each in people if reckoned(people)[each.name].rank == 1)
    worse = replace(first, votes=(0, 0, sum(first.votes), 0, 0))
    others = [worse if each is first else each for each in people]
    assert reckoned(others)[first.name] != reckoned(people)[first.name]


def reckoned(people: list[Secretary]) -> dict[str, Line]:
    """第十九条(四), reckoned anew."""
    lines = {each.name: _figures(each) for each in people}
    for group in {_group(each) for each in people}:
        _grade(lines, [each for each in people if _group(each) == group])
    return lines


def _figures(who: Secretary) -> Line:
    returned = sum(who.votes)
    if who.life not in (Life.OPENED, Life.FORMAL) or 3 * returned < 2 * who.eligible:
        return Line(who.name, None, None, None, "待测评")
    satisfaction = Fraction(who.votes[0] + who.votes[1], returned)
    score = sum(Fraction(who.row[part]) for part in PARTS)
    return Line(who.name, satisfaction, max(score, Fraction(0)) * satisfaction, None, "称职")


def _group(who: Secretary) -> tuple[str, ...]:
    return tuple(who.row[name] for name in county.GROUPS)


def _grade(lines: dict[str, Line], group: list[Secretary]) -> None:
    due = [each for each in group if lines[each.name].total is not None]
    places = int(SHARE * len(due))
    order = sorted(due, key=lambda each: _merit(lines[each.name], each), reverse=True)
    merits = [_merit(lines[each.name], each) for each in order]
    left = {"优秀": places, "良好": places}
    for who in order:
        rank = 1 + merits.index(_merit(lines[who.name], who))
        grade = _fixed(who) or _free(who, left)
        lines[who.name] = replace(lines[who.name], rank=rank, grade=grade)


def _merit(line: Line, who: Secretary) -> tuple[Fraction, ...]:
    assert line.total is not None
    assert line.satisfaction is not None
    very = Fraction(who.votes[0], sum(who.votes))
    return line.total, line.satisfaction, very, Fraction(who.row["基本工作目标得分"])


def _fixed(who: Secretary) -> str:
    if who.row["直接不称职情形"] or 3 * who.votes[3] > sum(who.votes):
        return "不称职"
    return "基本称职" if 3 * (who.votes[0] + who.votes[1]) < 2 * sum(who.votes) else ""


def _free(who: Secretary, left: dict[str, int]) -> str:
    parts = Fraction(who.row["基本工作目标得分"]) + Fraction(who.row["工作制度和纪律得分"])
    barred = parts < BAR or who.row["党组织降位"] == "是"
    for grade in left:
        if left[grade] and not (grade == "优秀" and barred):
            left[grade] -= 1
            return grade
    return "称职"


def test_it_shows_every_way_that_a_grade_comes_about(made: Made) -> None:
    lines = ranked(made, assessments.THIS_YEAR)
    seen = {each.grade for each in lines.values()}
    assert seen == {"优秀", "良好", "称职", "基本称职", "不称职", "待测评"}
    assert (
        len({each.row["单位"] for each in county.this_year() if each.row["单位类别"] == "镇街"})
        == 10
    )
    assert len(lines) == 24


def test_meetings_stand_in_every_state(made: Made) -> None:
    listed = list_meetings(made.hall, CONSOLE)
    assert made.told == assessments.count() == len(listed) == 29
    states = Counter(each.state for each in listed)
    assert states == Counter(
        {State.OPENED: 23}
        | dict.fromkeys(
            (
                State.NO_QUORUM,
                State.CLOSED,
                State.FROZEN,
                State.REHEARSAL,
                State.DRAFT,
                State.OPEN,
            ),
            1,
        )
    )
    assert all("演示" in each.title for each in listed)


def test_the_missed_quorum_is_shut_and_the_formal_meeting_had_everything(made: Made) -> None:
    found = results(made, assessments.THIS_YEAR)
    missed = found["黄敏"]
    assert (missed.facts.returned.total, missed.facts.eligible, missed.required) == (30, 46, 31)
    assert missed.subjects[0].opened is None
    formal = found["张海涛"].facts
    assert (formal.returned.phone, formal.returned.kiosk, formal.returned.paper) == (19, 5, 8)
    assert [each.number for each in formal.opened_by] == [1, 3]
    assert (formal.unissued, formal.not_returned, formal.gone_over) == (8, 0, ())
    bundle = export_bundle(made.hall, CONSOLE, formal.meeting)
    assert verify.verify(bundle).result == found["张海涛"]


def test_one_review_is_under_way_and_one_notice_hangs(made: Made) -> None:
    this, last = (see_review(made.hall, CONSOLE, id_of(made, year)) for year in YEARS)
    assert [each.how for each in this.road] == ["done", "done", "here", "ahead", "ahead", "ahead"]
    assert [each.how for each in last.road] == ["done"] * 5 + ["here"]
    assert this.is_current
    assert last.is_current
    hanging = see_notices(made.hall, CONSOLE, id_of(made, assessments.LAST_YEAR)).present
    assert hanging is not None
    assert hanging.stage is Stage.HANGING
    assert broken(made.hall) is None


def test_an_example_that_was_broken_off_keeps_its_title(made: Made) -> None:
    title = assessments.TITLE % assessments.THIS_YEAR
    assert assessments.free_title(made.hall, title) == f"{title} 2"
    assert assessments.free_title(made.hall, "演示 另一个考核") == "演示 另一个考核"
