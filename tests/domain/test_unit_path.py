"""Units below units: the path up, all below, the tree drawn."""

from ballot.domain import unit_path

COUNTY, TOWN, VILLAGE, OLDER = 5, 7, 9, 2
PARENTS = {COUNTY: None, TOWN: COUNTY, VILLAGE: TOWN, OLDER: TOWN, 6: COUNTY}
"""A village that is older than its town: it was moved."""


def test_a_path_leads_from_the_highest_to_the_unit() -> None:
    assert unit_path.up(PARENTS, OLDER) == (COUNTY, TOWN, OLDER)
    assert unit_path.up(PARENTS, COUNTY) == (COUNTY,)
    assert unit_path.up(PARENTS, 99) == (99,)


def test_all_below_are_found_whatever_was_made_first() -> None:
    assert unit_path.below(PARENTS, (TOWN,)) == (OLDER, TOWN, VILLAGE)
    assert unit_path.below(PARENTS, (VILLAGE, 6)) == (6, VILLAGE)
    assert unit_path.below(PARENTS, ()) == ()


def test_a_tree_is_drawn_from_the_top_the_older_first() -> None:
    assert unit_path.drawn(PARENTS) == [(5, 0), (6, 1), (7, 1), (2, 2), (9, 2)]


def test_who_sees_a_part_sees_it_from_the_left() -> None:
    part = {TOWN: COUNTY, VILLAGE: TOWN, 6: COUNTY}
    assert unit_path.drawn(part) == [(6, 0), (TOWN, 0), (VILLAGE, 1)]
