"""名额: used and left of each grade in each group, as the review stands."""

from makers.score_rows import VILLAGE, a_row

from ballot import schemes
from ballot.domain.review import places_left, steps
from ballot.domain.review.places_left import Places
from ballot.domain.review.steps import Kind, ReviewLine
from ballot.domain.scoring import score


def test_each_group_has_its_own_places_and_a_hand_uses_them() -> None:
    rows = [a_row(f"甲{place}", 办实事奖分=90 - place) for place in range(7)]
    rows += [a_row(f"乙{place}", 单位类别="镇街", 办实事奖分=90 - place) for place in range(3)]
    rows += [a_row("丙", 单位类别="镇街", 很满意=0, 满意=0, 基本满意=0, 不满意=0)]
    found = score.score(VILLAGE, rows).ranking
    by_hand = ReviewLine(kind=Kind.CHANGED, person=7, after="优秀", reason="议")
    ranking = steps.settled(found, range(11), [by_hand], is_decided=False)
    there = places_left.of_groups(VILLAGE, ranking)
    assert [name for group in there for name in group[:1]] == ["市直", "镇街"]
    city, township = there.values()
    assert (city.people, city.due, township.people, township.due) == (7, 7, 4, 3)
    assert city.name == "市直/脱产/正股级"
    assert city.places[:3] == (Places("优秀", 2, 2), Places("良好", 2, 2), Places("称职", None, 3))
    assert [each.left for each in city.places] == [0, 0, 0, 0, 0]
    assert township.places[:2] == (Places("优秀", 0, 1), Places("良好", 0, 0))
    assert township.places[0].left == -1


def test_where_a_policy_has_no_groups_all_are_one() -> None:
    points = dict.fromkeys(("月考", "下级测评", "同级互评", "上级考评"), "90")
    found = score.score(schemes.find("lijun"), [{"姓名": name} | points for name in "甲乙"]).ranking
    (only,) = places_left.of_groups(schemes.find("lijun"), found).values()
    assert (only.group, only.name, only.people) == ((), "全体", 2)
    assert only.places[0].most == 3
