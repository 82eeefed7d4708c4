"""docs/writing-a-scheme.md: what it teaches is true."""

from pathlib import Path

from ballot import schemes
from ballot.domain.scheme.sheet_rules import RuleKind

PAGE = (Path(schemes.__file__).parents[2] / "docs" / "writing-a-scheme.md").read_text(
    encoding="utf-8"
)


def test_the_scheme_on_the_page_is_read_and_its_example_comes_out() -> None:
    text = PAGE.split("```toml\n")[1].split("```")[0]
    scheme = schemes.read(text, "writing-a-scheme.md")
    schemes.check(scheme)
    assert scheme.id == "our-county"


def test_every_kind_of_rule_is_taught() -> None:
    assert [kind.value for kind in RuleKind if f"| `{kind.value}` |" not in PAGE] == []
