"""Both assessments of the example: last year's, whose 公示 hangs, and this year's, under way."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import chain
from itertools import count as count_from

from ballot.demo import county, village
from ballot.demo.county import Life, Secretary
from ballot.domain.access import CONSOLE
from ballot.domain.meeting import Transport
from ballot.domain.scoring.assessment import AssessmentPlan
from ballot.domain.scoring.sheet_entry import Side
from ballot.slips.tokens import Minted
from ballot.usecases.assessment import reviewing
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.enter_sheet import enter_sheet
from ballot.usecases.assessment.kept_sheet import Typed
from ballot.usecases.assessment.list_assessments import list_assessments
from ballot.usecases.assessment.people import bring_in_people
from ballot.usecases.assessment.rank_assessment import rank_assessment
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.hall import Hall
from ballot.usecases.review.confirm_thresholds import confirm_thresholds
from ballot.usecases.review.pass_step import Held, pass_step
from ballot.usecases.review.post_notice import NoticePlan, post_notice, write_notice
from ballot.usecases.traces.seal_meetings import seal_meetings

THIS_YEAR, LAST_YEAR = "2026", "2025"
ENDED = (Life.OPENED, Life.FORMAL, Life.NO_QUORUM, Life.CLOSED)
TITLE = "演示 胶州市%s年度“第一书记”考核"
"""What an assessment of a year is called, the first time that the example is made."""

SHEET = {
    "(一)1③": ("1", "1", "9月组织党员代表外出考察", ""),
    "(一)3②": ("12", "11", "“民主活动日”记录簿缺7月", ""),
    "(二)2": ("52", "50", "工作例会记录簿缺2次", ""),
    "(三)2": ("5", "5", "争取饮水安全扶持资金5万元", "胶水〔2026〕38号"),
}
"""Rule → 自查自评, 考核组评分, 依据, voucher: the sheet of the first of this year, 112 points."""

STEPS = (
    ("自查申报", "“第一书记”本人", ""),
    ("考核组考核", "市委组织部考核组", "同意考核组评分"),
    ("组织群众满意度测评", "市委组织部考核组", ""),
    ("进行排名定档", "市委组织部综合考评组", "按排名定档"),
    ("部长办公会审核", "部长办公会", "同意"),
)
"""Step, by whom it was held, with which opinion."""

Told = Callable[[], None]
"""Called after each meeting."""


@dataclass(frozen=True, slots=True)
class Open:
    """The meeting that votes, and its slips in the order of minting."""

    number: str
    slips: list[Minted]


def count() -> int:
    """How many meetings ``make`` holds."""
    return len(county.last_year()) + len(county.this_year())


def make(hall: Hall, told: Told) -> Open:
    """Make both, the meetings that are under way last.

    The ballots of those that ended are cast in this process and pass no network.
    """
    cast_here = replace(hall, transport=Transport.LOCAL)
    before = _begin(hall, LAST_YEAR, county.last_year())
    _hold(cast_here, before, told)
    _conclude_last_year(hall, before.id)
    now = _begin(hall, THIS_YEAR, county.this_year(), previous=before.id)
    _fill_a_sheet(hall, now.id)
    ended = [each for each in now.people if each.life in ENDED]
    under_way = [each for each in now.people if each.life not in ENDED]
    _hold(cast_here, replace(now, people=ended), told)
    seal_meetings(hall)
    held = _hold(hall, replace(now, people=under_way), told)
    _review(hall, now.id, STEPS[:2])
    rank_assessment(hall, CONSOLE, now.id)
    return held[-1]


@dataclass(frozen=True, slots=True)
class _Year:
    """An assessment of the example and those whose meetings it holds."""

    id: int
    title: str
    year: str
    people: list[Secretary]


def _begin(hall: Hall, year: str, people: list[Secretary], previous: int | None = None) -> _Year:
    """The assessment with its people and the parts of their sheets."""
    title = free_title(hall, TITLE % year)
    plan = AssessmentPlan(title, county.SCHEME, year, previous=previous)
    made = create_assessment(hall, CONSOLE, plan)
    file = county.people_file(people, f"演示 第一书记{year}.csv")
    bring_in_people.add_people(hall, CONSOLE, made, file)
    return _Year(made, title, year, people)


def free_title(hall: Hall, title: str) -> str:
    """The title, or the next one with a number: an example that was broken off stays there."""
    taken = {each.title for each in list_assessments(hall, CONSOLE)}
    numbered = (f"{title} {place}" for place in count_from(2))
    return next(each for each in chain([title], numbered) if each not in taken)


def _hold(hall: Hall, year: _Year, told: Told) -> list[Open]:
    """The meetings of these people."""
    held = []
    for who in year.people:
        held.append(Open(*village.hold(hall, who, year.title, year.year)))
        told()
    return held


def _fill_a_sheet(hall: Hall, assessment: int) -> None:
    """The whole score sheet of the first one, with grounds."""
    first = see_assessment(hall, CONSOLE, assessment).people[0]
    typed = {
        rule: Typed({Side.SELF: own, Side.EXAMINER: found}, reason, voucher)
        for rule, (own, found, reason, voucher) in SHEET.items()
    }
    enter_sheet(
        hall,
        CONSOLE,
        assessment,
        first.id,
        typed,
        months="12",
        change="考核组评分",
        done=True,
        replace_given=True,
    )


def _review(hall: Hall, assessment: int, steps: Iterable[tuple[str, str, str]]) -> None:
    """Pass these steps, the thresholds that the policy leaves open confirmed before."""
    confirm_thresholds(hall, CONSOLE, assessment)
    today = reviewing.today(hall).isoformat()
    for step, by, opinion in steps:
        held = Held(held_by=by, held_on=today, opinion=opinion)
        pass_step(hall, CONSOLE, assessment, step, held)


def _conclude_last_year(hall: Hall, assessment: int) -> None:
    """Ranked and reviewed up to the last step; its 公示 hangs from today."""
    rank_assessment(hall, CONSOLE, assessment)
    _review(hall, assessment, STEPS)
    plan = NoticePlan(
        text="演示 根据“三定一诺双评”实施细则，经部长办公会审核",
        publisher="演示 市委组织部",
        telephone="0532-00000000",
        address="演示 市行政服务中心",
        first=reviewing.today(hall).isoformat(),
    )
    write_notice(hall, CONSOLE, assessment, plan)
    post_notice(hall, CONSOLE, assessment)
