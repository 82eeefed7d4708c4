"""What a meeting yields, and above all when it yields nothing."""

from dataclasses import replace
from fractions import Fraction

import pytest
from makers.score_rows import VILLAGE

from ballot import schemes
from ballot.domain.meeting import Custody, State, Transport
from ballot.domain.meetings import result
from ballot.domain.meetings.result import (
    MeetingFacts,
    Restored,
    Returned,
    SubjectFacts,
    SubjectTally,
)
from ballot.domain.scheme.scheme import Scheme, VoterClass
from ballot.domain.tally import Tally
from ballot.exports.result_as_json import value

FACTS = MeetingFacts(
    meeting="482913",
    title="大布村",
    custody=Custody.SERVER,
    transport=Transport.LOCAL,
    state=State.OPENED,
    eligible=46,
    issued=46,
    returned=Returned(phone=31),
    void=15,
)
ZHANG = SubjectFacts("张某", objective_score="112")
COUNTS = SubjectTally((Tally((20, 7, 3, 1)),))


def test_the_meeting_of_the_interface_page() -> None:
    found = value(result.compute(FACTS, VILLAGE, [ZHANG], [COUNTS]))
    assert found["quorum"] == {"rule": "≥ 2/3", "required": 31, "met": True}
    assert found["returned"] == {"phone": 31, "kiosk": 0, "paper": 0, "total": 31}
    assert found["subjects"] == [
        {
            "name": "张某",
            "counts": {"很满意": 20, "满意": 7, "基本满意": 3, "不满意": 1},
            "blank": 0,
            "invalid": 0,
            "denominator": 31,
            "satisfaction": {"exact": "27/31", "percent": "87.10"},
            "objective_score": "112",
            "final_score": {"exact": "3024/31", "shown": "97.55"},
        }
    ]


@pytest.mark.parametrize("state", [state for state in State if state.rehearsed is not State.OPENED])
def test_no_figure_in_any_other_state_even_if_tallies_are_handed_in(state: State) -> None:
    found = result.compute(replace(FACTS, state=state), VILLAGE, [ZHANG], [COUNTS])
    assert not found.is_open
    assert found.subjects[0].opened is None
    assert value(found)["subjects"] == [{"name": "张某"}]


def test_below_the_quorum_it_says_so_and_nothing_else() -> None:
    short = replace(FACTS, state=State.NO_QUORUM, returned=Returned(phone=20, kiosk=5, paper=5))
    found = result.compute(short, VILLAGE, [ZHANG])
    assert (found.met, found.required, found.facts.returned.total) == (False, 31, 30)


def test_without_a_score_brought_in_there_is_satisfaction_but_no_final_score() -> None:
    found = result.compute(FACTS, VILLAGE, [replace(ZHANG, objective_score=None)], [COUNTS])
    opened = found.subjects[0].opened
    assert opened is not None
    assert opened.satisfaction is not None
    assert opened.final_score is None
    assert opened.final_formula is None
    named = value(found)["subjects"]
    assert isinstance(named, list)
    assert named[0]["final_score"] is None


def test_only_blank_ballots_still_divide() -> None:
    found = result.compute(FACTS, VILLAGE, [ZHANG], [SubjectTally((Tally((0,) * 4, blank=31),))])
    opened = found.subjects[0].opened
    assert opened is not None
    assert opened.final_score == 0
    assert (opened.blank, opened.invalid, opened.counts[0]) == (31, 0, ("很满意", 0))


def test_nobody_voted_is_a_reason_and_no_zero() -> None:
    found = result.compute(FACTS, VILLAGE, [ZHANG], [SubjectTally((Tally((0,) * 4),))])
    opened = found.subjects[0].opened
    assert opened is not None
    assert (opened.satisfaction, opened.withheld) == (None, "nobody_voted")
    named = value(found)["subjects"]
    assert isinstance(named, list)
    assert (named[0]["satisfaction"], named[0]["withheld"]) == (None, "nobody_voted")


def test_unit_and_village_are_named_where_they_are_known() -> None:
    someone = SubjectFacts("张某", "市局", "大布村")
    (shown,) = value(result.compute(FACTS, VILLAGE, [someone], [COUNTS]))["subjects"]
    assert (shown["unit"], shown["village"]) == ("市局", "大布村")
    (plain,) = value(result.compute(FACTS, VILLAGE, [ZHANG], [COUNTS]))["subjects"]
    assert not {"unit", "village"} & set(plain)


def in_classes() -> Scheme:
    """胶州 with two classes of voters."""
    classes = (VoterClass("A", Fraction(1, 4)), VoterClass("B", Fraction(3, 4)))
    return replace(VILLAGE, classes=classes)


