"""The XLSX of a result, read back by another program than the one that wrote it."""

import io
import zipfile

import python_calamine
from makers import results

from ballot.domain.meetings.result import MeetingResult
from ballot.exports import result_as_xlsx


def cells(result: MeetingResult) -> list[list[object]]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(result_as_xlsx.write(result)))
    return [list(row) for row in book.get_sheet_by_index(0).to_python()]


def table(result: MeetingResult) -> list[dict[object, object]]:
    rows = cells(result)
    top = next(place for place, row in enumerate(rows) if row[0] == "序号 No.")
    found = []
    for row in rows[top + 1 :]:
        if not isinstance(row[0], float):
            break
        found.append(dict(zip(rows[top], row, strict=True)))
    return found


def test_counts_and_scores_are_numbers() -> None:
    first = table(results.an_opened_result())[0]
    assert [first[option] for option in results.OPTIONS] == [20, 7, 3, 1]
    assert first["满意度 % Satisfaction %"] == 87.10
    assert first["考核总分 Final score"] == 97.55
    assert first["考核总分(精确) Final score, exact"] == "3024/31"


def test_the_formula_stands_in_words_with_its_clause() -> None:
    lines = [str(row[0]) for row in cells(results.an_opened_result())]
    assert any("(20+7)÷31 = 87.10 %（第十七条）" in line for line in lines)


def test_a_formula_in_a_name_stays_text() -> None:
    name = '=HYPERLINK("http://example.org")'
    file = result_as_xlsx.write(results.an_opened_result(name=name))
    assert table(results.an_opened_result(name=name))[0]["姓名 Name"] == name
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


def test_the_chart_is_native_and_draws_every_option() -> None:
    with zipfile.ZipFile(io.BytesIO(result_as_xlsx.write(results.an_opened_result()))) as parts:
        chart = parts.read("xl/charts/chart1.xml")
    assert chart.count(b"<c:ser>") == len(results.OPTIONS)


def test_below_the_quorum_there_is_no_figure_and_no_chart() -> None:
    result = results.a_result_without_quorum()
    (only,) = table(result)
    assert [value for value in only.values() if value != ""] == [1, "张某", "镇政府"]
    assert 112 not in [cell for row in cells(result) for cell in row]
    with zipfile.ZipFile(io.BytesIO(result_as_xlsx.write(result))) as parts:
        assert not [name for name in parts.namelist() if "chart" in name]
