"""Which item of a scheme a meeting fills, and what counts where several meetings fill one."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest

from ballot import schemes
from ballot.domain.errors import NotOneOf, UnknownKey
from ballot.domain.meeting import Custody
from ballot.domain.meetings.plan import MeetingPlan, SubjectPlan, check
from ballot.domain.meetings.result import SubjectTally
from ballot.domain.scheme import meeting_items
from ballot.domain.scheme.scheme import Combine, Scheme, VoterClass
from ballot.domain.scoring import measured_person
from ballot.domain.scoring.measured_person import Measured, Several, fill, texts
from ballot.domain.scoring.person import BallotCount, Person
from ballot.domain.tally import Tally

LIJUN, BRANCH = schemes.find("lijun"), schemes.find("lianshu-branch")
VILLAGE = schemes.find("jiaozhou-village")
NOBODY: Mapping[str, str] = {}
FIGURE = "群众满意度"


def points(number: str, mean: int, item: str = "") -> Measured:
    """Three of five gave ``mean`` points on the average."""
    tally = Tally((), blank=1, numbers=3, total=3 * mean)
    return Measured(number, "", 5, SubjectTally((tally,)), item)


def counts(number: str, *of: int, eligible: int = 12) -> Measured:
    return Measured(number, "", eligible, SubjectTally((Tally(of),)))


def filled(scheme: Scheme, *measured: Measured, how: Mapping[str, str] = NOBODY) -> Person:
    return fill(scheme, Person(name="甲某"), measured, how).person


def test_figures_that_do_not_balance_are_told_of_what_counts_until_somebody_says_that_they_do() -> (
    None
):
    odd = replace(counts("111111", 8, 0, 0, 0), unbalanced=("unbalanced", "restored"))
    even = counts("222222", 8, 0, 0, 0)
    who = Person(name="甲某")

    def told(how: Mapping[str, str], *measured: Measured) -> list[tuple[str, bool]]:
        found = fill(VILLAGE, who, measured, how).unbalanced
        assert all((one.item, one.kinds) == (FIGURE, odd.unbalanced) for one in found)
        return [(one.number, one.is_settled) for one in found]

    assert told(NOBODY, odd) == [("111111", False)]
    assert told(NOBODY, even) == []
    assert told({FIGURE: "111111"}, odd, even) == [("111111", True)]
    assert told({FIGURE: "222222"}, odd, even) == []


def test_a_meeting_names_its_item_where_another_asks_the_same_question() -> None:
    assert meeting_items.names(LIJUN) == ("下级测评", "同级互评")
    assert meeting_items.must_be_named(LIJUN)
    assert meeting_items.names(VILLAGE) == ()
    assert not meeting_items.must_be_named(VILLAGE)
    assert not meeting_items.must_be_named(replace(VILLAGE, items=()))


BODIES = ("上级党委测评", "局党组测评")
WHOLE = "述职测评"


def test_a_meeting_says_which_body_of_a_double_report_it_is_or_that_it_is_all() -> None:
    assert meeting_items.names(BRANCH) == (WHOLE, *BODIES)
    assert meeting_items.must_be_named(BRANCH)
    one = fill(BRANCH, Person(name="甲某"), [points("100001", 90)], NOBODY)
    assert (one.person.given, one.idle) == ({}, ("100001",)), "it is not taken for the whole"


@pytest.mark.parametrize(
    ("scheme", "met", "missing"),
    [
        (BRANCH, (), BODIES),
        (BRANCH, BODIES[:1], BODIES[1:]),
        (BRANCH, BODIES, ()),
        (BRANCH, (WHOLE,), ()),
        (BRANCH, ("",), BODIES),
        (LIJUN, ("同级互评",), ("下级测评",)),
        (VILLAGE, (), ("",)),
        (VILLAGE, ("",), ()),
        (replace(VILLAGE, items=()), (), ()),
    ],
)
def test_what_is_missing_is_each_body_unless_one_meeting_is_all(
    scheme: Scheme, met: tuple[str, ...], missing: tuple[str, ...]
) -> None:
    assert meeting_items.missing(scheme, met) == missing


@pytest.mark.parametrize(
    ("scheme", "name", "met", "excluded"),
    [
        (BRANCH, WHOLE, BODIES[1:], True),
        (BRANCH, BODIES[0], (WHOLE,), True),
        (BRANCH, BODIES[0], BODIES[1:], False),
        (BRANCH, WHOLE, (), False),
        (BRANCH, "", (WHOLE,), False),
        (LIJUN, "下级测评", ("同级互评",), False),
    ],
)
def test_nobody_has_a_meeting_of_one_body_beside_one_that_is_all(
    scheme: Scheme, name: str, met: tuple[str, ...], excluded: bool
) -> None:
    assert meeting_items.excluded(scheme, name, met) is excluded


def test_a_meeting_brings_a_figure_to_what_it_names_or_to_what_leaves_no_choice() -> None:
    assert meeting_items.filled(VILLAGE, "") == {"群众满意度"}
    assert meeting_items.filled(BRANCH, WHOLE) == {WHOLE}
    assert meeting_items.filled(BRANCH, BODIES[0]) == {WHOLE}
    assert meeting_items.filled(BRANCH, "") == frozenset()
    assert meeting_items.filled(BRANCH, "实地考评") == frozenset(), "nobody votes on it"
    assert meeting_items.filled(LIJUN, "同级互评") == {"同级互评"}


def test_where_nobody_votes_on_an_item_a_meeting_is_not_idle() -> None:
    silent = replace(VILLAGE, items=())
    assert fill(silent, Person(name="甲某"), [counts("1", 9, 0, 0, 0)], NOBODY).idle == ()


def test_a_meeting_sees_the_question_and_the_figure_of_its_item_alone() -> None:
    asked = LIJUN.questions[0]
    other = replace(asked, text="另一个问题")
    first, second = (item for item in LIJUN.items if item.ballot)
    assert second.ballot is not None
    moved = replace(second, ballot=replace(second.ballot, question=1))
    items = tuple(moved if item is second else item for item in LIJUN.items)
    wide = replace(LIJUN, questions=(asked, other), items=items)
    seen = meeting_items.narrowed(wide, second.name)
    assert seen.questions == (other,)
    assert seen.satisfaction is not None
    assert (seen.satisfaction.name, seen.satisfaction.question) == (second.name, 0)
    assert [item.name for item in seen.items] == [item.name for item in wide.items]
    assert seen.item(first.name) == replace(first, ballot=None)


def test_a_scheme_without_a_named_item_is_whole_and_a_strange_name_is_refused() -> None:
    assert meeting_items.narrowed(LIJUN, "") is LIJUN
    with pytest.raises(NotOneOf) as refused:
        meeting_items.narrowed(LIJUN, "月考")
    assert refused.value.allowed == ("下级测评", "同级互评")


def test_two_meetings_fill_two_items_that_ask_the_same() -> None:
    person = filled(LIJUN, points("100001", 90, "下级测评"), points("100002", 80, "同级互评"))
    assert person.given == {"下级测评": 90, "同级互评": 80}
    assert texts(LIJUN, person) == {"下级测评": "90.00", "同级互评": "80.00"}


def test_a_meeting_that_names_nothing_fills_nothing_where_it_could_be_either() -> None:
    made = fill(LIJUN, Person(name="甲某"), [points("100001", 90)], NOBODY)
    assert (made.person.given, made.several, made.idle) == ({}, (), ("100001",))


def test_the_organizer_may_still_say_what_it_was() -> None:
    made = fill(LIJUN, Person(name="甲某"), [points("100001", 90)], {"同级互评": "100001"})
    assert (made.person.given, made.idle) == ({"同级互评": 90}, ())


def test_the_mean_of_both_bodies_makes_the_item_and_a_file_gives_way() -> None:
    meetings = [points("100001", 90, "上级党委测评"), points("100002", 80, "局党组测评")]
    person = fill(BRANCH, Person(name="甲某", given={"述职测评": Fraction(1)}), meetings, NOBODY)
    assert person.person.given == {"上级党委测评": 90, "局党组测评": 80}
    assert texts(BRANCH, person.person) == {"上级党委测评": "90.00", "局党组测评": "80.00"}


def test_one_meeting_for_all_fills_the_item_whole() -> None:
    assert filled(BRANCH, points("100001", 90, WHOLE)).given == {WHOLE: 90}


def test_one_meeting_alone_leaves_nothing_to_choose() -> None:
    made = fill(VILLAGE, Person(name="甲某"), [counts("100001", 10, 0, 0, 0)], NOBODY)
    assert (made.several, made.idle) == ((), ())
    assert made.person.ballots[FIGURE].tally == Tally((10, 0, 0, 0))


def test_each_of_two_ballots_is_told_in_its_own_cells() -> None:
    item = next(item for item in VILLAGE.items if item.ballot)
    two = replace(
        VILLAGE, items=(*VILLAGE.items, replace(item, name="服务评价", column="服务评价"))
    )
    ballots = {
        FIGURE: BallotCount(12, Tally((1, 2, 3, 4))),
        "服务评价": BallotCount(9, Tally((5, 0, 0, 0))),
    }
    told = texts(two, Person(name="甲某", ballots=ballots))
    assert len(told) == 14
    assert [told[f"{FIGURE}{name}"] for name in ("应参加人数", "不满意")] == ["12", "4"]
    assert [told[f"服务评价{name}"] for name in ("应参加人数", "很满意")] == ["9", "5"]


def test_two_meetings_of_one_item_count_only_after_a_choice() -> None:
    one, two = counts("100001", 10, 0, 0, 0), counts("100002", 0, 0, 0, 10, eligible=10)
    made = fill(VILLAGE, Person(name="甲某"), [one, two], NOBODY)
    assert (made.person.ballots, texts(VILLAGE, made.person)) == ({}, {})
    assert made.several == (Several(FIGURE, ("100001", "100002")),)


@pytest.mark.parametrize(
    ("how", "tally", "mean"),
    [
        ("sum_votes", Tally((10, 0, 0, 12)), None),
        ("mean", None, 50),
        ("100001", Tally((10, 0, 0, 0)), None),
        ("100002", Tally((0, 0, 0, 12)), None),
    ],
)
def test_all_ballots_together_the_mean_or_one_of_them(
    how: str, tally: Tally | None, mean: int | None
) -> None:
    one, two = counts("100001", 10, 0, 0, 0), counts("100002", 0, 0, 0, 12)
    made = fill(VILLAGE, Person(name="甲某"), [one, two], {FIGURE: how})
    found = made.person.ballots.get(FIGURE)
    assert (found.tally if found else None) == tally
    assert made.person.given.get(FIGURE) == mean
    assert made.several == (Several(FIGURE, ("100001", "100002"), how),)


def test_the_scheme_may_say_it_for_everybody() -> None:
    together = replace(VILLAGE, person=replace(VILLAGE.person, combine=Combine.SUM_VOTES))
    one, two = counts("100001", 10, 0, 0, 0), counts("100002", 0, 0, 0, 12)
    found = filled(together, one, two).ballots[FIGURE]
    assert (found.eligible, found.tally) == (24, Tally((10, 0, 0, 12)))


def test_no_mean_where_one_meeting_has_no_figure() -> None:
    one, two = counts("100001", 10, 0, 0, 0), counts("100002", 1, 0, 0, 0)
    assert filled(VILLAGE, one, two, how={FIGURE: "mean"}).given == {}


def test_voters_in_classes_are_weighed_class_by_class_in_every_way() -> None:
    classes = (VoterClass("甲类", Fraction(1, 4)), VoterClass("乙类", Fraction(3, 4)))
    wide = replace(VILLAGE, classes=classes)
    ten, none = Tally((10, 0, 0, 0)), Tally((0, 0, 0, 10))
    both = SubjectTally((ten + none,), ((ten,), (none,)))
    one, two = Measured("100001", "", 20, both), Measured("100002", "", 20, both)
    found = filled(wide, one, two, how={FIGURE: "sum_votes"}).ballots[FIGURE]
    assert found.by_class == (ten + ten, none + none)
    assert filled(wide, one, two, how={FIGURE: "mean"}).given == {FIGURE: 25}
    assert len(texts(wide, filled(wide, one))) == 13
    small = SubjectTally((ten + none,), ((Tally((7, 0, 0, 0)),), (none,)))
    assert texts(wide, filled(wide, Measured("100001", "", 20, small))) == {}
    whole_only = Measured("100001", "", 20, SubjectTally((ten + none,)))
    assert filled(wide, whole_only).ballots == {}
    assert filled(wide, one, whole_only, how={FIGURE: "mean"}).given == {}
    assert filled(replace(LIJUN, classes=classes), points("1", 90, "下级测评")).given == {}


@pytest.mark.parametrize(
    ("scheme", "item", "errors"),
    [
        (LIJUN, "同级互评", []),
        (LIJUN, "", []),
        (LIJUN, "月考", [NotOneOf]),
        (VILLAGE, "群众满意度", [UnknownKey]),
    ],
)
def test_a_plan_may_name_only_what_a_ballot_fills(
    scheme: Scheme, item: str, errors: list[type[Exception]]
) -> None:
    plan = MeetingPlan(
        title="测评会",
        scheme=scheme.id,
        custody=Custody.SERVER,
        eligible=12,
        subjects=(SubjectPlan("甲某"),),
        item=item,
    )
    faults = check(plan, scheme)
    assert [type(fault.error) for fault in faults] == errors
    assert {fault.key for fault in faults} <= {"item"}


def test_where_votes_count_is_told_of_the_item_and_of_what_it_is_a_part_of() -> None:
    def voted(scheme: Scheme, *there: Measured, how: Mapping[str, str] = NOBODY) -> set[str]:
        return set(measured_person.items_of_votes(scheme, there, how))

    assert voted(BRANCH, points("100001", 90, BODIES[0])) == {WHOLE, BODIES[0]}
    assert voted(BRANCH) == set()
    assert voted(LIJUN, points("100001", 90, "下级测评")) == {"下级测评"}
    assert voted(LIJUN, points("100001", 90)) == set()
    assert voted(LIJUN, points("100001", 90), how={"同级互评": "100001"}) == {"同级互评"}
