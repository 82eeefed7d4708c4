"""Rows of a roster: every fault at its row and column, categories as the scheme writes them."""

import pytest

from ballot.domain.errors import CellIsDate, Missing, NotAName, NotOneOf, SeveralClasses, TooLong
from ballot.domain.roster import entries
from ballot.domain.roster.entries import CATEGORY, GROUP, ID_TAIL, RosterRules
from ballot.domain.scheme.scheme import NAME, UNIT, VILLAGE

FREE = RosterRules()
JIAOZHOU = RosterRules(("村“两委”成员", "党员", "村民代表"))
CLASSES = RosterRules(classes=("A票", "B票"))


def test_a_row_is_somebody_in_one_line() -> None:
    row = {NAME: " 王 某 ", UNIT: "镇政府", VILLAGE: "大布村", GROUP: "一组", ID_TAIL: "12x4"}
    voter, wrong = entries.voter_of(row | {CATEGORY: "党员、 村民代表,党员"}, FREE)
    assert not wrong
    assert (voter.name, voter.unit, voter.id_tail) == ("王某", "镇政府 大布村 一组", "12X4")
    assert voter.categories == ("党员", "村民代表")
    again, _ = entries.voter_of({NAME: "王某", UNIT: "大布村", VILLAGE: "大布村"}, FREE)
    assert (again.unit, again.categories) == ("大布村", ())


@pytest.mark.parametrize(
    "written", ["两委成员", "村“两委”成员", '村"两委"成员', "村两委成员", "「两委」成员"]
)
def test_a_category_is_written_as_the_scheme_has_it(written: str) -> None:
    voter, wrong = entries.voter_of({NAME: "王某", CATEGORY: written}, JIAOZHOU)
    assert (voter.categories, wrong) == (("村“两委”成员",), [])


@pytest.mark.parametrize(
    ("row", "rules", "column", "error"),
    [
        ({NAME: ""}, FREE, NAME, Missing),
        ({NAME: "13800138000"}, FREE, NAME, NotAName),
        ({NAME: "王" * 61}, FREE, NAME, TooLong),
        ({NAME: "王某", UNIT: "村" * 201}, FREE, UNIT, TooLong),
        ({NAME: "王某", ID_TAIL: "37028119900101123X"}, FREE, ID_TAIL, TooLong),
        ({NAME: "王某", CATEGORY: "路人"}, JIAOZHOU, CATEGORY, NotOneOf),
        ({NAME: "王某", CATEGORY: "党" * 201}, FREE, CATEGORY, Exception),
        ({NAME: "王某", CATEGORY: "党员"}, CLASSES, CATEGORY, NotOneOf),
        ({NAME: "王某"}, CLASSES, CATEGORY, NotOneOf),
        ({NAME: "王某", CATEGORY: "A票、B票"}, CLASSES, CATEGORY, SeveralClasses),
    ],
)
def test_what_is_wrong_is_said_with_its_column(
    row: dict[str, str], rules: RosterRules, column: str, error: type[Exception]
) -> None:
    _, ((at, what),) = entries.voter_of(row, rules)
    assert at == column
    assert isinstance(what, error)


@pytest.mark.parametrize(
    ("row", "rules"),
    [
        ({NAME: "王" * 60, UNIT: "村" * 200, ID_TAIL: "1234"}, FREE),
        ({NAME: "王某"}, JIAOZHOU),
        ({NAME: "王某", CATEGORY: "党员、A票"}, CLASSES),
    ],
)
def test_what_just_fits_is_taken(row: dict[str, str], rules: RosterRules) -> None:
    assert entries.voter_of(row, rules)[1] == []


def test_faults_name_file_and_row_and_an_empty_row_is_nobody() -> None:
    rows = [
        {NAME: "王某"},
        {NAME: ""},
        {NAME: "2026-01-01", CATEGORY: "党员"},
        {NAME: "", UNIT: "甲"},
    ]
    read = entries.read(rows, 3, "名册.xlsx", FREE)
    assert [each.row for each in read.entries] == [3, 5, 6]
    assert [(f.file, f.row, f.column) for f in read.faults] == [
        ("名册.xlsx", 5, NAME),
        ("名册.xlsx", 6, NAME),
    ]
    assert isinstance(read.faults[0].error, CellIsDate)


def test_where_some_have_a_category_everybody_has_one() -> None:
    rows = [{NAME: "王某", CATEGORY: "党员"}, {NAME: "李某", CATEGORY: ""}]
    (fault,) = entries.read(rows, 2, "f", JIAOZHOU).faults
    assert (fault.row, fault.column, type(fault.error)) == (3, CATEGORY, Missing)
    assert not entries.read(rows, 2, "f", FREE).faults
    assert not entries.read([{NAME: "王某"}, {NAME: "李某"}], 2, "f", JIAOZHOU).faults
    both = entries.read([{NAME: "王某", CATEGORY: "A票"}, {NAME: "李某"}], 2, "f", CLASSES)
    assert [type(each.error) for each in both.faults] == [NotOneOf]
