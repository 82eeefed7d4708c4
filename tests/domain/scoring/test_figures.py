"""One person's figures: what adds and what takes away, item by item."""

from dataclasses import replace
from fractions import Fraction

import pytest

from ballot import schemes
from ballot.domain.scheme.consequences import Period
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scheme.why import Why
from ballot.domain.scoring import figures, score
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
    assert whole.total == 90 + 3 * 90 + 9
    less = {item.name: given[item.name] for item in DONGTAI.items if not item.adds}
    found = figures.of(DONGTAI, Person(name="甲", given=less), names)
    assert (found.total, found.waiting) == (90, None)
    assert found.values[-4:] == (0, 0, 0, 0)


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


def test_nobody_waits_for_what_may_lack_in_a_period_and_nobody_has_or_plans() -> None:
    year = schemes.find("lijun")
    month = replace(year, aftermath=replace(year.aftermath, period=Period.MONTH))
    below, beside, monthly, above = "下级测评", "同级互评", "月考", "上级考评"
    scored = Person(name="甲", given={monthly: Fraction(80)})
    everything = {below, beside, monthly, above}
    assert figures.asked(year, [scored], ()) == everything, "the control: in a year nothing lacks"
    assert figures.asked(month, [scored], ()) == {monthly}
    assert figures.asked(month, [scored], (beside,)) == {monthly, beside}
    assert figures.asked(month, [Person(name="甲")], (beside,)) == {monthly, above, beside}
    silent = replace(month, items=tuple(each for each in month.items if each.ballot))
    assert figures.asked(silent, [Person(name="甲")], ()) == {below, beside}
    assert figures.asked(silent, [Person(name="甲")], (beside,)) == {beside}
    rounds = schemes.find("yicheng")
    assert "满意率" not in figures.asked(rounds, [Person(name="甲")], ("满意率",)), "told alone"


def test_what_is_to_come_of_a_person_is_what_he_has_not_and_does_not_only_add() -> None:
    year = schemes.find("lijun")
    names = [item.name for item in year.items]
    scored = Person(name="甲", given={"月考": Fraction(80)})

    def to_come(scheme: Scheme) -> list[str]:
        return [item.name for item in figures.to_come(scheme, scored, names)]

    assert to_come(year) == ["下级测评", "同级互评", "上级考评"]
    adding = replace(year, items=tuple(replace(each, adds=True) for each in year.items))
    assert to_come(adding) == ["下级测评", "同级互评"]
    assert figures.to_come(year, scored, ["月考"]) == ()


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


def test_a_row_adds_up_to_its_total_from_what_stands_in_it() -> None:
    scheme = schemes.find("lijun")
    given = {"姓名": "甲", **dict.fromkeys(("月考", "下级测评", "同级互评", "上级考评"), "88")}
    changes = {"旷工天数": "1", "迟到早退次数": "1", "事假三天以上月数": "2"}
    waits = dict.fromkeys(given, "") | {"姓名": "乙"}
    scored = score.score(scheme, [given | changes, waits | dict.fromkeys(changes, "")])
    row, other = scored.rows
    assert scored.columns[-9:-5] == ("月考计入", "总分增减", "总分", "组别")
    assert (row["月考"], row["月考计入"], row["总分增减"]) == ("88", "86.50", "-4.00")
    items = {"月考计入": 30, "下级测评": 30, "同级互评": 20, "上级考评": 20}
    weighted = sum(Fraction(row[name]) * weight / 100 for name, weight in items.items())
    assert weighted + Fraction(row["总分增减"]) == Fraction(row["总分"])
    assert (other["月考计入"], other["总分增减"], other["总分"]) == ("", "", "")


def test_an_item_that_came_in_by_its_parts_stands_in_a_column_of_its_own() -> None:
    scheme = schemes.find("lijun")
    others = dict.fromkeys(("下级测评", "同级互评", "上级考评"), "90")
    parts = {"姓名": "甲", "分管领导打分": "80", "站所长打分": "91", "旷工天数": "1"} | others
    whole = {"姓名": "乙", "月考": "70", "分管领导打分": "", "站所长打分": ""} | others
    both = score.score(scheme, [whole | {"旷工天数": ""}, {"月考": ""} | parts])
    assert [(row["月考"], row["月考计入"]) for row in both.rows] == [
        ("70", "70.00"),
        ("85.50", "84.50"),
    ]
    assert both.columns.count("月考") == 1
    alone = score.score(scheme, [parts])
    assert alone.columns[alone.columns.index("月考计入") - 1] == "月考"
    assert alone.rows[0]["月考"] == "85.50"
    two = schemes.find("lianshu-village")
    row = {"姓名": "甲", "乡镇党委测评": "90", "党员和村民代表测评": "81", "实地考评": "95"}
    assert score.score(two, [row]).rows[0]["述职测评"] == "85.50"
    gone = score.score(
        scheme, [parts | {"站所长打分": ""} | {"月考": ""}], heading=(*parts, "月考")
    )
    assert gone.rows[0]["月考"] == ""
