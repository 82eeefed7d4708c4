"""A scheme with something wrong in it: every complaint names its key, all of them at once."""

from fractions import Fraction

import pytest

from ballot import schemes
from ballot.domain.errors import (
    BallotError,
    Missing,
    NotAFile,
    NotOneOf,
    OutOfRange,
    Refused,
    SchemeContradiction,
    TwiceTheSame,
    UnknownKey,
    WrongType,
)
from ballot.domain.scheme.quorum import Quorum

SMALL = """
format = 1
id = "ours"
title = "我县"
policy = "我县办法"
[period]
kind = "year"
[person]
columns = ["姓名", "类别"]
[[groups]]
name = "类别"
values = ["甲类", "乙类"]
[[questions]]
text = "满意吗?"
options = ["好", "中", "差"]
blank = true
[quorum]
at_least = "2/3"
[[items]]
name = "满意度"
kind = "ballot"
weight = "60%"
weights = { "好" = 1, "中" = 0.5, "差" = 0 }
denominator = "returned"
[[items]]
name = "实绩"
kind = "given"
weight = "40%"
low = 0
high = 100
[total]
name = "总分"
how = "sum"
[placing]
group_by = ["类别"]
ties = ["满意度", "好率"]
rounding = "floor"
base = "due"
barred = "move_up"
tie_at_border = "below"
[[grades]]
name = "优秀"
by = "quota"
share = "20%"
[[grades]]
name = "合格"
by = "rest"
"""


def faults(text: str) -> list[tuple[str | None, BallotError]]:
    """(key, error) of everything wrong."""
    with pytest.raises(Refused) as refused:
        schemes.read(text, "ours.toml")
    assert {fault.file for fault in refused.value.faults} == {"ours.toml"}
    return [(fault.key, fault.error) for fault in refused.value.faults]


def test_the_small_scheme_itself_is_right() -> None:
    scheme = schemes.read(SMALL, "ours.toml")
    assert scheme.items[0].weight == Fraction(3, 5)
    assert scheme.satisfaction is not None
    assert scheme.satisfaction.weights == (1, Fraction(1, 2), 0)
    assert scheme.objective is None


@pytest.mark.parametrize(
    ("old", "new", "key", "error"),
    [
        ('title = "我县"', "", "title", Missing),
        ('title = "我县"', 'title = " "', "title", Missing),
        ('title = "我县"', "title = 3", "title", WrongType),
        ("format = 1", "format = 2", "format", OutOfRange),
        ("format = 1", "format = 1\ncolour = 3", "colour", UnknownKey),
        ('kind = "year"', 'kind = "decade"', "period.kind", NotOneOf),
        ('kind = "year"', "kind = 3", "period.kind", WrongType),
        ("[period]", "[[period]]", "period", WrongType),
        ("blank = true", "blank = 1", "questions[1].blank", WrongType),
        ('["好", "中", "差"]', '"好"', "questions[1].options", WrongType),
        ('["好", "中", "差"]', '["好", "好", "差"]', "questions[1].options", TwiceTheSame),
        ('["好", "中", "差"]', '["好"]', "questions[1].options", SchemeContradiction),
        ('at_least = "2/3"', 'at_least = "3/2"', "quorum.at_least", OutOfRange),
        ('at_least = "2/3"', 'at_least = "2/0"', "quorum.at_least", WrongType),
        ('at_least = "2/3"', "at_least = true", "quorum.at_least", WrongType),
        ('at_least = "2/3"', "at_least = nan", "quorum.at_least", WrongType),
        (
            'at_least = "2/3"',
            'at_least = "2/3"\nmore_than = "1/2"',
            "quorum.more_than",
            SchemeContradiction,
        ),
        ('at_least = "2/3"', "", "quorum", SchemeContradiction),
        ('at_least = "2/3"', "floor = 0", "quorum.floor", OutOfRange),
        ('at_least = "2/3"', 'floor = "20"', "quorum.floor", WrongType),
        ('weight = "60%"', 'weight = "50%"', "items", SchemeContradiction),
        ('weight = "60%"', "", "items[1].weight", Missing),
        ('weight = "60%"', "weight = true", "items[1].weight", WrongType),
        ('weight = "60%"', "weight = []", "items[1].weight", WrongType),
        ('"差" = 0 }', '"差" = 0.5 }', "items[1].weights", SchemeContradiction),
        ('"差" = 0 }', '"差" = 0, "极差" = 0 }', "items[1].weights.极差", NotOneOf),
        ('"中" = 0.5, ', "", "items[1].weights.中", Missing),
        ('denominator = "returned"', 'denominator = "all"', "items[1].denominator", NotOneOf),
        (
            'denominator = "returned"',
            'denominator = "valid"\nquestion = 2',
            "items[1].question",
            OutOfRange,
        ),
        ('name = "实绩"', 'name = "满意度"', "items[2].name", TwiceTheSame),
        ('name = "实绩"', 'name = "总分"', "items[2].name", TwiceTheSame),
        (
            'kind = "given"',
            'kind = "given"\nparts = { "a" = "50%" }',
            "items[2].parts",
            SchemeContradiction,
        ),
        (
            'values = ["甲类", "乙类"]',
            'values = ["甲类", "甲类"]',
            "groups[1].values",
            TwiceTheSame,
        ),
        ('values = ["甲类", "乙类"]', "values = []", "groups[1].values", Missing),
        ('["姓名", "类别"]', '["姓名"]', "groups[1].name", NotOneOf),
        (
            "[[questions]]",
            '[[groups]]\nname = "类别"\nvalues = ["a"]\n[[questions]]',
            "groups[2].name",
            TwiceTheSame,
        ),
        ('["姓名", "类别"]', '["类别"]', "person.columns", NotOneOf),
        ('group_by = ["类别"]', 'group_by = ["村"]', "placing.group_by", NotOneOf),
        ('"好率"', '"很好率"', "placing.ties", NotOneOf),
        ('rounding = "floor"', "", "placing.rounding", Missing),
        ('rounding = "floor"', 'rounding = "up"', "placing.rounding", NotOneOf),
        ('share = "20%"', 'share = "120%"', "grades", SchemeContradiction),
        ('by = "rest"', 'by = "luck"', "grades[2].by", NotOneOf),
        ('name = "合格"', 'name = "优秀"', "grades[2].name", TwiceTheSame),
        ('by = "quota"\nshare = "20%"', 'by = "rest"', "grades[2].by", SchemeContradiction),
    ],
)
def test_a_wrong_value_is_named_by_its_key(old: str, new: str, key: str, error: type) -> None:
    assert old in SMALL
    found = [(where, type(what)) for where, what in faults(SMALL.replace(old, new, 1))]
    assert (key, error) in found


