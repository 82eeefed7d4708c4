"""What the pages of a ranking, of its review and of a person print adds up, by every policy."""

import re
from fractions import Fraction
from html import unescape

import pytest
from makers.reviewed import an_assessment_by, one_who_was_given_more, seven
from people.desk import Desk
from printing import adding_up
from whole.walks.ends import formula, in_document, on_page

from ballot import schemes
from ballot.domain.access import CONSOLE
from ballot.domain.scheme import columns
from ballot.usecases.assessment.see_ranking import see_ranking
from ballot.usecases.hall import Hall

FORMULA = re.compile(r'<p class="formula">(.*?)</p>', re.DOTALL)
FACTOR = re.compile(r"(?:[^\W\d]\w*\s+)?(-?[\d.]+(?:/\d+)?)(%?)")
HALF = Fraction(1, 200)
OF = (
    ("lijun", "2026年度"),
    ("lijun", "2026年第三季度"),
    ("lijun", "2026年9月"),
    ("lijun-monthly40", "2026年度"),
    ("sanping-304030", "2026年度"),
    ("yicheng", "任中"),
    ("dongtai", "2026年第三季度"),
    ("lianshu-branch", "2026年度"),
)
CELL = re.compile(r'<td class="number">([^<]*)</td>')
VALUES = ("91", "87.25", "78.5")


def worth(text: str) -> tuple[Fraction, Fraction]:
    """The least and the most that a printed sum of products may be; names say nothing."""
    low = high = Fraction(0)
    for term in re.split(r" \+ (?![^(]*\))", text):
        if term.startswith("("):
            inside, _, share = term[1:].partition(")÷")
            part = 1 / factor(share)
            ends = [end * part for end in worth(inside)]
        else:
            first, *others = re.split(" ?× ?", term)
            value, slack = factor(first), HALF if "." in first else Fraction(0)
            ends = [value - slack, value + slack]
            for other in others:
                ends = [end * factor(other) for end in ends]
        low, high = low + min(ends), high + max(ends)
    return low, high


def factor(text: str) -> Fraction:
    found = FACTOR.fullmatch(text.strip())
    assert found, text
    return Fraction(found[1]) / (100 if found[2] else 1)


def told(page: str) -> tuple[str, str]:
    """The last right side of the formula of a page, and its total."""
    found = FORMULA.search(page)
    assert found, page
    parts = [each.strip() for each in unescape(re.sub(r"<[^>]+>", "", found[1])).split(" = ")]
    return parts[-2], parts[-1]


def adds_up(right: str, total: str) -> bool:
    low, high = worth(right)
    return low - HALF <= Fraction(total) <= high + HALF


def whom(scheme: str) -> list[dict[str, str]]:
    """Three with something in each column of a number, the deductions too."""
    found = schemes.find(scheme)
    known = [each for each in columns.coming_in(found) if not each.of_period]
    parts = {part for item in found.items for part in item.parts}
    rows = []
    for name, value in zip("甲乙丙", VALUES, strict=True):
        row = {"姓名": name}
        for each in known:
            if each.role is columns.ColumnRole.NUMBER and each.item and each.name not in parts:
                row[each.name] = value
            elif each.role is columns.ColumnRole.ADJUSTMENT:
                row[each.name] = "1" if name == "乙" else "0"
            elif each.role is columns.ColumnRole.GRADED:
                row[each.name] = each.allowed[0]
        rows.append(row)
    return rows


@pytest.mark.parametrize(("name", "period"), OF)
def test_why_and_review_say_a_total_that_comes_of_what_they_print(
    desk: Desk, hall: Hall, name: str, period: str
) -> None:
    id = an_assessment_by(hall, name, whom(name), period)
    view = see_ranking(hall, CONSOLE, id)
    heading = view.scheme.total.name
    totals = {row["姓名"]: row[heading] for row in view.scored.rows}
    assert all(totals.values())
    for at, row in enumerate(view.scored.rows):
        page = desk.look(f"/assessments/{id}/ranking/{view.id}/why/{at}").text
        right, total = told(page)
        assert total == row[heading]
        assert adds_up(right, total), right
        assert not adds_up(right, str(Fraction(total) + 1)), "a planted point is found"
    rows = on_page(desk.look(f"/assessments/{id}/review").text)
    assert {each["姓名"].split()[0]: each[heading] for each in rows} == totals
    paper = desk.client.get(f"/assessments/{id}/papers/ranking.docx").data
    assert adding_up.of_file(rows_of_paper(paper), heading, formula(paper, heading)) == []


def rows_of_paper(paper: bytes) -> list[dict[str, str]]:
    """Its rows of people; a long heading stands in several lines there."""
    rows = [row for row in in_document(paper) if row.get("姓名")]
    return [{name.replace("\n", ""): text for name, text in row.items()} for row in rows]


def test_a_product_says_its_factors_exactly(desk: Desk, hall: Hall) -> None:
    id = seven(hall)
    view = see_ranking(hall, CONSOLE, id)
    for at, row in enumerate(view.scored.rows):
        right, total = told(desk.look(f"/assessments/{id}/ranking/{view.id}/why/{at}").text)
        one, other = (Fraction(each) for each in right.split(" × "))
        assert abs(one * other - Fraction(total)) <= HALF
        assert total == row["考核总分"]


def test_the_sections_of_a_sheet_page_add_up_to_its_total(desk: Desk, hall: Hall) -> None:
    id, person = one_who_was_given_more(hall)
    page = desk.look(f"/assessments/{id}/people/{person}/sheet/1").text
    table = re.search(r'<table class="sums">(.*?)</table>', page, re.DOTALL)
    assert table
    rows = [CELL.findall(row) for row in table[1].split("<tr")[2:]]
    examined = [Fraction(row[-1]) for row in rows]
    assert sum(examined[:-1]) == examined[-1] > 0
    assert sum(examined[:-1]) + 1 != examined[-1]
