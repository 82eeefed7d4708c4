"""What classes of voters yield: each apart from eight on, and together or not at all."""

from dataclasses import replace
from fractions import Fraction

import pytest
from makers.score_rows import VILLAGE

from ballot.domain.meeting import Custody, State, Transport
from ballot.domain.meetings import result_by_class
from ballot.domain.meetings.result import MeetingFacts
from ballot.domain.meetings.result_by_class import ClassFacts, QuestionResult
from ballot.domain.scheme.satisfaction import Denominator
from ballot.domain.scheme.scheme import Scheme, VoterClass
from ballot.domain.tally import Tally

TWO = (VoterClass("A票", Fraction(1, 4)), VoterClass("B票", Fraction(3, 4)))
ASKED = replace(VILLAGE, classes=TWO)
OPTIONS = ("很满意", "满意", "基本满意", "不满意")
FACTS = MeetingFacts(
    meeting="482913",
    title="",
    custody=Custody.SERVER,
    transport=Transport.LOCAL,
    state=State.CLOSED,
    eligible=24,
    issued=24,
)


def of_valid_ballots(scheme: Scheme) -> Scheme:
    """The scheme with its figure divided by the valid ballots alone, and a second question."""
    items = tuple(
        replace(item, ballot=replace(item.ballot, denominator=Denominator.VALID, question=1))
        if item.ballot
        else item
        for item in scheme.items
    )
    other = replace(scheme.questions[0], text="还满意吗")
    return replace(scheme, items=items, questions=(*scheme.questions, other))


def classes(*returned: int | None) -> tuple[ClassFacts, ...]:
    """Classes of eight entitled, of which so many came."""
    return tuple(
        ClassFacts(f"{place}票", Fraction(1, 2), 8, 8, came)
        for place, came in enumerate(returned, start=1)
    )


def test_the_counts_of_a_question_stand_by_its_options() -> None:
    found = result_by_class.question("满意吗", ("好", "差"), Tally((3, 2), 1, 4))
    assert found == QuestionResult("满意吗", (("好", 3), ("差", 2)), blank=1, invalid=4)


def test_a_question_for_a_number_has_no_counts_but_a_sum() -> None:
    found = result_by_class.question("打分", (), Tally((), 1, 2, numbers=3, total=270))
    assert found == QuestionResult("打分", (), 1, 2, numbers=3, total=270)


def test_every_class_from_eight_on_has_its_counts_and_its_own_figure() -> None:
    found = result_by_class.of(ASKED, [[Tally((8, 0, 0, 0))], [Tally((3, 0, 0, 6), 2, 1)]])
    assert [(each.name, each.weight) for each in found] == [
        ("A票", Fraction(1, 4)),
        ("B票", Fraction(3, 4)),
    ]
    assert found[1].question == QuestionResult(
        VILLAGE.questions[0].text, tuple(zip(OPTIONS, (3, 0, 0, 6), strict=True)), 2, 1
    )
    assert [each.figure and each.figure.value for each in found] == [1, Fraction(3, 12)]
    assert [each.figure and each.figure.denominator for each in found] == [8, 12]


def test_a_class_of_seven_hides_every_class() -> None:
    """The others apart from the sum over all would tell it."""
    assert result_by_class.of(ASKED, [[Tally((8, 0, 0, 0))], [Tally((7, 0, 0, 0))]]) == ()


def test_classes_opened_as_one_are_none() -> None:
    assert result_by_class.of(ASKED, []) == ()
    assert result_by_class.weighed(ASKED, []) == []


def test_where_nobody_votes_in_classes_or_no_figure_is_asked_there_is_none() -> None:
    apart = [[Tally((8, 0, 0, 0))], [Tally((9, 0, 0, 0))]]
    assert result_by_class.of(VILLAGE, apart[:1]) == ()
    plain = replace(ASKED, items=tuple(replace(item, ballot=None) for item in ASKED.items))
    assert result_by_class.of(plain, apart) == ()


@pytest.mark.parametrize("parts", [1, 3])
def test_tallies_of_more_or_fewer_classes_than_there_are_are_a_fault(parts: int) -> None:
    with pytest.raises(ValueError, match="zip"):
        result_by_class.of(ASKED, [[Tally((8, 0, 0, 0))]] * parts)


def test_it_is_the_question_of_the_figure_that_is_told() -> None:
    scheme = of_valid_ballots(ASKED)
    first, second = Tally((9, 0, 0, 0)), Tally((0, 0, 0, 9))
    found = result_by_class.of(scheme, [[first, second], [second, first]])
    assert {each.question.text for each in found} == {"还满意吗"}
    assert [each.question.counts[0][1] for each in found] == [0, 9]
    assert [each.figure and each.figure.value for each in found] == [0, 1]


def test_a_class_without_a_figure_is_told_but_not_weighed() -> None:
    """Nine came and all were blank: over the valid ballots there is nothing to divide by."""
    scheme = of_valid_ballots(ASKED)
    given, blank = Tally((9, 0, 0, 0)), Tally((0, 0, 0, 0), blank=9)
    apart = [[given, given], [given, blank]]
    assert [each.figure is None for each in result_by_class.of(scheme, apart)] == [False, True]
    ((name, weight, figure),) = result_by_class.weighed(scheme, apart)
    assert (name, weight, figure.value) == ("A票", Fraction(1, 4), 1)


def test_while_a_vote_runs_nobody_sees_a_class_apart() -> None:
    assert ClassFacts("A票", Fraction(1, 2), 8, 8).returned is None


@pytest.mark.parametrize(
    ("returned", "beyond"),
    [((8, 8), None), ((9, 8), "1票"), ((8, 9), "2票"), ((9, 9), "1票"), ((None, None), None)],
)
def test_the_first_class_of_which_more_came_than_it_has_is_named(
    returned: tuple[int | None, ...], beyond: str | None
) -> None:
    found = replace(FACTS, classes=classes(*returned)).beyond_class
    assert (found and found.name) == beyond


def test_without_classes_none_has_more_than_it_has() -> None:
    assert FACTS.beyond_class is None