@pytest.mark.parametrize(
    ("more", "key", "rule"),
    [
        (
            (
                '[[grades]]\nname = "a"\nby = "band"\nat_least = 70\n'
                '[[grades]]\nname = "b"\nby = "band"\nat_least = 70'
            ),
            "grades",
            "bands_overlap",
        ),
        (
            '[[pay]]\nname = "奖金"\n[[pay.bands]]\nat_least = 80\nchange = 0',
            "pay[1].bands",
            "bands_overlap",
        ),
        ('[[lists]]\nname = "榜"\nfirst = 1\nlast = 1', "lists[1]", "first_or_last_or_grade"),
        ('[[lists]]\nname = "榜"', "lists[1]", "first_or_last_or_grade"),
        (
            (
                '[[steps]]\nname = "一"\nby = "甲"\nranks = true\n'
                '[[steps]]\nname = "二"\nby = "乙"\nranks = true'
            ),
            "steps[2].ranks",
            "one_ranking_step",
        ),
        (
            '[notice]\ndays = 5\n[[steps]]\nname = "一"\nby = "甲"\npublishes = ["姓名"]',
            "notice.times",
            "result_published_too",
        ),
        (
            '[[steps]]\nname = "一"\nby = "甲"\npublishes = ["姓名"]',
            "notice.times",
            "result_published_too",
        ),
        (
            '[voters]\n[[voters.classes]]\nname = "A"\nweight = "50%"',
            "voters.classes",
            "weights_sum_to_1",
        ),
        (
            '[voters]\n[[voters.classes]]\nname = "A"\nweight = 1',
            "voters.classes",
            "one_class",
        ),
        (
            (
                '[voters]\ncategories = ["党员"]\n'
                '[[voters.classes]]\nname = "A"\nweight = "50%"\n'
                '[[voters.classes]]\nname = "B"\nweight = "50%"'
            ),
            "voters.categories",
            "categories_are_classes",
        ),
        (
            (
                '[[questions]]\ntext = "打分"\noptions = []\nblank = true\n'
                '[[items]]\nname = "打分"\nkind = "ballot"\nquestion = 2\nweight = 0\n'
                'denominator = "valid"\ntrim_above = 5'
            ),
            "items[3].trim_above",
            "trim_needs_steps",
        ),
    ],
)
def test_two_statements_that_cannot_both_hold(more: str, key: str, rule: str) -> None:
    found = [
        (where, what.rule)
        for where, what in faults(f"{SMALL}\n{more}\n")
        if isinstance(what, SchemeContradiction)
    ]
    assert (key, rule) in found


def test_a_step_of_the_procedure_has_a_name_of_its_own() -> None:
    twice = '[[steps]]\nname = "审核"\nby = "甲"\n' * 2
    assert ("steps[2].name", TwiceTheSame) in [
        (where, type(what)) for where, what in faults(f"{SMALL}\n{twice}\n")
    ]


def test_two_classes_of_one_name_are_refused() -> None:
    """Nobody could tell whose slip is whose."""
    twice = '[[voters.classes]]\nname = "A票"\nweight = "50%"\n' * 2
    assert [(where, type(what)) for where, what in faults(f"{SMALL}\n[voters]\n{twice}")] == [
        ("voters.classes", TwiceTheSame)
    ]


