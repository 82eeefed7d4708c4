"""Laws that hold for every group, and an independent brute-force ranking to agree with."""

import time
from fractions import Fraction
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from makers.score_rows import VILLAGE, a_row

from ballot.domain.scoring import people_rows, ranking, score
from ballot.domain.scoring.person import Person

Row = dict[str, str]


@st.composite
def groups(draw: st.DrawFn) -> list[Row]:
    """A group of one to nine people whose figures collide often."""
    size = draw(st.integers(1, 9))
    return [_person(draw, place) for place in range(size)]


def _person(draw: st.DrawFn, place: int) -> Row:
    very, quite, hardly, no = (draw(st.integers(0, top)) for top in (3, 3, 1, 1))
    down = draw(st.integers(0, 5)) == 0
    return a_row(
        f"人{place}",
        应参加人数=6,
        很满意=min(very, 6),
        满意=min(quite, 6 - very),
        基本满意=min(hardly, 6 - very - min(quite, 6 - very)),
        不满意=0 if very + quite + hardly >= 6 else no,
        办实事奖分=draw(st.sampled_from([0, 0, 10, 20])),
        工作制度和纪律得分=draw(st.sampled_from([40, 40, 19])),
        晋位升级加减分=-10 if down else 0,
        党组织降位="是" if down else "否",
        直接不称职情形=draw(st.sampled_from(["", "", "", "", "", "群体性事件"])),
    )


def reference(rows: list[Row]) -> dict[str, tuple[int | None, str]]:
    """第十九条(四) written a second time, slowly and from the text: name → (rank, grade)."""
    people = [_facts(row) for row in rows]
    found: dict[str, tuple[int | None, str]] = {}
    ranked = [one for one in people if one["key"] is not None]
    for one in people:
        rank = None
        if one["key"] is not None:
            rank = 1 + sum(1 for other in ranked if other["key"] > one["key"])
        found[one["name"]] = (rank, one["grade"] or "")
    base = sum(1 for one in people if one["grade"] != "待测评")
    for grade in ("优秀", "良好"):
        left = base * 3 // 10
        open_ones = [one for one in ranked if not found[one["name"]][1]]
        for key in sorted({one["key"] for one in open_ones}, reverse=True):
            tied = [one for one in open_ones if one["key"] == key]
            if grade == "优秀":
                tied = [one for one in tied if not one["barred"]]
            if len(tied) > left:
                break
            left -= len(tied)
            for one in tied:
                found[one["name"]] = (found[one["name"]][0], grade)
    return {name: (rank, grade or "称职") for name, (rank, grade) in found.items()}


def _facts(row: Row) -> dict[str, object]:
    counts = [int(row[name]) for name in ("很满意", "满意", "基本满意", "不满意")]
    returned, eligible = sum(counts), int(row["应参加人数"])
    sections = [
        Fraction(row[name])
        for name in ("基本工作目标得分", "工作制度和纪律得分", "办实事奖分", "晋位升级加减分")
    ]
    key, grade = None, None
    if 3 * returned >= 2 * eligible:
        share = Fraction(counts[0] + counts[1], returned)
        key = (
            max(sum(sections), Fraction(0)) * share,
            share,
            Fraction(counts[0], returned),
            sections[0],
        )
        if 3 * counts[3] > returned:
            grade = "不称职"
        elif 3 * (counts[0] + counts[1]) < 2 * returned:
            grade = "基本称职"
    if row["直接不称职情形"]:
        grade = "不称职"
    elif key is None:
        grade = "待测评"
    barred = sections[0] + sections[1] < 80 or row["党组织降位"] == "是"
    return {"name": row["姓名"], "key": key, "grade": grade, "barred": barred}


def outcome(rows: list[Row]) -> dict[str, tuple[int | None, str]]:
    """What the program says: name → (rank, grade)."""
    scored = score.score(VILLAGE, rows)
    return {one.person.name: (one.rank, one.grade) for one in scored.ranking.placed}


