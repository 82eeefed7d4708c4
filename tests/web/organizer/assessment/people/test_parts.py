"""Finished months go into their quarter by page and interface alike."""

import csv
import io

from makers.meetings import Clock
from people.desk import Desk
from people.programs import a_program
from people.reviewers import a_month, begin

from ballot.domain.access import CONSOLE
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.hall import Hall
from ballot.web.proxy import Application

TWO = ({"姓名": "甲某", "月考": "90", "旷工天数": "1"}, {"姓名": "乙某", "月考": "80"})


def quarter(hall: Hall, *rows: dict[str, str]) -> int:
    assert isinstance(hall.clock, Clock)
    a_month(hall, hall.clock, 7, TWO)
    return begin(hall, "三季度考核", "2026年第三季度", rows)


def test_the_page_offers_takes_over_and_shows_the_source(hall: Hall, desk: Desk) -> None:
    id = quarter(hall, {"姓名": "甲某"}, {"姓名": "乙某", "7月月考": "70"})
    desk.look(f"/assessments/{id}")
    assert "7月月考 里有 2 个值可以转入本期" in desk.page
    at = f"/assessments/{id}/parts"
    desk.look(at)
    assert "不一样的（1 个）" in desk.page
    assert "还没有考核的：8月、9月" in desk.page
    assert desk.send(at, otherwise="replace", reason="").status_code == 422
    desk.send(at, otherwise="keep", reason="")
    assert "已转入 1 人的 2 个值" in desk.page
    desk.send(at, otherwise="replace", reason="以办结为准")
    assert "已转入 1 人的 1 个值" in desk.page
    file = desk.client.get(f"{at}/csv").data.decode("utf-8-sig")
    rows = {(row["姓名"], row["栏目"]): row for row in csv.DictReader(io.StringIO(file))}
    assert rows["乙某", "7月月考"]["来源"] == "7月月考 2026年7月"
    assert rows["乙某", "7月月考"]["情况"] == "一致"
    assert desk.client.get(f"{at}/pdf").status_code == 404
    person = see_assessment(hall, CONSOLE, id).people[1].id
    desk.look(f"/assessments/{id}/people/{person}/values")
    assert "来自“7月月考 2026年7月”，记录第" in desk.page
    assert "以办结为准" in desk.page
    month = begin(hall, "9月月考", "2026年9月", TWO)
    assert "不由各期汇总" in desk.look(f"/assessments/{month}/parts").text


def test_the_interface_asks_and_takes_over(app: Application, hall: Hall) -> None:
    id = quarter(hall, {"姓名": "甲某"}, {"姓名": "乙某", "7月月考": "70"})
    program = a_program(app, hall)
    told = program.get(f"/assessments/{id}/parts").json
    standings = [(each["name"], each["column"], each["standing"]) for each in told["offers"]]
    assert ("乙某", "7月月考", "otherwise") in standings
    assert (told["parts"][0]["name"], told["missing"]) == ("7月", ["8月", "9月"])
    refused = program.post(f"/assessments/{id}/take-over", {})
    assert refused.status_code == 422
    assert "请说明保留哪一个" in refused.text
    taken = program.post(f"/assessments/{id}/take-over", {"otherwise": "keep"})
    assert (taken.status_code, taken.json["values"], taken.json["people"]) == (200, 2, 1)
    assert program.get("/assessments/99/parts").status_code == 404
