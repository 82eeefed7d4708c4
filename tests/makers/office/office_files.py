"""Files as offices send them: the small ones that once went wrong, and others of each kind."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from makers.office import office_tables as made
from makers.office.office_tables import (
    COLUMNS,
    a_list,
    a_person,
    csv,
    ods,
    ods_table,
    openpyxl_file,
    xlsx,
)

STORED = Path(__file__).parents[2] / "intake" / "files"
BASE = "基本工作目标得分"
BOTH = (("张某", "大布村", "80"), ("李某", "小布村", "80"))
"""姓名, 村(社区), 基本工作目标得分 of the two people whom most files hold."""
ASKS = "疑似同一人"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A cell that is refused, or with no row a file, and what is said of it."""

    words: str
    row: int | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True)
class OfficeFile:
    """A file, and what is right for it."""

    kind: str
    name: str
    content: bytes
    people: tuple[tuple[str, str, str], ...] = BOTH
    told: tuple[str, ...] = ()
    refusal: Refusal | None = None
    distinct: bool = False
    """It comes in once somebody has said that its people are different ones."""

    @property
    def id(self) -> str:
        """Its name in a list of tests."""
        return f"{self.kind}: {self.name}"


def _read(kind: str, name: str, content: bytes, *told: str, **more: Any) -> OfficeFile:
    return OfficeFile(kind, name, content, told=told, **more)


def _no(kind: str, name: str, content: bytes, words: str, *at: Any) -> OfficeFile:
    return OfficeFile(kind, name, content, refusal=Refusal(words, *at))


def _kept(name: str) -> bytes:
    return (STORED / name).read_bytes()


def _one(name: str = "张某", village: str = "大布村", base: str = "80") -> Any:
    return {"people": ((name, village, base), BOTH[1])}


def _hide(number: int) -> Callable[[Any, Any], None]:
    def hide(_book: Any, tab: Any) -> None:
        tab.auto_filter.ref = "A1:L3"
        tab.row_dimensions[number].hidden = True

    return hide


def _first(state: str) -> Callable[[Any, Any], None]:
    def add(book: Any, _tab: Any) -> None:
        tab = book.create_sheet("旧数据", 0)
        tab.sheet_state = state
        for row in (COLUMNS, a_person("旧人")):
            tab.append(row)

    return add


def _notes_behind(book: Any, _tab: Any) -> None:
    book.add_worksheet("填表说明").write(0, 0, "每人一行")
    book.add_worksheet("空表")


ERRORS = (
    _no("error", "ground-error.xlsx", _kept("ground-error.xlsx"), "#REF!", 2, "直接不称职情形"),
    _no("error", "na.csv", csv(a_list(**{BASE: "#N/A"})), "#N/A", 2, BASE),
    _no("error", "div.xlsx", openpyxl_file(a_list(姓名="#DIV/0!")), "#DIV/0!", 2, "姓名"),
    _no("error", "502.ods", ods(ods_table(a_list(单位="Err:502"))), "Err:502", 2, "单位"),
    _no("formula", "sum.xlsx", openpyxl_file(a_list(**{BASE: "=40+40"})), "公式", 2, BASE),
    _no("formula", "zero.xlsx", xlsx(a_list(**{BASE: "=40+40"})), "公式", 2, BASE),
    _no("formula", "sum.csv", csv(a_list(办实事奖分="=1+2")), "公式", 2, "办实事奖分"),
    _no("truth", "true.xlsx", xlsx(a_list(党组织降位=True)), "TRUE", 2, "党组织降位"),
)
TABS = (
    _read(
        "tab", "hidden-first-tab.xlsx", _kept("hidden-first-tab.xlsx"), "“Sheet”", "旧数据（隐藏）"
    ),
    _read("tab", "instructions-first.xlsx", _kept("instructions-first.xlsx"), "“Sheet”", "说明"),
    _read("tab", "two-tabs.xlsx", _kept("two-tabs.xlsx"), "“东片”", "西片"),
    _read(
        "tab", "very-hidden.xlsx", openpyxl_file(a_list(), _first("veryHidden")), "旧数据（隐藏）"
    ),
    _read("tab", "notes.xlsx", xlsx(a_list(), more=_notes_behind), "“名单”", "填表说明"),
    _read(
        "tab",
        "hidden.ods",
        ods(ods_table([COLUMNS, a_person("旧人")], style="gone", name="旧"), ods_table(a_list())),
        "“名单”",
        "旧（隐藏）",
    ),
)
HIDDEN = (
    _read(
        "hidden",
        "hidden-row.xlsx",
        _kept("hidden-row.xlsx"),
        "第 4 行",
        people=(*BOTH, ("隐藏人", "藏村", "80")),
    ),
    _read(
        "hidden", "filtered.xlsx", openpyxl_file(a_list(), _hide(3)), "隐藏或筛选掉的", "第 3 行"
    ),
    _read("hidden", "filtered.ods", ods(ods_table(a_list(), hidden=2)), "1 行是隐藏", "第 2 行"),
    _read("hidden", "no-height.xlsx", xlsx(a_list(), more=lambda b, t: t.set_row(2, 0)), "第 3 行"),
    _read(
        "hidden",
        "column.xlsx",
        xlsx(a_list(), more=lambda b, t: t.set_column("G:H", None, None, {"hidden": True})),
        f"在表里是隐藏的，也读了进来：{BASE}、工作制度和纪律得分",
    ),
)


