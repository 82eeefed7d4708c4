"""The borders of a review: when it needs a ranking, what keeps a hand out, how many places."""

from makers.score_rows import VILLAGE, a_row

from ballot import schemes
from ballot.domain.review import steps
from ballot.domain.review.steps import Kind, ReviewLine
from ballot.domain.scheme.consequences import Step
from ballot.domain.scoring import score
from ballot.domain.scoring.ranking import Ranking

LIJUN = schemes.find("lijun")
POINTS = ("月考", "下级测评", "同级互评", "上级考评")


def county(*totals: str) -> Ranking:
    rows = [
        {"姓名": str(place), **dict.fromkeys(POINTS, total)}
        for place, total in enumerate(totals, start=1)
    ]
    return score.score(LIJUN, rows).ranking


def changed(person: int, after: str) -> ReviewLine:
    return ReviewLine(kind=Kind.CHANGED, person=person, after=after, reason="议")


def test_the_ranking_step_itself_needs_a_ranking_and_the_one_before_it_does_not() -> None:
    chain = (Step("自查", "本人"), Step("排名", "考评组", ranks=True), Step("审批", "市委"))
    done = [ReviewLine(kind=Kind.PASSED, step="自查")]
    assert not steps.stand(chain, [], None).rests_on_ranking
    assert steps.stand(chain, done, None).rests_on_ranking


def test_a_place_that_a_change_left_free_is_given_without_a_further_reason() -> None:
    found = county("95", "94", "93", "92", "91")
    freed = steps.settled(found, range(5), [changed(0, "称职")], is_decided=False)
    assert [one.grade for one in freed.placed[:3]] == ["称职", "优秀", "优秀"]
    steps.require_change(LIJUN, freed, 3, "优秀", "议", "")


def test_the_grade_that_the_ballot_gave_is_barred_to_nobody() -> None:
    row = a_row("1") | {"不满意": "1", "基本满意": "29", "很满意": "1", "满意": "0"}
    one = score.score(VILLAGE, [row]).ranking.placed[0]
    assert one.grade == "基本称职"
    assert steps.barred(VILLAGE, one, one.grade) == ""
    assert steps.barred(VILLAGE, one, "不称职") == ""
    assert steps.barred(VILLAGE, one, "称职") != ""


def test_room_is_what_quota_cap_and_places_leave() -> None:
    rows = [a_row(str(place)) for place in range(7)]
    found = score.score(VILLAGE, rows).ranking
    one = found.placed[0]
    room = [steps.room(VILLAGE, found, one, name) for name in ("优秀", "良好", "称职")]
    assert room == [2, 2, None]
    three = county("95", "94", "93", "92", "91")
    assert steps.room(LIJUN, three, three.placed[0], "优秀") == 3
    capped = schemes.find("gongwei")
    assert [cap.grade for cap in capped.placing.caps] == ["优秀"]
    ten = [
        {"姓名": str(place), "半年等次": "良好", "年度等次": "良好", "应参加人数": "9", "优秀": "9"}
        | dict.fromkeys(("称职", "基本称职", "不称职", "弃权", "无效"), "0")
        | {"一票否决": ""}
        for place in range(10)
    ]
    graded = score.score(capped, ten).ranking
    assert steps.room(capped, graded, graded.placed[0], "优秀") == 2
    assert steps.room(capped, graded, graded.placed[0], "不称职") is None