def test_an_appeal_says_who_to_whom_and_about_what() -> None:
    appeal = schemes.find("dongtai").aftermath.appeal
    assert appeal is not None
    assert (appeal.by, appeal.to, appeal.items) == (
        "乡镇（街道）",
        "组织部门",
        ("加减分", "捆绑加减分", "即时考核加减分"),
    )
    assert appeal.deductions
    assert schemes.find("jiaozhou-village").aftermath.appeal is None


SHEET = """
format = 1
id = "ours"
title = "我县"
policy = "我县办法"
[period]
kind = "year"
[total]
name = "总分"
how = "product"
[[items]]
name = "考评"
kind = "sheet"
[[items.sections]]
name = "目标"
base = 10
[[items.sections.lines]]
no = "1"
base = 10
text = "目标"
rules = [
  { no = "1a", kind = "count", points = -2, text = "每次扣2分" },
]
"""


def test_all_complaints_come_at_once() -> None:
    text = SMALL.replace('title = "我县"', "").replace('"20%"', '"x"').replace('"好率"', '"y"')
    assert {key for key, _ in faults(text)} == {"title", "grades[1].share", "placing.ties"}


def test_a_broken_file_is_refused_with_its_row() -> None:
    with pytest.raises(Refused) as refused:
        schemes.read('format = 1\nid = "a\n', "ours.toml")
    fault = refused.value.faults[0]
    assert (fault.row, fault.file, type(fault.error)) == (2, "ours.toml", NotAFile)
    with pytest.raises(Refused) as at_the_end:
        schemes.read("a = [", "ours.toml")
    assert at_the_end.value.faults[0].row == 1


def test_an_unspecified_key_must_be_there() -> None:
    text = SMALL.replace("[quorum]", '[quorum]\nunspecified = ["floor"]')
    assert [key for key, _ in faults(text)] == ["quorum.unspecified"]


@pytest.mark.parametrize(
    ("text", "quorum"),
    [
        ("at_least = 20", Quorum(Fraction(0), floor=20)),
        ('at_least = "2/3"\nfloor = 20', Quorum(Fraction(2, 3), floor=20)),
        ('more_than = "1/2"', Quorum(Fraction(1, 2), strict=True)),
        ("at_least = 0.5", Quorum(Fraction(1, 2))),
    ],
)
def test_a_quorum_is_a_share_or_a_number(text: str, quorum: Quorum) -> None:
    assert schemes.read(SMALL.replace('at_least = "2/3"', text), "x").quorum == quorum


def test_rules_of_the_whole_ballot_and_classes_of_voters() -> None:
    more = """
[ballot]
at_most_first = 3
not_all_alike = true
at_least_below = { answers = 1, bound = 80 }
[voters]
categories = ["B票", "A票"]
[[voters.classes]]
name = "A票"
weight = "1/4"
[[voters.classes]]
name = "B票"
weight = "3/4"
"""
    scheme = schemes.read(SMALL + more, "x")
    assert (scheme.rules.at_most_first, scheme.rules.least_below) == (3, (1, 80))
    assert [voters.name for voters in scheme.classes] == ["A票", "B票"]


def test_a_scheme_may_judge_by_a_trimmed_scale() -> None:
    text = SMALL.replace('denominator = "returned"', 'denominator = "valid"\ntrim_above = 5')
    rule = schemes.read(text, "x").satisfaction
    assert rule is not None
    assert (rule.trim, rule.trim_above) == (True, 5)


@pytest.mark.parametrize(
    ("key", "value", "canonical"),
    [
        ("items[1].denominator", "valid", "items[1].denominator"),
        ("items.满意度.denominator", "valid", "items[1].denominator"),
        ("denominator", "valid", "items[1].denominator"),
        ("denominator", '"valid"', "items[1].denominator"),
        ("placing.rounding", "half_up", "placing.rounding"),
    ],
)
def test_a_key_may_be_set_besides_the_file(key: str, value: str, canonical: str) -> None:
    scheme = schemes.read(SMALL, "x", {key: value})
    assert scheme.overridden == ((canonical, value),)
    assert scheme.sha256 == schemes.read(SMALL, "x").sha256


def test_what_is_set_is_no_default_any_more() -> None:
    text = SMALL.replace("[placing]", '[placing]\nunspecified = ["rounding", "base"]')
    keys = [default.key for default in schemes.read(text, "x", {"rounding": "ceil"}).defaults]
    assert keys == ["placing.base"]


@pytest.mark.parametrize("key", ["nothing", "name", "items[3].weight"])
def test_a_key_that_is_none_or_not_single_cannot_be_set(key: str) -> None:
    with pytest.raises(Refused) as refused:
        schemes.read(SMALL, "x", {key: "1"})
    assert [(fault.key, type(fault.error)) for fault in refused.value.faults] == [(key, UnknownKey)]


def test_a_scheme_without_grades_or_quorum_is_legal() -> None:
    text = SHEET
    scheme = schemes.read(text, "x")
    assert scheme.placing.grades == ()
    assert scheme.quorum == Quorum(Fraction(0), floor=1)
    assert scheme.satisfaction is None
    assert scheme.person.columns == ("姓名",)
