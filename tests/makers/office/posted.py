"""A 公示 of a whole county: people of many villages, posted, and read under its address."""

from itertools import product
from urllib.parse import urlsplit

from makers.reviewed import CONSENT, TODAY, walk

from ballot.domain.access import CONSOLE
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.people.bring_in_people import add_people
from ballot.usecases.assessment.rank_assessment import rank_assessment
from ballot.usecases.hall import Hall
from ballot.usecases.review.authorise_assessment import authorise_assessment
from ballot.usecases.review.post_notice import NoticePlan, post_notice, write_notice
from ballot.usecases.review.see_notice import NoticeView, see_notices

COUNTY = 171
"""So many villages a county has."""
PLACES = ("大布村", "前程村", "小高村", "里岔村", "沙岭村")


def people(count: int) -> list[dict[str, str]]:
    """So many of as many villages, no two of one name."""
    names = [
        "".join(both)
        for both in product("张王李赵刘陈杨黄周吴徐孙马", "建国文秀海燕明德志强玉兰春山")
    ]
    assert len(set(names)) >= count
    return [
        {
            "姓名": name,
            "单位": f"{at % 17 + 1}号镇",
            "村(社区)": f"{PLACES[at % len(PLACES)]}{at + 1}",
            "工作绩效": str(60 + at % 40),
            "日常管理": "80",
            "综合测评": "85",
        }
        for at, name in enumerate(names[:count])
    ]


def a_county_posted(hall: Hall, count: int = COUNTY) -> tuple[int, NoticeView]:
    """An assessment of so many, ranked, and its 公示, which hangs from today on."""
    plan = AssessmentPlan("2026年度村社干部考核", "dongtai", "2026年第四季度")
    id = create_assessment(hall, CONSOLE, plan)
    authorise_assessment(hall, CONSOLE, id, CONSENT)
    rows = tuple(people(count))
    add_people(hall, CONSOLE, id, PeopleFile("people.csv", tuple(rows[0]), rows))
    rank_assessment(hall, CONSOLE, id)
    walk(hall, id)
    notice = NoticePlan("按照办法规定", "中共某县委组织部", "0515-12345678", TODAY, days=7)
    write_notice(hall, CONSOLE, id, notice)
    post_notice(hall, CONSOLE, id)
    posted = see_notices(hall, CONSOLE, id).present
    assert posted is not None
    return id, posted


def path_of(notice: NoticeView) -> str:
    """Where everybody reads it."""
    return urlsplit(notice.url).path