def test_classes_are_weighted_and_the_formula_tells_each() -> None:
    a, b = Tally((8, 0, 0, 0)), Tally((0, 0, 0, 23))
    counts = SubjectTally((a + b,), ((a,), (b,)))
    opened = result.compute(FACTS, in_classes(), [ZHANG], [counts]).subjects[0].opened
    assert opened is not None
    assert opened.satisfaction is not None
    assert opened.satisfaction.value == Fraction(1, 4)
    formula = opened.satisfaction_formula
    assert formula is not None
    assert (formula.words, formula.numbers, formula.shown) == (
        "A×25%+B×75%",
        "100.00 %×25%+0.00 %×75%",
        "25.00 %",
    )
    assert [each.name for each in opened.by_class] == ["A", "B"]


@pytest.mark.parametrize("first", [7, None])
def test_a_small_class_leaves_no_weighted_figure(first: int | None) -> None:
    whole = Tally((8, 0, 0, 23))
    parts = () if first is None else ((Tally((first, 0, 0, 0)),), (Tally((1, 0, 0, 23)),))
    counts = SubjectTally((whole,), parts)
    opened = result.compute(FACTS, in_classes(), [ZHANG], [counts]).subjects[0].opened
    assert opened is not None
    assert (opened.satisfaction, opened.withheld) == (None, "small_class")
    assert opened.denominator == 31


def test_a_weighted_sum_yields_no_final_score_of_its_own() -> None:
    scheme = schemes.find("lianshu-village")
    counts = SubjectTally((Tally((), numbers=31, total=2790),))
    found = result.compute(FACTS, scheme, [ZHANG], [counts])
    opened = found.subjects[0].opened
    assert opened is not None
    assert opened.satisfaction is not None
    assert opened.satisfaction.percent == "90.00"
    assert opened.final_score is None
    named = value(found)["subjects"]
    assert isinstance(named, list)
    (question,) = named[0]["questions"]
    assert (question["numbers"], question["total"]) == (31, 2790)


def test_a_scheme_that_scores_no_ballot_gives_counts_alone() -> None:
    rounds = schemes.find("yicheng")
    scheme = replace(rounds, items=tuple(item for item in rounds.items if item.ballot is None))
    opened = result.compute(FACTS, scheme, [ZHANG], [COUNTS]).subjects[0].opened
    assert opened is not None
    assert (opened.satisfaction, opened.withheld, opened.denominator) == (None, None, 31)


def test_several_questions_stand_side_by_side() -> None:
    scheme = replace(VILLAGE, questions=VILLAGE.questions * 2)
    counts = SubjectTally((Tally((20, 7, 3, 1)), Tally((1, 2, 3, 25))))
    named = value(result.compute(FACTS, scheme, [ZHANG], [counts]))["subjects"]
    assert isinstance(named, list)
    assert [one["counts"]["不满意"] for one in named[0]["questions"]] == [1, 25]


def test_the_figures_of_a_subject_are_those_of_its_first_question() -> None:
    first, second = Tally((20, 7, 3, 1), 2, 3), Tally((1, 2, 3, 4), 5, 6)
    two = replace(VILLAGE, questions=VILLAGE.questions * 2)
    found = result.compute(FACTS, two, [ZHANG], [SubjectTally((first, second))])
    opened = found.subjects[0].opened
    assert opened is not None
    assert [count for _option, count in opened.counts] == [20, 7, 3, 1]
    assert (opened.blank, opened.invalid) == (2, 3)


def test_a_figure_comes_with_its_formula_and_the_clause_of_its_item() -> None:
    found = result.compute(FACTS, VILLAGE, [ZHANG], [COUNTS])
    opened = found.subjects[0].opened
    assert found.is_open
    assert opened is not None
    assert opened.satisfaction_formula is not None
    assert opened.satisfaction_formula.text == (
        "群众满意度 = (很满意票数+满意票数)÷投票数 = (20+7)÷31 = 87.10 %（第十七条）"
    )
    assert opened.final_formula is not None
    assert "112×27/31" in opened.final_formula.text


def test_what_a_scheme_asks_without_a_figure_is_divided_by_what_came_back() -> None:
    items = tuple(replace(item, ballot=None) for item in VILLAGE.items)
    plain = replace(VILLAGE, items=items, questions=VILLAGE.questions * 2)
    two = SubjectTally((Tally((3, 0, 0, 0)), Tally((0, 0, 0, 4))))
    opened = result.compute(FACTS, plain, [ZHANG], [two]).subjects[0].opened
    assert opened is not None
    assert (opened.denominator, opened.satisfaction, opened.satisfaction_formula) == (3, None, None)


def test_what_a_backup_did_not_hold_is_the_difference() -> None:
    assert Restored("2026-12-20T09:00:00+00:00", "open", found=5, known=7).missing == 2


@pytest.mark.parametrize(
    ("void", "spoiled", "exchanged", "unused", "remark"),
    [
        (31, 1, 2, 28, "neither torn nor exchanged"),
        (3, 1, 2, 0, "each accounted for"),
        (0, 1, 2, 0, "a running total that is hidden"),
    ],
)
def test_void_slips_are_told_apart(
    void: int, spoiled: int, exchanged: int, unused: int, remark: str
) -> None:
    known = replace(FACTS, void=void, spoiled=spoiled, exchanged=exchanged)
    assert known.unused == unused, remark
