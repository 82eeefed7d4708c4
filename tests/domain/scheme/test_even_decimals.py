"""A column of figures has one number of decimals, and no figure changes its value."""

from ballot import schemes
from ballot.domain.scheme import even_decimals
from ballot.domain.scoring import score

LIJUN = schemes.find("lijun")


def column(name: str, *cells: str) -> list[str]:
    rows = [{name: cell, "姓名": "88"} for cell in cells]
    told = even_decimals.even(LIJUN, rows)
    assert [row["姓名"] for row in told] == ["88"] * len(cells), "a name is no figure"
    return [row[name] for row in told]


def test_whole_numbers_beside_others_get_their_decimals() -> None:
    assert column("月考", "88", "86.50", "", "-3.5") == ["88.00", "86.50", "", "-3.50"]
    assert column("旷工天数", "1", "0.5") == ["1.0", "0.5"]


def test_a_column_that_is_even_stays_as_it_came() -> None:
    assert column("月考", "88", "90") == ["88", "90"]
    assert column("月考", "86.50", "90.25") == ["86.50", "90.25"]
    assert column("说明", "88", "86.50") == ["88", "86.50"], "words are no figures"
    assert column("月考", "待测评", "86.5", "88") == ["待测评", "86.5", "88.0"]


def test_the_rows_of_a_ranking_are_those_with_one_number_of_decimals() -> None:
    rows = ({"月考": "88"}, {"月考": "86.50"})
    scored = score.Scored(("月考",), rows, False, (), None)
    assert score.even(LIJUN, scored).rows == ({"月考": "88.00"}, {"月考": "86.50"})
