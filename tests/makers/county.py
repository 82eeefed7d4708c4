"""A county's 第一书记 for the tests: seeded, so that a failure can be made again.

``a_county(171)`` is the county of the policies (23 + 71 + 10 + 67 were sent); 12 are enough for a
first look and still hold groups of four, one barred from 优秀, a veto and a missed quorum.
"""

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass

import xlsxwriter

from ballot.domain.access import Actor
from ballot.storage import unit_tree
from ballot.usecases.accounts.add_units import add_units
from ballot.usecases.hall import Hall

FAMILY = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英文华建国志红春梅海玲"
PLACES = "大布小高后屯前程官路沙埠石桥柳行北辛韩信河荣"
OFFICES = ("市教育局", "市农业农村局", "市水利局", "市财政局", "市审计局", "市民政局")
TOWNSHIPS = (
    "胶莱街道办事处",
    "铺集镇人民政府",
    "里岔镇人民政府",
    "洋河镇人民政府",
    "九龙街道办事处",
)
LEVELS = ("党政正职", "非党政正职领导干部", "正股级", "副股级及以下")
COLUMNS = (
    "姓名",
    "单位",
    "单位类别",
    "派驻方式",
    "职务层次",
    "村(社区)",
    "基本工作目标得分",
    "工作制度和纪律得分",
    "办实事奖分",
    "晋位升级加减分",
    "党组织降位",
    "直接不称职情形",
)


@dataclass(frozen=True)
class Secretary:
    """A 第一书记: his row of the file, and how his village will vote."""

    row: dict[str, str]
    eligible: int
    answers: tuple[int, ...]
    """0…4: 很满意 满意 基本满意 不满意 弃权, one a ballot that comes back."""

    @property
    def name(self) -> str:
        """姓名."""
        return self.row["姓名"]

    @property
    def village(self) -> str:
        """村(社区)."""
        return self.row["村(社区)"]

    @property
    def required(self) -> int:
        """Two thirds of 应参加, rounded up."""
        return -(-2 * self.eligible // 3)


def a_county(size: int, seed: int = 20261120) -> list[Secretary]:
    """``size`` people in few groups, so that the groups are large enough to have 优秀."""
    chance = random.Random(seed)  # noqa: S311 (names of a test)
    names, villages = _names(chance), _villages(chance)
    return [_secretary(chance, next(names), next(villages), place) for place in range(size)]


def workbook(county: list[Secretary]) -> bytes:
    """The people as the office sends them: an XLSX with numbers in its cells."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        sheet = book.add_worksheet("第一书记")
        sheet.write_row(0, 0, COLUMNS)
        for number, each in enumerate(county, start=1):
            cells = [each.row[name] for name in COLUMNS]
            sheet.write_row(number, 0, [float(c) if _is_number(c) else c for c in cells])
    return kept.getvalue()


def _secretary(chance: random.Random, name: str, village: str, place: int) -> Secretary:
    in_town = place % 2 == 0
    level = LEVELS[2 + place % 8 // 4]
    row = {
        "姓名": name,
        "单位": chance.choice(TOWNSHIPS if in_town else OFFICES),
        "单位类别": "镇街" if in_town else "市直",
        "派驻方式": "脱产",
        "职务层次": level,
        "村(社区)": village,
        "基本工作目标得分": str(chance.randint(45, 66)),
        "工作制度和纪律得分": str(chance.randint(36, 44)),
        "办实事奖分": chance.choice(("0", "5", "12", "20", "40")),
        "晋位升级加减分": chance.choice(("0", "0", "10")),
        "党组织降位": "否",
        "直接不称职情形": "",
    }
    if place == 2:
        row |= {"基本工作目标得分": "41", "工作制度和纪律得分": "38", "办实事奖分": "80"}
    if place == 3:
        row["直接不称职情形"] = "掌控信息迟缓，导致群体性事件"
    eligible = chance.randint(18, 30)
    return Secretary(row, eligible, _answers(chance, eligible, misses=place == 5))


def _answers(chance: random.Random, eligible: int, *, misses: bool) -> tuple[int, ...]:
    required = -(-2 * eligible // 3)
    back = required - 1 if misses else chance.randint(required, eligible)
    return tuple(chance.choices(range(5), (12, 8, 3, 1, 1), k=back))


def _names(chance: random.Random) -> Iterator[str]:
    """Names that differ, some of two characters, some of three, one of them rare."""
    seen = set()
    yield "龑㛃䶮"
    while True:
        name = chance.choice(FAMILY) + "".join(chance.sample(GIVEN, chance.choice((1, 2, 2))))
        if name not in seen:
            seen.add(name)
            yield name


def _villages(chance: random.Random) -> Iterator[str]:
    seen = set()
    while True:
        village = "".join(chance.sample(PLACES, 2)) + "村"
        if village not in seen:
            seen.add(village)
            yield village


def _is_number(text: str) -> bool:
    return text.isdecimal()


LISTED = ("张 三", "张三", "买买提·吐尔逊", "买买提•吐尔逊", "杨\U0002a6a5", "王小明")


def a_list(village: str = "村(社区)", *, also: tuple[str, ...] = ()) -> bytes:
    """Four spellings of two people; a title, 「姓 名」, 序号, 电话, 合计 and a footnote around."""
    heading = [{"姓名": "姓 名", "村(社区)": village}.get(name, name) for name in COLUMNS]
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        tab = book.add_worksheet("第一书记名单")
        tab.merge_range(0, 0, 0, 13, "胶莱街道办事处2026年第一书记名单")
        tab.write_row(2, 0, ("序号", *heading, "联系电话"))
        for place, name in enumerate((*LISTED, *also), start=1):
            cells = ("某局", "镇街", "脱产", "正股级", "大布村", 80, 20, 3, 2, "否", "")
            row = 3 + place + (place > 4)
            tab.write_row(row, 0, (place if place != 5 else "", name, *cells, 13800000000))
        last = 5 + len(LISTED) + len(also)
        tab.write_row(last, 0, ("合计", "", "", "", "", "", "", 480))
        tab.write(last + 1, 0, "注:本表由各村填报,街道审核。")
    return file.getvalue()


def add_unit(hall: Hall, actor: Actor, name: str, parent: int) -> int:
    """The id of the unit of that name below ``parent``."""
    add_units(hall, actor, name, parent)
    known = hall.database.read(unit_tree.units)
    return next(each.id for each in known if (each.parent, each.name) == (parent, name))
