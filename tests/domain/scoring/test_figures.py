"""One person's figures: what adds and what takes away, item by item."""

from dataclasses import replace
from fractions import Fraction

import pytest

from ballot import schemes
from ballot.domain.scheme.why import Why
from ballot.domain.scoring import figures
from ballot.domain.scoring.figures import Figures
from ballot.domain.scoring.person import BallotCount, Person
from ballot.domain.tally import Tally

LIJUN, DONGTAI = schemes.find("lijun"), schemes.find("dongtai")
NAMES = [item.name for item in LIJUN.items]


def of(person: Person) -> Figures:
    return figures.of(LIJUN, person, NAMES)


def county(**more: Fraction) -> Person:
    """Eighty points in every item, and what is given besides."""
    given = dict.fromkeys(NAMES, Fraction(80)) | more
    return Person(name="甲", given=given)


def test_a_deduction_goes_to_its_own_item_and_to_no_other() -> None:
    plain, late = of(county()), of(county(旷工天数=Fraction(2), 迟到早退次数=Fraction(1)))
    assert plain.total == 80
    lost = [a - b for a, b in zip(plain.values, late.values, strict=True) if a and b]
    assert lost == [Fraction(5, 2) if name == "月考" else 0 for name in NAMES]
    assert late.total == 80 - Fraction(3, 10) * Fraction(5, 2)


def test_a_deduction_from_the_total_is_of_its_period_alone() -> None:
    assert of(county(事假三天以上月数=Fraction(2))).total == 76
    assert of(county(不挂牌不告知去向次数=Fraction(2))).total == 80


def test_what_is_put_on_top_may_be_missing_and_the_rest_may_not() -> None:
    names = [item.name for item in DONGTAI.items]
    given = dict.fromkeys(names, Fraction(90))
    whole = figures.of(DONGTAI, Person(name="甲", given=given), names)
    assert whole.total == 90 + 90 + 9
    less = {name: value for name, value in given.items() if name not in ("加减分", "擂台得分")}
    found = figures.of(DONGTAI, Person(name="甲", given=less), names)
    assert (found.total, found.waiting) == (90, None)
    assert found.values[-2:] == (0, 0)


@pytest.mark.parametrize("name", NAMES)
def test_an_item_that_is_not_there_keeps_the_person_waiting(name: str) -> None:
    person = county()
    given = {each: value for each, value in person.given.items() if each != name}
    found = of(replace(person, given=given))
    assert found.total is None
    assert found.waiting is not None
    assert (found.waiting.kind, found.waiting.values) == (Why.MISSING, (name,))


def test_a_mean_that_was_brought_in_for_a_ballot_is_a_share_of_a_hundred() -> None:
    assert of(county()).values[1] == Fraction(4, 5)


def test_who_is_still_to_be_measured_is_who_lacks_the_figure_of_a_ballot() -> None:
    village = schemes.find("jiaozhou-village")
    sections = {section.name: Fraction(20) for section in village.sections}
    voted = Person(name="甲", ballots={"群众满意度": BallotCount(1, Tally((1, 0, 0, 0)))})
    scored = Person(name="乙", sections=sections)
    assert figures.unmeasured(village, [voted, scored]) == (scored,)


def test_a_figure_that_is_told_alone_never_counts_and_nobody_waits_for_it() -> None:
    rounds = schemes.find("yicheng")
    names = [item.name for item in rounds.items]
    given = {item.name: Fraction(80) for item in rounds.items if item.ballot is None}
    told = names.index("满意率")

    def of_votes(*counts: int, eligible: int) -> Figures:
        ballots = {"满意率": BallotCount(eligible, Tally(counts))} if counts else {}
        return figures.of(rounds, Person(name="甲", given=given, ballots=ballots), names)

    for found, rate in (
        (of_votes(12, 7, 1, 0, eligible=30), Fraction(19, 20)),
        (of_votes(12, 7, 1, 0, eligible=31), None),
        (of_votes(eligible=30), None),
    ):
        assert (found.total, found.waiting, found.values[told]) == (80, None, rate)
    assert figures.unmeasured(rounds, [Person(name="甲")]) == ()


def test_the_body_that_is_missing_is_named() -> None:
    branch = schemes.find("lianshu-branch")

    def lacks(**given: int) -> tuple[str, ...]:
        person = Person(name="甲", given={name: Fraction(each) for name, each in given.items()})
        found = figures.of(branch, person, ["述职测评"]).waiting
        return found.values if found else ()

    assert lacks(上级党委测评=90) == ("局党组测评",)
    assert lacks(局党组测评=90) == ("上级党委测评",)
    assert lacks() == ("述职测评",)
    assert lacks(上级党委测评=90, 局党组测评=80) == ()


def test_a_ballot_made_of_two_bodies_is_the_share_of_its_weighted_parts() -> None:
    branch = schemes.find("lianshu-branch")
    item = next(item for item in branch.items if item.parts)
    given = dict(zip(item.parts, (Fraction(90), Fraction(80)), strict=True))
    place = branch.items.index(item)
    found = figures.of(branch, Person(name="甲", given=given), [item.name]).values[place]
    assert item.ballot is not None
    assert found == Fraction(85, 100)
