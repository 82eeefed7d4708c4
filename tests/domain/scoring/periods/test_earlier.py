"""以前等次 beside what the assessments before say: both are told where they differ."""

from ballot.domain.scoring.periods import earlier

GRADES = {"优秀", "合格"}


def told(said: str, linked: str) -> list[tuple[int, str, str]]:
    return list(earlier.contradictions(said.split(), linked.split("、"), GRADES))


def test_each_period_is_held_against_its_own() -> None:
    assert told("优秀 合格", "优秀、优秀") == [(1, "合格", "优秀")]
    assert told("优秀 合格", "合格、合格") == [(0, "优秀", "合格")]
    assert told("优秀 合格", "优秀、合格") == []


def test_where_one_side_says_nothing_nothing_is_contradicted() -> None:
    assert told("优秀", "") == []
    assert told("优秀", "待测评、合格") == []
    assert told("", "优秀") == []
    assert told("优秀 合格", "优秀") == []
