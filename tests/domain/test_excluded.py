"""Answers that are 无效: counted by why and by their list, and read back in one form alone."""

from typing import Any

import pytest

from ballot.domain import excluded
from ballot.domain.excluded import NONE_EXCLUDED, ExcludedAnswer, ExcludedCount, Flaw

FIRST, SECOND, THIRD = bytes(16), b"\x01" * 16, b"\xab" * 16
FOUND = (
    ExcludedAnswer(0, 0, 0, FIRST, Flaw.PROOF),
    ExcludedAnswer(0, 0, 0, SECOND, Flaw.C1_TWICE),
    ExcludedAnswer(0, 0, 1, FIRST, Flaw.C1_TWICE),
    ExcludedAnswer(0, 2, 0, THIRD, Flaw.PROOF),
    ExcludedAnswer(3, 0, 0, FIRST, Flaw.PROOF),
)
"""By subject, question, class and id: the order in which they are written."""


def row(*place: object, id: object = "00" * 16, why: object = "proof") -> dict[str, Any]:
    subject, question, voter_class = place
    return {"subject": subject, "question": question, "class": voter_class, "id": id, "why": why}


def test_they_are_counted_by_why() -> None:
    assert excluded.count(FOUND) == ExcludedCount(proof=3, c1_twice=2)
    assert excluded.count(FOUND).total == 5
    assert excluded.count([]) == NONE_EXCLUDED
    assert NONE_EXCLUDED.total == 0


def test_they_are_told_list_by_list() -> None:
    assert excluded.ids(FOUND) == {
        (0, 0, 0): {FIRST, SECOND},
        (0, 0, 1): {FIRST},
        (0, 2, 0): {THIRD},
        (3, 0, 0): {FIRST},
    }
    counts = excluded.by_cell(FOUND)
    assert (counts[0, 0, 0], counts[0, 2, 0], counts[9, 9, 9]) == (2, 1, 0)


def test_a_pair_of_one_c1_is_told_and_a_proof_that_fails_is_none() -> None:
    assert excluded.has_twice(FOUND)
    assert excluded.has_twice(FOUND[2:])
    assert not excluded.has_twice(FOUND[:1])
    assert not excluded.has_twice([])


def test_they_are_written_by_place_and_id_and_read_back() -> None:
    plain = excluded.to_plain(reversed(FOUND))
    assert plain == [
        row(0, 0, 0),
        row(0, 0, 0, id="01" * 16, why="c1_twice"),
        row(0, 0, 1, why="c1_twice"),
        row(0, 2, 0, id="ab" * 16),
        row(3, 0, 0),
    ]
    assert excluded.from_plain(plain) == FOUND
    assert excluded.from_plain([]) == ()


STRANGE: list[tuple[str, list[Any]]] = [
    ("an id too short", [row(0, 0, 0, id="00" * 15)]),
    ("an id too long", [row(0, 0, 0, id="00" * 17)]),
    ("an id in capitals", [row(0, 0, 0, id="AB" * 16)]),
    ("an id that is no hexadecimal", [row(0, 0, 0, id="xy" * 16)]),
    ("an id that is no text", [row(0, 0, 0, id=0)]),
    ("a word that is none", [row(0, 0, 0, why="late")]),
    ("a subject below the first", [row(-1, 0, 0)]),
    ("a question below the first", [row(0, -1, 0)]),
    ("a class below the first", [row(0, 0, -1)]),
    ("a subject that is true", [row(True, 0, 0)]),
    ("a question that is text", [row(0, "0", 0)]),
    ("a class that is a fraction", [row(0, 0, 1.0)]),
    ("a key more", [row(0, 0, 0) | {"note": ""}]),
    ("no row", [7]),
    ("one twice", [row(0, 0, 0), row(0, 0, 0)]),
    ("one for two reasons", [row(0, 0, 0, why="c1_twice"), row(0, 0, 0)]),
    ("a later subject first", [row(1, 0, 0), row(0, 0, 0)]),
    ("a later question first", [row(0, 1, 0), row(0, 0, 0)]),
    ("a later class first", [row(0, 0, 1), row(0, 0, 0)]),
    ("a later id first", [row(0, 0, 0, id="01" * 16), row(0, 0, 0)]),
    *(
        (f"{key} left out", [{name: is_ for name, is_ in row(0, 0, 0).items() if name != key}])
        for key in row(0, 0, 0)
    ),
]


@pytest.mark.parametrize(("remark", "plain"), STRANGE, ids=[case[0] for case in STRANGE])
def test_another_form_or_order_is_refused(remark: str, plain: list[Any]) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        excluded.from_plain(plain)
