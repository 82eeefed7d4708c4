"""A score sheet with something wrong in it, and names that lead nowhere, are named by their key."""

import pytest
from schemes.test_reader import SHEET, SMALL, faults

from ballot import schemes
from ballot.domain.errors import (
    Missing,
    NotOneOf,
    SchemeContradiction,
    TwiceTheSame,
    WrongType,
)


@pytest.mark.parametrize(
    ("old", "new", "key", "error"),
    [
        ("base = 10\n[[", "base = 11\n[[", "items[1].sections[1].base", SchemeContradiction),
        (
            "points = -2",
            "points = 0",
            "items[1].sections[1].lines[1].rules[1].points",
            SchemeContradiction,
        ),
        ("points = -2, ", "", "items[1].sections[1].lines[1].rules[1].points", Missing),
        (
            'kind = "count", points = -2',
            'kind = "range", low = 5, high = 1',
            "items[1].sections[1].lines[1].rules[1].low",
            SchemeContradiction,
        ),
        (
            'kind = "count", points = -2',
            'kind = "class", by_name = {}',
            "items[1].sections[1].lines[1].rules[1].by_name",
            Missing,
        ),
        (
            'kind = "count", points = -2',
            'kind = "class", by_name = { a = 1, b = -1 }',
            "items[1].sections[1].lines[1].rules[1].by_name",
            SchemeContradiction,
        ),
        (
            'kind = "count", points = -2',
            'kind = "missing", required = { a = 1, b = 2 }, points = -2',
            "items[1].sections[1].lines[1].rules[1].required_by",
            Missing,
        ),
        (
            'kind = "count", points = -2',
            'kind = "count", points = -2, sets = "降位"',
            "items",
            NotOneOf,
        ),
        (
            "rules = [\n",
            'rules = [\n  { no = "1a", kind = "once", points = 1, text = "x" },\n',
            "items[1].sections",
            TwiceTheSame,
        ),
        ("rules = [", "rules = 3\nrulez = [", "items[1].sections[1].lines[1].rules", WrongType),
        (
            'how = "product"',
            'how = "product"\npartial = ["quarter"]',
            "total.partial",
            SchemeContradiction,
        ),
        ('how = "product"', 'how = "product"\npartial = ["week"]', "total.partial", NotOneOf),
    ],
)
def test_a_wrong_sheet_is_named_by_its_key(old: str, new: str, key: str, error: type) -> None:
    assert old in SHEET
    found = [(where, type(what)) for where, what in faults(SHEET.replace(old, new, 1))]
    assert (key, error) in found


def test_one_sheet_a_scheme() -> None:
    second = SHEET[SHEET.index("[[items]]") :].replace("考评", "再考").replace("1a", "2a")
    assert ("items", "one_sheet") in [
        (key, getattr(error, "rule", "")) for key, error in faults(SHEET + second)
    ]


@pytest.mark.parametrize(
    ("more", "key"),
    [
        (
            (
                '[[bars]]\nname = "x"\nkind = "below"\ngrade = "优秀"\nof = ["没有"]\n'
                'bound = 1\nawards = "with"'
            ),
            "bars[1].of",
        ),
        ('[[bars]]\nname = "x"\nkind = "flag"\ngrade = "特优"\ncolumn = "c"', "bars[1].grade"),
        (
            '[[bars]]\nname = "x"\nkind = "flag"\ngrade = "优秀"\ncolumn = "c"\nnegative = "没有"',
            "bars[1].negative",
        ),
        ('[[vetoes]]\ncolumn = "x"\ngrade = "特优"', "vetoes[1].grade"),
        (
            '[[consequences]]\ngrade = "优秀"\ntext = "x"\nwhen = { "类别" = "丙类" }',
            "consequences[1].when.类别",
        ),
        (
            '[[consequences]]\ngrade = "优秀"\ntext = "x"\nwhen = { "村" = "丙类" }',
            "consequences[1].when",
        ),
        (
            (
                '[[adjustments]]\ncolumn = "旷工"\nto = "没有"\n'
                'kind = "count"\npoints = -1\ntext = "x"'
            ),
            "adjustments[1].to",
        ),
        (
            '[[consequences]]\ngrade = "优秀"\ntext = "x"\nyears = 2\ncounted_from = "审批"',
            "consequences[1].counted_from",
        ),
        (
            '[[wordings]]\nname = "社区"\nends = ["社区"]\nlines = { "9" = "x" }',
            "wordings[1].lines",
        ),
        (
            '[[wordings]]\nname = "社区"\nends = ["社区"]\nrules = { "9a" = "x" }',
            "wordings[1].rules",
        ),
        (
            '[by_ballot]\nitem = "实绩"\nmode = "manual"\ncolumn = "测评等次"\ngrades = []',
            "by_ballot.item",
        ),
        (
            (
                '[by_ballot]\nitem = "满意度"\nmode = "thresholds"\ncolumn = "c"\n'
                '[[by_ballot.grades]]\ngrade = "优秀"\noption = "极差"\nmore_than = "1/3"'
            ),
            "by_ballot.grades[1].option",
        ),
    ],
)
def test_a_name_that_leads_nowhere_is_refused(more: str, key: str) -> None:
    assert (key, NotOneOf) in [(where, type(what)) for where, what in faults(f"{SMALL}\n{more}\n")]


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ('[[consequences]]\ngrade = "优秀"\ntext = "x"\nyears = 2', "consequences[1].counted_from"),
        (
            '[[consequences]]\ngrade = "优秀"\ntext = "x"\ncounted_from = "审批"',
            "consequences[1].years",
        ),
        ('[[wordings]]\nname = "社区"', "wordings[1].ends"),
        ("[[facts]]\nmost = 3", "facts[1].name"),
    ],
)
def test_half_of_a_rule_asks_for_its_other_half(more: str, key: str) -> None:
    assert (key, Missing) in [(where, type(what)) for where, what in faults(f"{SMALL}\n{more}\n")]


LEVELS = """ratings = ["上年", "本年"]
rules = [
  { no = "1a", kind = "levels", points = 10, most = { "B" = 1, "C" = 2 }, text = "升" },
  { no = "1b", kind = "levels", points = -10, most = { "A" = 2, "B" = 1 }, text = "降" },
]
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('["上年", "本年"]', '["上年"]'),
        ('{ "A" = 2, "B" = 1 }', '{ "A" = 1, "B" = 1 }'),
        ('{ "B" = 1, "C" = 2 }', '{ "B" = 1, "C" = 1 }'),
        ("points = -10", "points = 10"),
        ("points = 10", "points = -10"),
        (LEVELS[LEVELS.index('  { no = "1b') : LEVELS.rindex("]")], ""),
    ],
)
def test_two_ratings_need_a_way_up_and_a_way_down(old: str, new: str) -> None:
    rated = SHEET[: SHEET.index("rules = [")] + LEVELS
    key = "items[1].sections[1].lines[1].ratings"
    assert schemes.read(rated, "ours").sections[0].lines[0].levels == ("A", "B", "C")
    assert old in LEVELS
    broken = rated.replace(old, new, 1)
    assert (key, SchemeContradiction) in [(where, type(what)) for where, what in faults(broken)]
