"""已离岗: on the list, without rank, grade or place, and found again under his former name."""

from dataclasses import replace
from fractions import Fraction

import pytest

from ballot import schemes
from ballot.domain.review import publishing, steps, uses_of_result
from ballot.domain.scheme.grade_rules import LEFT, WAITING, due
from ballot.domain.scheme.why import Why
from ballot.domain.scoring import figures, groups_compared, lists
from ballot.domain.scoring.person import Person
from ballot.domain.scoring.ranking import Ranking, rank

PAID = schemes.find("lijun")
GRADED = schemes.find("jiaozhou-village")
DAY = "2026-06-30"
ITEMS = tuple(item.name for item in PAID.items)


def somebody(name: str, points: int, left: str = "", **more: str) -> Person:
    given = dict.fromkeys(ITEMS, Fraction(points))
    return Person(name=name, given=given, left=left, grounds=more)


def ranked(*people: Person) -> Ranking:
    return rank(PAID, people)


def test_who_left_takes_no_rank_and_the_next_one_has_it() -> None:
    first, second, last = ranked(
        somebody("甲", 95, DAY), somebody("乙", 90), somebody("丙", 80)
    ).placed
    assert (first.rank, first.grade, first.is_last) == (None, LEFT, False)
    assert first.figures.total == 95
    assert [reason.kind for reason in first.reasons] == [Why.LEFT]
    assert DAY in first.why
    assert (second.rank, last.rank, last.is_last) == (1, 2, True)


def test_nobody_waits_for_who_left() -> None:
    gone = Person(name="甲", left=DAY)
    found = ranked(gone, somebody("乙", 90))
    assert not found.provisional
    assert found.placed[0].grade == LEFT
    assert ranked(Person(name="甲"), somebody("乙", 90)).provisional
    assert figures.unmeasured(GRADED, [gone, Person(name="乙")]) == (Person(name="乙"),)


def test_no_share_is_taken_of_who_left() -> None:
    assert due([LEFT, WAITING, "优秀", "不称职"]) == 2


def test_a_veto_stands_for_who_left_too() -> None:
    veto = GRADED.placing.vetoes[0]
    one = rank(GRADED, [Person(name="甲", left=DAY, grounds={veto.column: "集体访"})]).placed[0]
    assert (one.grade, one.rank) == (veto.grade, None)


def test_who_left_gets_nothing_of_the_result() -> None:
    found = ranked(somebody("甲", 95, DAY), somebody("乙", 90))
    assert uses_of_result.of(PAID, found)[0] == ()
    assert lists.of(PAID, found)[0] == ()
    (group,) = groups_compared.of(found.placed)
    assert (group.people, group.waiting, group.highest) == (2, 0, 90)


def test_no_hand_changes_the_grade_of_who_left() -> None:
    one = ranked(somebody("甲", 95, DAY)).placed[0]
    assert steps.fixed(one) == LEFT
    (settled,) = steps.settled(Ranking((one,), ()), [1], (), is_decided=False).placed
    assert settled.decided == LEFT


@pytest.mark.parametrize("graded", [True, False])
def test_who_left_stands_on_no_notice(graded: bool) -> None:
    scheme = GRADED if graded else replace(PAID, placing=replace(PAID.placing, grades=()))
    people = [Person(name="甲", left=DAY), Person(name="乙"), Person(name="丙")]
    rows = [{"姓名": each.name} for each in people]
    heading, *lines = publishing.lines(scheme, rank(scheme, people), rows)
    assert [line[heading.index("姓名")] for line in lines] == ["乙", "丙"]
    before = [heading, *lines, [{"姓名": "甲"}.get(name, LEFT) for name in heading]]
    for said in ([heading, *lines], before):
        assert publishing.stands(said, rank(scheme, people), rows), "as it hung before, it stands"
    assert not publishing.stands([heading, lines[0]], rank(scheme, people), rows)
    assert lines[0][heading.index("等次" if graded else "组内位次")] == (WAITING if graded else "")
