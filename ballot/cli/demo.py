"""``ballot demo``: an example assessment, made by the same use cases as a real one.

A county judges its 第一书记: one meeting is finished, one is open and its slips lie in
``BALLOT_DATA/demo/slips.csv``. Those are the only clear tokens that the program keeps anywhere.
"""

import argparse
import csv
import random
from pathlib import Path
from urllib.parse import urlsplit

from flask_babel import gettext as _

from ballot.cli import files, groups, room
from ballot.cli.parser import Commands, command
from ballot.cli.slips import write_csv
from ballot.cli.voice import say
from ballot.domain.access import CONSOLE
from ballot.domain.errors import BallotError
from ballot.domain.meeting import Custody
from ballot.domain.paper import Ballot
from ballot.domain.plan import MeetingPlan, SubjectPlan
from ballot.slips import address
from ballot.usecases import (
    cast_ballot,
    close_voting,
    confirm_batch,
    create_meeting,
    issue_slips,
    open_box,
    open_voting,
    see_meeting,
)
from ballot.usecases.hall import Hall
from ballot.usecases.issue_slips import Issue

ASSESSMENT = "演示 胶州市2026年度“第一书记”考核"
FULL_TIME = {"单位类别": "镇街", "派驻方式": "脱产", "职务层次": "正股级"}
PART_TIME = {"单位类别": "市直", "派驻方式": "非脱产", "职务层次": "副股级及以下"}

FINISHED = MeetingPlan(
    title="演示 2026年度第一书记群众满意度测评 大布村",
    scheme="jiaozhou-village",
    custody=Custody.SERVER,
    place="大布村村委会会议室",
    eligible=46,
    eligible_parts=(("村“两委”成员", 7), ("党员", 25), ("村民代表", 14)),
    subjects=(SubjectPlan("王建国", "胶莱街道办事处", "大布村", "112", FULL_TIME),),
    assessment=ASSESSMENT,
)
OPEN = MeetingPlan(
    title="演示 2026年度第一书记群众满意度测评 小高村",
    scheme="jiaozhou-village",
    custody=Custody.SERVER,
    place="小高村党群服务中心",
    eligible=52,
    eligible_parts=(
        ("村“两委”成员", 6),
        ("党员", 28),
        ("村民代表", 15),
        ("离退职老干部", 2),
        ("入党积极分子", 1),
    ),
    subjects=(
        SubjectPlan("李秀兰", "市农业农村局", "小高村", "96.5", PART_TIME),
        SubjectPlan("张海涛", "铺集镇人民政府", "小高村", "104", FULL_TIME),
    ),
    assessment=ASSESSMENT,
)
VOTED = (18, 13, 5, 2, 1)
"""很满意 满意 基本满意 不满意 弃权 of the finished meeting: 39 of 46 came back."""


def add_to(commands: Commands) -> None:
    """Name the command."""
    command(commands, "demo", groups.summary("demo"), run)


def run(_chosen: argparse.Namespace) -> int:
    """Make the demo data where they are not there."""
    with room.hall() as hall:
        make(hall, room.config().data)
    return 0


def make(hall: Hall, data: Path) -> None:
    """Make both meetings; where the slips of an earlier demo are still good, do nothing."""
    slips = data / "demo" / "slips.csv"
    if _point_again(hall, slips):
        say(_("演示数据已经有了:%(file)s", file=slips))
        return
    slips.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    finished = _finish(hall, FINISHED)
    opened = create_meeting.create_meeting(hall, CONSOLE, OPEN)
    with files.private(str(slips)) as file:
        write_csv(hall, opened, _issue(hall, opened, OPEN.eligible), file)
    open_voting.open_voting(hall, CONSOLE, opened)
    say(_("演示:%(number)s 已结束", number=finished))
    say(_("演示:%(number)s 正在投票,票在 %(file)s", number=opened, file=slips))


def _finish(hall: Hall, plan: MeetingPlan) -> str:
    """A whole meeting, every ballot cast as a voter's is."""
    number = create_meeting.create_meeting(hall, CONSOLE, plan)
    issue = _issue(hall, number, plan.eligible)
    open_voting.open_voting(hall, CONSOLE, number)
    answers = [option for option, count in enumerate(VOTED) for _each in range(count)]
    random.SystemRandom().shuffle(answers)
    for slip, answer in zip(issue.slips, answers, strict=False):
        cast_ballot.cast_ballot(hall, number, slip.token, Ballot((answer,) * len(plan.subjects)))
    close_voting.close_voting(hall, CONSOLE, number)
    open_box.open_box(hall, CONSOLE, number)
    return number


def _issue(hall: Hall, number: str, count: int) -> Issue:
    issue = issue_slips.issue_slips(hall, CONSOLE, number, count)
    confirm_batch.confirm_batch(hall, CONSOLE, number, issue.batch)
    return issue


def _point_again(hall: Hall, slips: Path) -> bool:
    """Point the slips on disk to this server; False where they are of no meeting of its own."""
    try:
        with slips.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        read = [address.read(row["url"]) for row in rows]
        numbers = {found.number for found in read if found is not None}
        see_meeting.see_meeting(hall, CONSOLE, str(numbers.pop()))
    except (OSError, KeyError, BallotError):
        return False
    here = [f"{hall.public_url}{urlsplit(row['url']).path},{row['code']}" for row in rows]
    slips.write_text("\n".join(["url,code", *here, ""]), encoding="utf-8")
    return True