def _writings(*names: str) -> list[Any]:
    return [COLUMNS, *map(a_person, names)]


_ALONE = (("张三", "大布村", "80"),)
NAMES = (
    _read("name", "spaces-in-names.xlsx", _kept("spaces-in-names.xlsx"), "同一个人", people=_ALONE),
    _read(
        "name",
        "middle-dots.xlsx",
        _kept("middle-dots.xlsx"),
        "第 6 行与第 2 行",
        people=(("买买提·吐尔逊", "大布村", "80"),),
    ),
    _read("name", "invisible.xlsx", _kept("invisible.xlsx"), "第 6 行", people=BOTH[:1]),
    _read("name", "blank.csv", csv(_writings("张三", "张\u00a0三")), "第 3 行", people=_ALONE),
    _read(
        "name",
        "isolate.xlsx",
        xlsx(_writings("张三", "\u2067张三\u2069")),
        "第 3 行",
        people=_ALONE,
    ),
    _read(
        "name",
        "katakana.ods",
        ods(ods_table(_writings("阿依·古丽", "阿依\uff65古丽"))),
        "第 3 行与第 2 行",
        people=(("阿依·古丽", "大布村", "80"),),
    ),
    _read(
        "name",
        "one-apart.csv",
        csv(_writings("张晓明", "张小明")),
        people=(("张晓明", "大布村", "80"), ("张小明", "大布村", "80")),
        distinct=True,
    ),
    _no("name", "digits.csv", csv(a_list(姓名="46000")), "不是姓名", 2, "姓名"),
    _no("name", "ditto.xlsx", xlsx(a_list(单位="同上")), "同上", 2, "单位"),
)
_PERCENT = made.ods_cell("percentage", "0.8", "80%")
NUMBERS = (
    _no("percent", "percent.xlsx", _kept("percent.xlsx"), "80%", 2, BASE),
    _no("percent", "percent.csv", csv(a_list(**{BASE: "80%"})), "80%", 2, BASE),
    _no("percent", "percent.ods", ods(ods_table(a_list(**{BASE: _PERCENT}))), "80%", 2, BASE),
    _no(
        "percent", "mille.xlsx", xlsx(a_list(办实事奖分=0.003), {"I2": "0‰"}), "3‰", 2, "办实事奖分"
    ),
    _read("average", "average.xlsx", _kept("average.xlsx"), **_one(base="59.3333333333333")),
    _read(
        "average",
        "average.csv",
        csv(a_list(**{BASE: "59.33333333333334"})),
        **_one(base="59.3333333333333"),
    ),
    _read("average", "sum.xlsx", openpyxl_file(a_list(**{BASE: 60.1 + 0.2})), **_one(base="60.3")),
    _read(
        "average",
        "average.ods",
        ods(ods_table(a_list(**{BASE: 200 / 3}))),
        **_one(base="66.6666666666667"),
    ),
    _read(
        "average",
        "wide.csv",
        csv(a_list(**{BASE: "\uff17\uff19\uff0e\uff15"})),
        **_one(base="79.5"),
    ),
    _read("zeros", "leading-zeros.xlsx", _kept("leading-zeros.xlsx"), **_one(village="007")),
    _read("zeros", "kept.csv", csv(a_list(**{"村(社区)": '="007"'})), **_one(village="007")),
    _read(
        "zeros",
        "lot.xlsx",
        xlsx(a_list(**{"村(社区)": 7}), {"F2": '"第"000"号"'}),
        **_one(village="第007号"),
    ),
    _read(
        "zeros",
        "zeros.ods",
        ods(ods_table(a_list(**{"村(社区)": made.ods_cell("float", "7", "007")}))),
        **_one(village="007"),
    ),
)
DAYS = (
    _no("day", "date-cells.xlsx", _kept("date-cells.xlsx"), "2026-03-04", 2, "姓名"),
    _no("day", "day.csv", csv(a_list(姓名="3月4日")), "3月4日", 2, "姓名"),
    _no("day", "english.csv", csv(a_list(姓名="4-Mar")), "4-Mar", 2, "姓名"),
    _no(
        "day",
        "mac.xlsx",
        xlsx(a_list(单位=datetime(2026, 5, 1)), {"B2": "yyyy/m/d"}, date_1904=True),  # noqa: DTZ001
        "2026-05-01",
        2,
        "单位",
    ),
    _no(
        "day",
        "time.xlsx",
        openpyxl_file(a_list(**{"村(社区)": time(9, 30)})),
        "09:30",
        2,
        "村(社区)",
    ),
    _no(
        "day",
        "day.ods",
        ods(ods_table(a_list(单位=made.ods_cell("date", str(date(2026, 5, 1)), "26/5/1")))),
        "2026-05-01",
        2,
        "单位",
    ),
)


