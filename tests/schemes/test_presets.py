"""The policies that are shipped: each is read, cites its clauses and passes its own examples."""

import hashlib
from pathlib import Path

import pytest

from ballot import schemes
from ballot.domain import toml_file
from ballot.domain.errors import ExampleFails, Missing, Refused, SchemeUnknown
from ballot.domain.scheme.scheme import How, Scheme

NAMES = (
    "abc-classes",
    "dongtai",
    "gongwei",
    "jiaozhou-community",
    "jiaozhou-village",
    "lianshu-branch",
    "lianshu-township",
    "lianshu-village",
    "lijun",
    "lijun-monthly40",
    "sanping-304030",
    "yicheng",
)


def test_these_are_shipped() -> None:
    assert schemes.available() == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_policy_passes_its_own_examples(name: str) -> None:
    schemes.check(schemes.find(name))


@pytest.mark.parametrize("name", NAMES)
def test_a_policy_has_at_least_five_examples_and_names_its_source(name: str) -> None:
    scheme = schemes.find(name)
    assert scheme.id == name
    assert scheme.policy
    assert len(toml_file.read(scheme.text, name).tables("examples")) >= 5


@pytest.mark.parametrize("name", NAMES)
def test_items_and_grades_cite_a_clause_or_are_marked_as_not_in_the_text(name: str) -> None:
    scheme = schemes.find(name)
    unsaid = {default.key for default in scheme.defaults}
    for part, many in (("items", scheme.items), ("grades", scheme.placing.grades)):
        for place in range(1, len(many) + 1):
            key = f"{part}[{place}]"
            assert key in scheme.clauses or any(one.startswith(key) for one in unsaid), key


@pytest.mark.parametrize("name", NAMES)
def test_every_default_gives_its_key_and_its_value(name: str) -> None:
    for default in schemes.find(name).defaults:
        assert default.key
        assert default.value


def test_the_digest_is_that_of_the_file() -> None:

    content = (Path(schemes.__file__).parent / "lijun.toml").read_bytes()
    assert schemes.find("lijun").sha256 == hashlib.sha256(content).hexdigest()


def test_a_path_is_a_scheme_too(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(schemes.text_of("lijun"), encoding="utf-8")
    assert schemes.find(str(path)).id == "lijun"


@pytest.mark.parametrize("name", ["nothing", "nothing.toml", "../lijun"])
def test_an_unknown_scheme_names_those_that_there_are(name: str) -> None:
    with pytest.raises(SchemeUnknown) as refused:
        schemes.find(name)
    assert refused.value.available == NAMES


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Refused):
        schemes.find(str(path))


def test_of_the_village_scheme_the_parts_that_a_meeting_needs() -> None:
    scheme = schemes.find("jiaozhou-village")
    assert scheme.objective is not None
    assert scheme.satisfaction is not None
    assert (scheme.objective.name, scheme.satisfaction.name) == (
        "组织工作目标考评得分",
        "群众满意度",
    )
    assert scheme.categories[0] == "村“两委”成员"
    assert scheme.item("群众满意度") is scheme.items[0]
    assert scheme.item("没有") is None
    assert scheme.person.key == ("姓名", "单位", "村(社区)")
    assert scheme.total.how is How.PRODUCT


def with_examples(examples: str) -> Scheme:
    """A scheme of another county with these examples alone."""
    text = schemes.text_of("jiaozhou-village")
    return schemes.read(text[: text.index("[[examples]]")] + examples, "ours")


def failures(examples: str) -> list[tuple[str | None, str, str]]:
    """(key, expected, got) of the examples that fail."""
    with pytest.raises(Refused) as refused:
        schemes.check(with_examples(examples))
    return [
        (fault.key, fault.error.expected, fault.error.got)
        for fault in refused.value.faults
        if isinstance(fault.error, ExampleFails)
    ]


PEOPLE = '\npeople = """\n姓名\n甲\n"""\n'


@pytest.mark.parametrize(
    ("example", "expected", "got"),
    [
        (PEOPLE + 'expect = """\n姓名,考核总分\n甲,88\n"""', "甲 考核总分 88", "甲 考核总分 87.10"),
        (PEOPLE + 'expect = """\n姓名,身高\n甲,180\n"""', "甲 身高 180", "甲 身高 None"),
        (PEOPLE + 'expect = """\n姓名\n"""', "1", "0"),
        (PEOPLE + 'expect = """\n姓名\n甲\n"""\ndoubts = []', "", "no_places、no_places"),
        (PEOPLE + 'refused = "姓名"', "拒绝：姓名", "不拒绝"),
        (
            '\npeople = """\n姓名,很满意\n甲,x\n"""\nexpect = """\n姓名\n甲\n"""',
            "不拒绝",
            "拒绝：很满意",
        ),
        (
            '\nsheet = { "(一)1②" = 3 }\ncolumns = { "派驻方式" = "脱产" }\nexpect = {}',
            "不拒绝",
            "拒绝：(一)1②",
        ),
        ('\nsheet = {}\nexpect = { "合计" = 99 }', "合计 99", "合计 100"),
        ('\nsheet = {}\nexpect = { "没有" = 1 }', "没有 1", "没有 "),
        ('\nsheet = {}\nrefused = "(一)1②"', "拒绝：(一)1②", "不拒绝"),
        ("\nquorum = { eligible = 46, required = 30 }", "30", "31"),
    ],
)
def test_an_example_that_comes_out_otherwise_fails(example: str, expected: str, got: str) -> None:
    found = failures(f'[[examples]]\nname = "x"{example}')
    assert ("examples[1]", expected, got) in found


@pytest.mark.parametrize(
    ("example", "key"),
    [
        ("", "examples[1]"),
        (PEOPLE + "sheet = {}", "examples[1]"),
        ('\nnotice = { from = "2026-01-01", until = "2026-01-07" }', "examples[1].notice"),
        ('\nsize = { list = "没有", people = 3, size = 3 }', "examples[1].size.list"),
        (PEOPLE + 'expect = """\n姓名\n甲\n"""\nexpected = 3', "examples[1].expected"),
    ],
)
def test_an_example_that_is_none_is_refused_by_its_key(example: str, key: str) -> None:
    with pytest.raises(Refused) as refused:
        schemes.check(with_examples(f'[[examples]]\nname = "x"{example}'))
    assert key in [fault.key for fault in refused.value.faults]


def test_a_scheme_without_a_sheet_has_no_example_of_one() -> None:
    text = schemes.text_of("lijun")
    text = text[: text.index("[[examples]]")] + '[[examples]]\nname = "x"\nsheet = {}\nexpect = {}'
    with pytest.raises(Refused) as refused:
        schemes.check(schemes.read(text, "ours"))
    assert [fault.key for fault in refused.value.faults] == ["examples[1].sheet"]


def test_a_scheme_needs_an_example() -> None:
    with pytest.raises(Refused) as refused:
        schemes.check(with_examples(""))
    assert [(fault.key, type(fault.error)) for fault in refused.value.faults] == [
        ("examples", Missing)
    ]


def test_an_entry_of_a_sheet_that_is_no_number_is_refused() -> None:
    example = '[[examples]]\nname = "x"\nsheet = { "(一)1③" = "两次" }\nrefused = "(一)1③"'
    schemes.check(with_examples(example))
