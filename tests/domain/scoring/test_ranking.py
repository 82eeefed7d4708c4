"""排名定档 of 胶州 第十九条(四), with every border that docs/rules.md names."""

import gc
from dataclasses import replace
from fractions import Fraction

import pytest
from makers.score_rows import VILLAGE, a_row, with_options

from ballot import schemes
from ballot.domain.errors import CapExceeded, Missing, NotOneOf
from ballot.domain.scheme.grade_rules import Rounding, whole_share
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scheme.why import Why
from ballot.domain.scoring import ranking, score
from ballot.domain.scoring.person import BallotCount, Person
from ballot.domain.tally import Tally

NAMES = "甲乙丙丁戊己庚辛壬癸"


def seven(**of_the_first: object) -> list[dict[str, str]]:
    """Seven people of falling points; ``of_the_first`` changes the first of them."""
    return group(7, **of_the_first)


def group(size: int, **of_the_first: object) -> list[dict[str, str]]:
    """A group of people of falling points."""
    rows = [a_row(NAMES[place], 办实事奖分=200 - 10 * place) for place in range(size)]
    rows[0] |= {name: str(cell) for name, cell in of_the_first.items()}
    return rows


def grades(rows: list[dict[str, str]], scheme: Scheme = VILLAGE) -> dict[str, str]:
    """姓名 → 等次."""
    return {row["姓名"]: row["等次"] for row in score.score(scheme, rows).rows}


def ranks(rows: list[dict[str, str]], scheme: Scheme = VILLAGE) -> dict[str, str]:
    """姓名 → 组内位次."""
    return {row["姓名"]: row["组内位次"] for row in score.score(scheme, rows).rows}


OF_ONE = {"群众满意度": BallotCount(1, Tally((1, 0, 0, 0)))}
SECTIONS = [section.name for section in VILLAGE.sections]


def test_of_seven_two_are_excellent_two_good_three_competent() -> None:
    assert list(grades(seven()).values()) == ["优秀"] * 2 + ["良好"] * 2 + ["称职"] * 3


def test_a_barred_first_moves_the_next_up_and_is_good_himself() -> None:
    found = grades(seven(晋位升级加减分=-10, 党组织降位="是"))
    assert list(found.values()) == ["良好", "优秀", "优秀", "良好", "称职", "称职", "称职"]


def test_who_moved_up_is_told_so() -> None:
    scored = score.score(VILLAGE, seven(晋位升级加减分=-10, 党组织降位="是"))
    moved = [
        one.person.name
        for one in scored.ranking.placed
        if any(reason.kind is Why.MOVED_UP for reason in one.reasons)
    ]
    assert moved == ["丙"]


def test_the_place_of_a_barred_person_may_lapse_instead() -> None:
    rows = seven(晋位升级加减分=-10, 党组织降位="是")
    found = grades(rows, with_options(placing__barred="lapse"))
    assert list(found.values()) == ["良好", "优秀", "良好", "称职", "称职", "称职", "称职"]


def test_whom_a_bar_leaves_to_people_no_rule_grades() -> None:
    rows = seven(晋位升级加减分=-10, 党组织降位="是")
    bars = [replace(bar, by_hand=True) for bar in VILLAGE.placing.bars]
    scheme = replace(VILLAGE, placing=replace(VILLAGE.placing, bars=tuple(bars)))
    found = grades(rows, scheme)
    assert list(found.values()) == ["待定", "优秀", "优秀", "良好", "良好", "称职", "称职"]


def test_a_vetoed_first_takes_no_place_but_counts_in_the_base() -> None:
    found = grades(seven(直接不称职情形="群体性事件"))
    assert list(found.values()) == ["不称职", "优秀", "优秀", "良好", "良好", "称职", "称职"]
    assert ranks(seven(直接不称职情形="群体性事件"))["甲"] == "1"


def test_the_base_may_be_those_who_compete() -> None:
    rows = group(10, 直接不称职情形="群体性事件")
    rows[1]["直接不称职情形"] = "群体性事件"
    competing = with_options(placing__base="competing")
    assert list(grades(rows).values()).count("优秀") == 3
    assert list(grades(rows, competing).values()).count("优秀") == 2


