"""A reason is a sentence of the record, with the clause that it stands on."""

import pytest

from ballot.domain.scheme.why import WORDS, Reason, Why, record

MISSING = Reason(Why.MISSING, ("群众满意度",))
LAST = Reason(Why.LAST, ("9", "1", "不称职"), "第十九条")


def test_a_reason_names_its_values_and_its_clause() -> None:
    assert MISSING.words == "缺群众满意度，待测评"
    assert LAST.words == "第9名，在最后1名之内，确定为不称职（第十九条）"


def test_a_record_has_every_reason_in_its_order() -> None:
    assert record((LAST, MISSING)) == f"{LAST.words}；{MISSING.words}"
    assert record(()) == ""


@pytest.mark.parametrize("kind", Why)
def test_every_kind_of_reason_has_words(kind: Why) -> None:
    values = tuple("甲乙丙丁戊")
    said = Reason(kind, values).words
    named = [value for place, value in enumerate(values) if f"{{{place}}}" in WORDS[kind]]
    assert "{" not in said
    assert all(value in said for value in named)
