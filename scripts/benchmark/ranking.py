"""A county of 胶州 ranked with grades and reasons."""

import resource
import time
from random import Random

from ballot import schemes
from ballot.domain.scheme import columns
from ballot.domain.scoring import people_rows, ranking

SCHEME = schemes.find("jiaozhou-village")
VALUES = {
    "单位": ("某局",),
    "单位类别": ("镇街", "市直"),
    "派驻方式": ("脱产", "非脱产"),
    "职务层次": ("正股级", "副股级及以下"),
    "村(社区)": ("某村",),
    "党组织降位": ("否",),
    "直接不称职情形": ("",),
    "应参加人数": ("46",),
    "很满意": range(18, 30),
    "满意": range(12),
    "基本工作目标得分": range(40, 90),
    "工作制度和纪律得分": range(20, 50),
    "办实事奖分": range(200),
}


def a_county(random: Random, people: int) -> list[dict[str, str]]:
    """Rows as a file would have them."""
    usual = dict.fromkeys(columns.needed(SCHEME), "0")
    return [
        usual
        | {name: str(random.choice(values)) for name, values in VALUES.items()}
        | {"姓名": f"人{number}"}
        for number in range(people)
    ]


def measure(rows: list[dict[str, str]]) -> dict[str, float]:
    """Read, rank, write the reasons: processor seconds of reading and of ranking, MB at most."""
    begun = time.process_time()
    people = people_rows.read(SCHEME, rows)
    read = time.process_time()
    placed = ranking.rank(SCHEME, people).placed
    if not all(one.why for one in placed):
        raise SystemExit("somebody was ranked without a reason")
    ranked = time.process_time()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"read_s": read - begun, "ranked_s": ranked - read, "memory_mb": memory}