def test_a_veto_goes_before_the_ballot_and_the_ballot_before_the_quota() -> None:
    rows = seven(应参加人数=46, 很满意=0, 满意=0, 基本满意=0, 不满意=46, 直接不称职情形="x")
    scored = score.score(VILLAGE, rows)
    assert [reason.kind for reason in scored.ranking.placed[0].reasons] == [Why.VETO]
    rows[0]["直接不称职情形"] = ""
    assert [one.kind for one in score.score(VILLAGE, rows).ranking.placed[0].reasons] == [
        Why.BALLOT_OPTION
    ]


def test_a_veto_holds_for_a_person_without_a_measurement() -> None:
    rows = [a_row("甲", 很满意=0, 满意=0, 直接不称职情形="群体性事件")]
    row = score.score(VILLAGE, rows).rows[0]
    assert (row["等次"], row["考核总分"], row["组内位次"]) == ("不称职", "", "")


def test_somebody_waiting_makes_the_ranking_provisional_and_is_not_in_the_base() -> None:
    rows = group(4, 很满意=0)
    scored = score.score(VILLAGE, rows)
    assert scored.provisional
    assert scored.rows[0]["等次"] == "待测评"
    assert scored.rows[0]["群众满意度"] == scored.rows[0]["考核总分"] == ""
    assert "收回11票，法定须收回31票" in scored.rows[0]["说明"]
    assert [row["等次"] for row in scored.rows[1:]] == ["称职"] * 3  # 30 % of 3 is nobody


def test_too_few_for_a_place_is_pointed_out() -> None:
    doubts = score.score(VILLAGE, group(3)).doubts
    assert [(doubt.kind, doubt.values) for doubt in doubts] == [
        ("no_places", ("优秀", "3")),
        ("no_places", ("良好", "3")),
    ]


@pytest.mark.parametrize("size", range(1, 11))
@pytest.mark.parametrize(
    ("rounding", "counts"),
    [
        ("floor", (0, 0, 0, 1, 1, 1, 2, 2, 2, 3)),
        ("half_up", (0, 1, 1, 1, 2, 2, 2, 2, 3, 3)),
        ("ceil", (1, 1, 1, 2, 2, 2, 3, 3, 3, 3)),
        ("min_one", (1, 1, 1, 1, 1, 1, 2, 2, 2, 3)),
    ],
)
def test_thirty_percent_of_every_small_group(
    size: int, rounding: str, counts: tuple[int, ...]
) -> None:
    scheme = with_options(placing__rounding=rounding)
    found = list(grades(group(size), scheme).values())
    assert found.count("优秀") == counts[size - 1]
    assert found.count("良好") == min(counts[size - 1], size - counts[size - 1])


def test_no_places_of_nobody() -> None:
    assert whole_share(VILLAGE.placing.grades[0].share, 0, Rounding.MIN_ONE) == 0


def tied_across_the_border() -> list[dict[str, str]]:
    """Seven people, the second and third equal in everything."""
    rows = seven()
    rows[2]["办实事奖分"] = rows[1]["办实事奖分"]
    return rows


def test_a_tie_across_the_border_stays_below_it_and_nobody_passes_it() -> None:
    rows = tied_across_the_border()
    assert list(ranks(rows).values()) == ["1", "2", "2", "4", "5", "6", "7"]
    assert list(grades(rows).values()) == ["优秀", "良好", "良好", "称职", "称职", "称职", "称职"]
    assert "2人并列第2名，优秀名额只余1人" in score.score(VILLAGE, rows).rows[1]["说明"]


def test_a_tie_across_the_border_may_be_taken_in_whole() -> None:
    found = grades(tied_across_the_border(), with_options(placing__tie_at_border="include"))
    assert list(found.values()) == ["优秀", "优秀", "优秀", "良好", "良好", "称职", "称职"]


