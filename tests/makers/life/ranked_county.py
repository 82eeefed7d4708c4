"""A county of 胶州 with thousands of people, ranked: their votes stand in the ranking, and no
meeting was held for them.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product

from makers.score_rows import USUAL, VILLAGE
from sqlalchemy.orm import Session

from ballot.domain.access import CONSOLE
from ballot.domain.acts import Act
from ballot.domain.scoring import people_rows, score
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.storage.assessment import rankings
from ballot.usecases import acts
from ballot.usecases.assessment import rank_assessment, ranking_inputs
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.find_assessment import find
from ballot.usecases.assessment.people.bring_in_people import add_people
from ballot.usecases.hall import Hall

TITLE = "2026年度第一书记考核"
COUNTS = ("应参加人数", "很满意", "满意", "基本满意", "不满意", "弃权", "无效")
FAMILIES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英建华文玉兰志国海"
PLACES = "东西南北上下大小前后"
RIVERS = "河沟山岭庄屯店桥泉湾坡洼"


def rows(people: int) -> list[dict[str, str]]:
    """The rows of so many people, each of another name or village; the same ones every time."""
    villages = [f"{place}{river}村" for place, river in product(PLACES, RIVERS)]
    return [
        USUAL | _of(number, name, villages[number % len(villages)])
        for number, name in enumerate(islice(_names(), people))
    ]


def _names() -> Iterator[str]:
    for first, second, family in product(GIVEN, GIVEN, FAMILIES):
        yield f"{family}{first}{second}"


def _of(number: int, name: str, village: str) -> dict[str, str]:
    very = 18 + number % 13
    return {
        "姓名": name,
        "单位": f"第{number % 171}镇人民政府",
        "村(社区)": village,
        "单位类别": ("镇街", "市直")[number % 2],
        "派驻方式": ("脱产", "非脱产")[number // 2 % 2],
        "职务层次": ("正股级", "副股级及以下")[number // 4 % 2],
        "基本工作目标得分": str(20 + number % 41),
        "工作制度和纪律得分": str(25 + number % 16),
        "办实事奖分": str(number % 97),
        "很满意": str(very),
        "满意": str(31 - very),
        "基本满意": str(number % 5),
        "不满意": str(number % 7),
    }


def a_ranked_county(hall: Hall, people: int) -> tuple[int, int]:
    """The ids of the assessment and of its ranking."""
    whole = rows(people)
    coming = [{n: text for n, text in row.items() if n not in COUNTS} for row in whole]
    id = create_assessment(hall, CONSOLE, AssessmentPlan(TITLE, VILLAGE.id, "2026"))
    given = PeopleFile("people.csv", tuple(coming[0]), tuple(coming))
    add_people(hall, CONSOLE, id, replace(given, distinct=True, confirm_beyond=True))

    def rank(db: Session) -> int:
        kept = find(db, CONSOLE, id, Act.EDIT)
        found = ranking_inputs.gather(hall, db, kept)
        voted = people_rows.read(found.scheme, whole)
        scored = score.of_people(found.scheme, voted, whole, tuple(whole[0]))
        made = rankings.add(
            db,
            id,
            rank_assessment._placings(replace(found, people=voted), scored),
            inputs_sha256=found.sha256,
            provisional=scored.provisional,
            by=CONSOLE.name,
            at=hall.clock(),
        )
        told = {"assessment": id, "ranking": made, "inputs": found.sha256.hex()}
        acts.write_down(hall, db, CONSOLE, Act.EDIT, None, **told)
        return made

    return id, acts.carry_out(hall, rank)