def _beside(*columns: str) -> list[Any]:
    heading, *people = a_list()
    return [
        [*columns, *heading],
        *([str(n), *["略"] * (len(columns) - 1), *p] for n, p in enumerate(people, 1)),
    ]


_TWO_ROWS = [
    [*COLUMNS[:6], "组织工作目标考评", *[""] * 5],
    [*[""] * 6, *COLUMNS[6:]],
    *a_list()[1:],
]
ROSTERS = (
    _read("roster", "serial-column.xlsx", _kept("serial-column.xlsx"), "不导入的列：序号"),
    _read(
        "roster", "serials.csv", csv(_beside("编号", "联系电话", "备注")), "编号、联系电话、备注"
    ),
    _read("roster", "ages.ods", ods(ods_table(_beside("序号", "年龄"))), "序号、年龄"),
    _read("roster", "heading-space.xlsx", _kept("heading-space.xlsx")),
    _read("roster", "two-lines.xlsx", xlsx([["姓\n名", *COLUMNS[1:]], *a_list()[1:]])),
    _read("roster", "wide.csv", csv([["\u3000姓名\u200b", *COLUMNS[1:]], *a_list()[1:]])),
    _read("roster", "title-merged.xlsx", _kept("title-merged.xlsx"), "列名在第 2 行"),
    _read(
        "roster",
        "titles.csv",
        csv([["某街道名单"], ["填报日期:2026年5月"], [], *a_list()]),
        "列名在第 4 行",
    ),
    _read("roster", "two-rows.xlsx", openpyxl_file(_TWO_ROWS), "列名在第 2 行"),
    _read("roster", "total-row.xlsx", _kept("total-row.xlsx"), "第 4 行“合计"),
    _read("roster", "average.csv", csv([*a_list(), ["平均", *[""] * 5, 80]]), "第 4 行“平均"),
    _read(
        "roster", "signed.ods", ods(ods_table([*a_list(), [""], ["制表人:王某"]])), "第 5 行“制表人"
    ),
    _read("roster", "again.csv", csv([*a_list()[:2], COLUMNS, a_list()[2]]), "第 3 行“姓名"),
    _no(
        "roster",
        "twice.xlsx",
        xlsx([[*r, x] for r, x in zip(a_list(), (BASE, 1, 2), strict=True)]),
        "重复了",
        1,
        BASE,
    ),
)
TEXTS = (
    _read("text", "utf16-tab.csv", _kept("utf16-tab.csv")),
    _read("text", "utf8-tab.csv", _kept("utf8-tab.csv")),
    _read("text", "semicolon.csv", csv(a_list(), "gb18030", ";")),
    _read("text", "big.csv", csv(a_list(), "utf-16-be")),
    _read("text", "says-it.csv", b"sep=;\r\n" + csv(a_list(), "utf-8", ";")),
    _read("text", "mac.txt", csv(a_list(), "gb18030", "\t").replace(b"\r\n", b"\r")),
    _read("text", "dos.csv", csv(a_list(), "gb18030") + b"\r\n\x1a"),
)


def _parts(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    return file.getvalue()


_LOCKED = "<m><encryption-data/></m>"
_WRAPPED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
PROGRAMS = (
    _read("program", "wps.et", _kept("wps.et")),
    _read("program", "renamed.csv", _kept("wps.et")),
    _read("program", "renamed.xls", csv(a_list(), "gb18030")),
    _read("program", "renamed.et", xlsx(a_list())),
    _no("password", "password.xlsx", _kept("password.xlsx"), "密码"),
    _no("password", "password.ods", ods(manifest=_LOCKED), "密码"),
    _no("password", "wrapped.et", _WRAPPED + "EncryptedPackage".encode("utf-16-le"), "密码"),
    _no("password", "renamed.csv", _kept("password.xlsx"), "密码"),
    _no("program", "binary.xlsb", _parts("xl/workbook.bin"), "另存为"),
    _no("program", "page.xls", b"<html><table><tr><td>1", "另存为"),
    _no("program", "letter.docx", _parts("word/document.xml"), "这不是表格"),
)
PEOPLE = (*ERRORS, *TABS, *HIDDEN, *NAMES, *NUMBERS, *DAYS, *ROSTERS, *TEXTS, *PROGRAMS)
_WHO = ("姓名", "单位", "村(社区)", BASE)
_TWO = (("张某", "某局", "大布村"), ("李某", "某局", "小布村"))


def _scores(first: Any, second: Any = 70) -> list[Any]:
    return [_WHO, (*_TWO[0], first), (*_TWO[1], second)]


SCORES = (
    _no("scores", "scores-error.xlsx", _kept("scores-error.xlsx"), "#REF!", 2, BASE),
    _no("scores", "value.csv", csv(_scores(70, "#VALUE!")), "#VALUE!", 3, BASE),
    _no("scores", "none.xlsx", xlsx(_scores("=B2+C2")), "公式", 2, BASE),
    _no("scores", "percent.ods", ods(ods_table(_scores(_PERCENT))), "80%", 2, BASE),
)
"""Scores of the two people, who are there and have 80."""