def test_a_tie_across_the_border_may_be_left_to_people() -> None:
    found = grades(tied_across_the_border(), with_options(placing__tie_at_border="manual"))
    assert list(found.values()) == ["优秀", "待定", "待定", "良好", "良好", "称职", "称职"]


def test_a_barred_person_is_taken_out_of_a_tie_before_it_is_measured() -> None:
    rows = tied_across_the_border()
    rows[2] |= {"晋位升级加减分": "-10", "党组织降位": "是", "办实事奖分": "200"}
    rows[1]["办实事奖分"] = "190"
    found = grades(rows)
    assert ranks(rows)["乙"] == ranks(rows)["丙"] == "2"
    assert (found["乙"], found["丙"], found["丁"]) == ("优秀", "良好", "良好")


def test_equal_totals_are_ordered_by_satisfaction_then_by_very_satisfied() -> None:
    rows = [
        a_row("甲", 很满意=27, 满意=0),
        a_row("乙", 很满意=28, 满意=0, 基本满意=2, 基本工作目标得分=60, 办实事奖分=0),
        a_row("丙", 很满意=20, 满意=7),
    ]
    assert ranks(rows) == {"甲": "2", "乙": "1", "丙": "3"}


def test_what_is_ranked_is_exact_and_not_what_is_shown() -> None:
    rows = [a_row("甲", 办实事奖分="0.001"), a_row("乙", 办实事奖分="0.002")]
    scored = score.score(VILLAGE, rows)
    assert [row["考核总分"] for row in scored.rows] == ["87.10", "87.10"]
    assert ranks(rows) == {"甲": "2", "乙": "1"}


def test_groups_are_ranked_apart() -> None:
    rows = seven()
    rows[0]["派驻方式"] = "非脱产"
    scored = score.score(VILLAGE, rows)
    assert scored.rows[0]["组别"] == "市直/非脱产/正股级"
    assert (scored.rows[0]["组内位次"], scored.rows[1]["组内位次"]) == ("1", "1")


def test_base_only_takes_the_bonus_out_of_the_sum_under_eighty() -> None:
    rows = seven(基本工作目标奖分=30, 制度纪律奖分=0)
    for row in rows[1:]:
        row |= {"基本工作目标奖分": "0", "制度纪律奖分": "0"}
    found = grades(rows, with_options(awards="base_only"))
    assert (found["甲"], grades(rows)["甲"]) == ("良好", "优秀")


def test_the_grade_of_the_ballot_may_be_entered_by_hand() -> None:
    by_hand = with_options(by_ballot__mode="manual")
    rows = [row | {"测评等次": ""} for row in seven()]
    rows[0]["测评等次"] = "基本称职"
    assert grades(rows, by_hand)["甲"] == "基本称职"
    assert grades(rows, by_hand)["乙"] == "优秀"


def test_a_change_by_hand_keeps_both_values_and_the_reason() -> None:
    scored = score.score(VILLAGE, seven())
    once = ranking.change(VILLAGE, scored.ranking, 4, "良好", "部长办公会审核")
    twice = ranking.change(VILLAGE, once, 4, "优秀", "市委审批")
    assert (twice.placed[4].proposed, twice.placed[4].grade) == ("称职", "优秀")
    assert "由称职改为良好：部长办公会审核" in twice.placed[4].why
    assert scored.ranking.placed[4].grade == "称职"


def test_a_change_by_hand_needs_a_grade_of_the_scheme_and_a_reason() -> None:
    scored = score.score(VILLAGE, seven())
    with pytest.raises(NotOneOf):
        ranking.change(VILLAGE, scored.ranking, 0, "特优", "理由")
    with pytest.raises(Missing):
        ranking.change(VILLAGE, scored.ranking, 0, "称职", " ")


def capped(*, hard: bool) -> Scheme:
    """胶州 with a cap of 30 % on 优秀."""
    lines = (
        '\n[[caps]]\ngrade = "优秀"\nshare = "30%"\nrounding = "floor"\n'
        f"hard = {str(hard).lower()}\n"
    )
    return schemes.read(VILLAGE.text + lines, "capped")


