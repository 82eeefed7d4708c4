"""A table of a file read key by key: what is there, what is wrong, and under which key."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from ballot.domain.errors import (
    BallotError,
    Missing,
    NotOneOf,
    OutOfRange,
    UnknownKey,
    WrongType,
)
from ballot.domain.table import Table, as_number, as_text

WORDS = ("甲", "乙")


def table(path: str = "", **data: Any) -> Table:
    return Table(data, "x.toml", path)


def told(read: Table) -> list[tuple[str | None, BallotError]]:
    """(key, error) of every fault, each in the file that was read."""
    assert {fault.file for fault in read.faults} <= {"x.toml"}
    return [(fault.key, fault.error) for fault in read.faults]


def one(read: Table, key: str, error: BallotError) -> None:
    """One fault, of this key, with these values."""
    ((found, fault),) = told(read)
    assert (found, repr(fault)) == (key, repr(error))


@pytest.mark.parametrize(
    "value", [Decimal("1E+999999999"), Decimal("1E-999999999"), "1e999999999", "9" * 5_000]
)
def test_a_number_of_endless_digits_is_none(value: Decimal | str) -> None:
    assert as_number(value) is None


@pytest.mark.parametrize(
    ("value", "exact"),
    [
        (7, Fraction(7)),
        (Decimal("0.50"), Fraction(1, 2)),
        ("2/3", Fraction(2, 3)),
        ("30%", Fraction(3, 10)),
        (" 30 % ", Fraction(3, 10)),
        ("1" * 40, Fraction("1" * 40)),
        (Decimal("1E+40"), Fraction(10**40)),
        (Decimal("1E-40"), Fraction(1, 10**40)),
    ],
)
def test_a_number_that_a_policy_means_is_exact(value: Decimal | str, exact: Fraction) -> None:
    assert as_number(value) == exact


@pytest.mark.parametrize(
    "value",
    [
        True,
        False,
        None,
        [],
        "",
        "好",
        "1/0",
        "1E2",
        "1_0",
        "2/３",
        "1" * 41,
        Decimal("1E+41"),
        Decimal("NaN"),
    ],
)
def test_what_is_no_number_is_none(value: object) -> None:
    assert as_number(value) is None


def test_a_value_is_told_as_it_reads_in_the_file() -> None:
    assert [as_text(value) for value in (True, False, 5, "好")] == ["true", "false", "5", "好"]


def test_a_key_is_told_with_the_tables_around_it() -> None:
    assert (table().key("title"), table("rules").key("title")) == ("title", "rules.title")
    read = table("rules")
    read.complain("", Missing())
    one(read, "rules", Missing())


def test_a_text_is_there_without_its_blanks() -> None:
    read = table(title=" 考核 ", note="")
    assert (read.text("title"), read.text("note", needed=False)) == ("考核", "")
    assert read.text("other", needed=False) == ""
    assert told(read) == []


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ({}, Missing()),
        ({"title": " "}, Missing()),
        ({"title": 5}, WrongType(expected="text", value="5")),
    ],
)
def test_a_text_that_is_needed_and_is_none(data: dict[str, Any], error: BallotError) -> None:
    read = table(**data)
    assert read.text("title") == ""
    one(read, "title", error)


def test_a_choice_is_one_of_its_words_or_what_stands_without() -> None:
    read = table(kind="乙")
    assert (read.choice("kind", WORDS), read.choice("other", WORDS, "乙")) == ("乙", "乙")
    assert table(kind=" ").choice("kind", WORDS, "乙") == "乙"
    assert told(read) == []


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ({}, Missing()),
        ({"kind": ""}, Missing()),
        ({"kind": "丙"}, NotOneOf(value="丙", allowed=WORDS)),
        ({"kind": 5}, WrongType(expected="text", value="5")),
    ],
)
def test_a_choice_of_something_else_is_refused_once(
    data: dict[str, Any], error: BallotError
) -> None:
    read = table(**data)
    assert read.choice("kind", WORDS) == "甲"
    one(read, "kind", error)


def test_an_empty_choice_with_a_default_is_no_fault() -> None:
    read = table(kind="")
    assert read.choice("kind", WORDS, "乙") == "乙"
    assert told(read) == []
    read = table(kind=5)
    assert read.choice("kind", WORDS, "乙") == "乙"
    one(read, "kind", WrongType(expected="text", value="5"))


def test_a_flag_is_true_or_false() -> None:
    read = table(blank=True, trim=False)
    assert read.flag("blank") is True
    assert read.flag("trim", default=True) is False
    assert read.flag("other", default=True) is True
    assert read.flag("other", default=False) is False
    assert told(read) == []
    assert read.flag("other") is False
    one(read, "other", Missing())
    read = table(blank="true")
    assert read.flag("blank") is False
    one(read, "blank", WrongType(expected="true or false", value="true"))


def test_a_whole_number_keeps_its_borders() -> None:
    read = table(zero=0, three=3, nine=9)
    assert [read.integer(name, low=3, high=9) for name in ("three", "nine")] == [3, 9]
    assert (read.integer("zero"), read.integer("zero", low=None)) == (0, 0)
    assert (read.integer("other", default=4), read.integer("other", default=0)) == (4, 0)
    assert told(read) == []


@pytest.mark.parametrize(
    ("value", "error", "stand_in"),
    [
        (-1, OutOfRange(value="-1", low="0", high="9"), -1),
        (10, OutOfRange(value="10", low="0", high="9"), 10),
        (True, WrongType(expected="whole number", value="true"), 0),
        ("5", WrongType(expected="whole number", value="5"), 0),
        (None, Missing(), 0),
    ],
)
def test_what_is_no_such_whole_number_is_refused(
    value: object, error: BallotError, stand_in: int
) -> None:
    read = table() if value is None else table(count=value)
    assert read.integer("count", high=9) == stand_in
    one(read, "count", error)


def test_a_number_keeps_its_borders_and_is_exact() -> None:
    read = table(share="30%", whole=1, none=0)
    assert read.number("share", high=1) == Fraction(3, 10)
    assert (read.number("whole", high=1), read.number("none")) == (1, 0)
    assert read.number("other", default=Fraction(2)) == 2
    assert read.number("other", default=Fraction(0)) == 0
    assert told(read) == []


@pytest.mark.parametrize(
    ("value", "error", "stand_in"),
    [
        ("-1/2", OutOfRange(value="-1/2", low="0", high="1"), Fraction(-1, 2)),
        ("3/2", OutOfRange(value="3/2", low="0", high="1"), Fraction(3, 2)),
        ("好", WrongType(expected="number", value="好"), Fraction(0)),
        (None, Missing(), Fraction(0)),
    ],
)
def test_what_is_no_such_number_is_refused(
    value: object, error: BallotError, stand_in: Fraction
) -> None:
    read = table() if value is None else table(share=value)
    assert read.number("share", high=1) == stand_in
    one(read, "share", error)


def test_the_lowest_stands_in_and_a_border_may_be_open() -> None:
    assert table().integer("count", low=3) == 3
    assert table().number("share", low=3) == 3
    assert table().integer("count", low=None) == 0
    assert table().number("share", low=None) == 0
    read = table(points=-5, many=10**9)
    assert (read.integer("points", low=None, high=1), read.number("points", low=None)) == (-5, -5)
    assert (read.integer("many"), read.number("many")) == (10**9, 10**9)
    assert told(read) == []
    read.integer("many", low=None, high=1)
    one(read, "many", OutOfRange(value="1000000000", low=None, high="1"))


def test_texts_and_choices_are_lists() -> None:
    read = table(names=["甲", "丙"], none=[])
    assert read.texts("names") == ("甲", "丙")
    assert read.texts("none", needed=False) == read.texts("other", needed=False) == ()
    assert read.choices("other", WORDS) == ()
    assert told(read) == []
    assert read.choices("names", WORDS) == ("甲", "丙")
    one(read, "names", NotOneOf(value="丙", allowed=WORDS))


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ({}, Missing()),
        ({"names": []}, Missing()),
        ({"names": "甲"}, WrongType(expected="list of texts", value="甲")),
        ({"names": [1]}, WrongType(expected="list of texts", value="[1]")),
    ],
)
def test_a_list_that_is_needed_and_is_none(data: dict[str, Any], error: BallotError) -> None:
    read = table(**data)
    assert read.texts("names") == ()
    one(read, "names", error)


def test_whole_numbers_are_a_list_too() -> None:
    read = table(rows=[2, 31], none=[])
    assert read.integers("rows") == (2, 31)
    assert read.integers("none") == read.integers("other") == ()
    assert told(read) == []


@pytest.mark.parametrize("value", [2, [True], ["2"], [2.5], "text"])
def test_what_is_no_list_of_whole_numbers_is_refused(value: object) -> None:
    read = table(rows=value)
    assert read.integers("rows") == ()
    one(read, "rows", WrongType(expected="list of whole numbers", value=str(value)))


def test_tables_inside_tell_their_faults_to_the_whole_with_their_place() -> None:
    read = table(rules={"kind": 5}, subjects=[{"name": "甲"}, {}])
    rules = read.table("rules")
    rules.text("kind")
    assert [each.text("name") for each in read.tables("subjects")] == ["甲", ""]
    assert [key for key, _error in told(read)] == ["rules.kind", "subjects[2].name"]


@pytest.mark.parametrize(("value", "told_as"), [(5, "5"), ([1], "[1]")])
def test_what_is_no_table_is_refused_and_read_as_an_empty_one(value: object, told_as: str) -> None:
    read = table(rules=value)
    assert read.table("rules").names() == ()
    one(read, "rules", WrongType(expected="table", value=told_as))
    read = table(rules=value)
    assert read.tables("rules") == ()
    one(read, "rules", WrongType(expected="list of tables", value=told_as))


def test_tables_that_are_missing_are_a_fault_where_they_are_needed() -> None:
    read = table()
    assert read.table("rules", needed=False).names() == ()
    assert read.tables("subjects", needed=False) == ()
    assert told(read) == []
    read.table("rules")
    one(read, "rules", Missing())
    read = table()
    assert read.tables("subjects") == ()
    one(read, "subjects", Missing())


def test_a_key_that_nobody_asked_for_is_unknown() -> None:
    read = table(title="x", share=1, other=2, height=3)
    assert read.has("title")
    assert not read.has("absent")
    read.number("share")
    read.done(also=("other",))
    allowed = ("absent", "other", "share", "title")
    one(read, "height", UnknownKey(name="height", allowed=allowed))


def test_names_of_the_authors_own_are_all_asked_for() -> None:
    read = table(乙=1, 甲=2)
    assert read.names() == ("乙", "甲")
    read.done()
    assert told(read) == []
