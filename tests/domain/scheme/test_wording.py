"""Villages and communities of one assessment: other words and other voters, the same points and
places (J14)."""

from dataclasses import replace

import pytest
from makers.score_rows import VILLAGE, a_row, with_options

from ballot import schemes
from ballot.domain.scheme import wording
from ballot.domain.scheme.scheme import Scheme, Wording
from ballot.domain.scheme.sheet_rules import Rule, SheetLine
from ballot.domain.scoring import score

COMMUNITY = schemes.find("jiaozhou-community")
ROAD = "香港路社区"


def lines(scheme: Scheme) -> dict[str, SheetLine]:
    return {line.no: line for section in scheme.sections for line in section.lines}


def rules(scheme: Scheme) -> dict[str, Rule]:
    return {rule.no: rule for line in lines(scheme).values() for rule in line.rules}


@pytest.mark.parametrize("village", ["大布村", "", "社区大布村", "香港路社区东村"])
def test_a_village_reads_as_the_policy_is_written(village: str) -> None:
    assert wording.of(VILLAGE, village) is None
    assert wording.worded(VILLAGE, village) is VILLAGE


def test_a_community_reads_as_the_policy_of_communities_alone_does() -> None:
    found = wording.worded(VILLAGE, ROAD)
    assert found.sections == COMMUNITY.sections != VILLAGE.sections
    assert found.categories == COMMUNITY.categories != VILLAGE.categories
    assert found.aftermath.checklist == COMMUNITY.aftermath.checklist
    for name in ("voters", "checklist"):
        assert found.clauses[name] == COMMUNITY.clauses[name] != VILLAGE.clauses[name]
    assert found.placing == VILLAGE.placing
    assert found.sha256 == VILLAGE.sha256


def test_only_words_differ_never_points() -> None:
    found = wording.worded(VILLAGE, ROAD)
    assert lines(found)["(三)4"].text == "帮助社区建立种植或养殖示范基地"
    assert rules(found)["(一)1①b"].text == "社区班子存在严重矛盾未及时化解视情扣1-5分"
    assert rules(found)["(一)1①a"] == rules(VILLAGE)["(一)1①a"]
    for no, line in lines(VILLAGE).items():
        other = lines(found)[no]
        assert (other.base, other.clause) == (line.base, line.clause)
    assert {no: rule.points for no, rule in rules(found).items()} == {
        no: rule.points for no, rule in rules(VILLAGE).items()
    }


def test_what_a_wording_leaves_empty_reads_as_it_is_written() -> None:
    bare = Wording("社区", ("社区",), (), (), {}, {}, {"voters": "", "checklist": ""})
    scheme = replace(VILLAGE, wordings=(bare,))
    assert wording.worded(scheme, ROAD) == scheme


def test_goals_are_parted_at_their_colon_of_either_width() -> None:
    wide, narrow, bare = "健全组织网络：网格", "抓好制度落实:四会一课:记录", "办实事"
    of = replace(VILLAGE, aftermath=replace(VILLAGE.aftermath, checklist=(wide, narrow, bare)))
    assert wording.goals(of) == (
        ("健全组织网络", "网格"),
        ("抓好制度落实", "四会一课:记录"),
        ("办实事", ""),
    )


def test_who_votes_follows_the_villages_of_the_subjects() -> None:
    assert wording.categories(VILLAGE, []) == VILLAGE.categories
    assert wording.categories(VILLAGE, ["大布村"]) == VILLAGE.categories
    assert wording.categories(VILLAGE, [ROAD, "福州路社区"]) == COMMUNITY.categories
    both = wording.categories(VILLAGE, ["大布村", ROAD])
    assert both == (*VILLAGE.categories, "社区“两委”成员", "居民代表")


def test_both_are_ranked_together_and_share_the_places() -> None:
    people = [("大布村", "70"), (ROAD, "60"), ("小布村", "50"), ("福州路社区", "40")]
    rows = [
        a_row(name, 办实事奖分=points) | {"村(社区)": village}
        for name, (village, points) in zip("甲乙丙丁", people, strict=True)
    ]
    found = [(one.rank, one.grade) for one in score.score(VILLAGE, rows).ranking.placed]
    assert found == [(1, "优秀"), (2, "良好"), (3, "称职"), (4, "称职")]
    apart = [score.score(VILLAGE, rows[at::2]).ranking.placed for at in (0, 1)]
    assert [[one.grade for one in each] for each in apart] == [["称职"] * 2] * 2, "two have none"


def test_a_scheme_without_wordings_is_left_alone() -> None:
    other = with_options(placing__rounding="ceil")
    assert wording.worded(COMMUNITY, ROAD) is COMMUNITY
    assert wording.worded(other, "大布村") is other