def test_a_hard_cap_refuses_one_more_and_a_soft_one_lets_it_pass_with_its_reason() -> None:
    hard, soft = capped(hard=True), capped(hard=False)
    scored = score.score(hard, seven())
    with pytest.raises(CapExceeded) as refused:
        ranking.change(hard, scored.ranking, 4, "优秀", "理由")
    assert (refused.value.given, refused.value.limit) == (3, 2)
    assert ranking.change(hard, scored.ranking, 0, "优秀", "理由").placed[0].grade == "优秀"
    assert ranking.change(hard, scored.ranking, 0, "称职", "理由").placed[0].grade == "称职"
    assert ranking.change(soft, scored.ranking, 4, "优秀", "理由").placed[4].grade == "优秀"


def test_more_than_a_cap_is_pointed_out() -> None:
    rows = tied_across_the_border()
    scheme = capped(hard=False)
    include = schemes.read(scheme.text, "capped", {"placing.tie_at_border": "include"})
    doubts = score.score(include, rows).doubts
    assert [(doubt.kind, doubt.values) for doubt in doubts] == [("over_cap", ("优秀", "3"))]
    assert score.score(scheme, seven()).doubts == (), "as many as the cap allows are in order"


def test_first_and_last_of_a_small_group_are_pointed_out_each_by_name() -> None:
    lijun = schemes.find("lijun")
    points = ("月考", "下级测评", "同级互评", "上级考评")
    rows = [
        {"姓名": name, **dict.fromkeys(points, at)} for name, at in (("甲", "80"), ("乙", "79"))
    ]
    doubts = score.score(lijun, rows).doubts
    assert [(doubt.kind, doubt.values) for doubt in doubts] == [("overlap", ("乙",))]


@pytest.mark.parametrize("searching", [True, False])
def test_the_search_for_garbage_rests_only_while_ranking(searching: bool) -> None:
    was = gc.isenabled()
    try:
        (gc.enable if searching else gc.disable)()
        score.score(VILLAGE, seven())
        assert gc.isenabled() is searching
    finally:
        (gc.enable if was else gc.disable)()


def test_a_ranking_of_people_who_are_all_measured_is_final() -> None:
    assert not score.score(VILLAGE, seven()).ranking.provisional


def test_who_is_alone_is_not_the_last_and_of_two_the_second_is() -> None:
    def last(size: int) -> list[bool]:
        return [one.is_last for one in score.score(VILLAGE, group(size)).ranking.placed]

    assert (last(1), last(2), last(3)) == ([False], [False, True], [False, False, True])


def test_a_total_whose_parts_are_not_known_has_no_rank() -> None:
    whole = Person(name="甲", whole={"组织工作目标考评得分": Fraction(112)}, ballots=OF_ONE)
    parts = Person(name="乙", sections=dict.fromkeys(SECTIONS, Fraction(20)), ballots=OF_ONE)
    placed = ranking.rank(VILLAGE, [whole, parts]).placed
    assert placed[0].figures.total == 112
    assert [(one.rank, one.grade == ranking.WAITING) for one in placed] == [
        (None, True),
        (1, False),
    ]


def test_a_change_by_hand_leaves_everybody_else_where_he_was() -> None:
    found = score.score(VILLAGE, seven()).ranking
    changed = ranking.change(VILLAGE, found, 2, "称职", "理由")
    assert [one.person.name for one in changed.placed] == list(NAMES[:7])
    assert [a == b for a, b in zip(found.placed, changed.placed, strict=True)] == [
        place != 2 for place in range(7)
    ]


def test_a_last_place_with_full_points_is_pointed_out() -> None:
    points = ("月考", "下级测评", "同级互评", "上级考评")
    rows = [{"姓名": f"某{at}", **dict.fromkeys(points, at)} for at in ("99", "98", "97", "90")]
    doubts = score.score(schemes.find("lijun"), rows).doubts
    assert [(doubt.kind, doubt.values) for doubt in doubts] == [("last_is_good", ("某90", "90"))]