@settings(max_examples=400, deadline=None)
@given(groups())
def test_it_agrees_with_the_text_written_a_second_time(rows: list[Row]) -> None:
    assert outcome(rows) == reference(rows)


@settings(max_examples=100, deadline=None)
@given(groups(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(rows: list[Row], random: Random) -> None:
    before = outcome(rows)
    random.shuffle(rows)
    assert outcome(rows) == before


@settings(max_examples=100, deadline=None)
@given(groups())
def test_other_names_change_nothing(rows: list[Row]) -> None:
    renamed = [row | {"姓名": f"新{len(rows) - place}"} for place, row in enumerate(rows)]
    assert list(outcome(renamed).values()) == list(outcome(rows).values())


@settings(max_examples=100, deadline=None)
@given(groups())
def test_a_quota_under_floor_is_never_passed(rows: list[Row]) -> None:
    grades = [grade for _, grade in outcome(rows).values()]
    due = sum(1 for grade in grades if grade != "待测评")
    assert 10 * grades.count("优秀") <= 3 * due
    assert 10 * grades.count("良好") <= 3 * due


@settings(max_examples=100, deadline=None)
@given(groups(), st.integers(0, 8))
def test_one_more_satisfied_never_lowers_ones_own_rank(rows: list[Row], place: int) -> None:
    row = rows[place % len(rows)]
    before = outcome(rows)[row["姓名"]][0]
    for worse in ("不满意", "基本满意"):
        if int(row[worse]):
            row |= {worse: str(int(row[worse]) - 1), "满意": str(int(row["满意"]) + 1)}
            after = outcome(rows)[row["姓名"]][0]
            assert before is None or (after is not None and after <= before)
            return


def test_ten_thousand_small_groups_agree_with_the_reference() -> None:
    random = Random(17)  # noqa: S311  a test needs the same people every time
    for _ in range(10_000 // len(GROUPS)):
        rows = []
        for number in range(len(GROUPS)):
            size = random.randrange(1, 6)
            rows += [_row(random, f"组{number}人{place}", number) for place in range(size)]
        by_group: dict[str, list[Row]] = {}
        for row in rows:
            key = row["单位类别"] + row["派驻方式"] + row["职务层次"]
            by_group.setdefault(key, []).append(row)
        expected = {
            name: found for each in by_group.values() for name, found in reference(each).items()
        }
        assert outcome(rows) == expected


GROUPS = [
    (kind, way, level)
    for kind in ("镇街", "市直")
    for way in ("脱产", "非脱产")
    for level in ("党政正职", "非党政正职领导干部", "正股级", "副股级及以下")
]


def _row(random: Random, name: str, number: int) -> Row:
    kind, way, level = GROUPS[number % len(GROUPS)]
    very = random.randrange(4)
    down = random.randrange(8) == 0
    return a_row(
        name,
        单位类别=kind,
        派驻方式=way,
        职务层次=level,
        应参加人数=8,
        很满意=very,
        满意=random.randrange(1, 8 - very),
        基本满意=0,
        不满意=random.randrange(2),
        办实事奖分=random.choice([0, 10, 20]),
        工作制度和纪律得分=random.choice([40, 40, 40, 19]),
        晋位升级加减分=-10 if down else 0,
        党组织降位="是" if down else "否",
        直接不称职情形="群体性事件" if random.randrange(15) == 0 else "",
    )


def test_the_time_of_a_ranking_grows_with_the_people_and_not_with_their_square() -> None:
    random = Random(5)  # noqa: S311  a test needs the same people every time
    rows = [_row(random, f"人{number}", number) for number in range(6_000)]
    people = people_rows.read(VILLAGE, rows)
    _seconds(people[:500])
    assert _seconds(people) < 40 * _seconds(people[:500])  # a square would be 144


def _seconds(people: tuple[Person, ...]) -> float:
    begun = time.process_time()
    assert all(one.why for one in ranking.rank(VILLAGE, people).placed)
    return time.process_time() - begun
