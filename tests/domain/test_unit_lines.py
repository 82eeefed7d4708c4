"""A list of units as somebody pastes it."""

import pytest

from ballot.domain import unit_lines
from ballot.domain.errors import Missing, OutOfRange, Refused, WrongType


@pytest.mark.parametrize("between", ["/", ">", "\t", "\uff0f", "\uff1e", " / "])
def test_a_line_is_a_unit_and_may_name_the_one_above(between: str) -> None:
    text = f"\n 里岔镇 \r\n\n里岔镇{between}小高村\n"
    assert unit_lines.read(text) == [("里岔镇",), ("里岔镇", "小高村")]


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("里岔镇//小高村", Missing),
        ("/小高村", Missing),
        ("里岔镇/", Missing),
        ("里" * 61, OutOfRange),
        ("里岔\x07镇", WrongType),
    ],
)
def test_a_line_that_names_no_unit_is_told_by_its_row(line: str, error: type[Exception]) -> None:
    with pytest.raises(Refused) as refused:
        unit_lines.read(f"张家屯镇\n\n{line}")
    (fault,) = refused.value.faults
    assert (fault.key, fault.row, type(fault.error)) == ("title", 3, error)


def test_names_of_sixty_characters_and_a_thousand_lines_are_taken() -> None:
    lines = [f"{n:04}" + "里" * 56 for n in range(1000)]
    assert len(unit_lines.read("\n".join(lines))) == 1000


@pytest.mark.parametrize(("lines", "error"), [(0, Missing), (1001, OutOfRange)])
def test_nothing_and_too_much_are_refused(lines: int, error: type[Exception]) -> None:
    with pytest.raises(Refused) as refused:
        unit_lines.read("里岔镇\n" * lines)
    (fault,) = refused.value.faults
    assert (fault.key, fault.row, type(fault.error)) == ("title", None, error)
