"""A number typed on a Chinese keyboard is the number, in every form that asks for one."""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form
from wtforms.fields.core import UnboundField

from ballot import web
from ballot.domain.scheme.sheet_rules import Rule, RuleKind, SheetLine
from ballot.domain.scoring.sheet_entry import Side
from ballot.web.forms import Number, Whole
from ballot.web.organizer.assessment.people import sheet_fields

TEMPLATES = Path(__file__).parents[2] / "templates"
ASKED = re.compile(
    r"\bfield\((?:\w+\.)?(\w+),(?:(?!\}\}).)*?inputmode='(?:numeric|decimal)'", re.DOTALL
)
CODES = {"digits"}
"""Twelve digits of a slip: read as what a scanner sends."""
BY_LOOP = {"line"}
"""A field of a list, under the name that its loop gives it."""


class Typed(Form):
    """A number of each kind."""

    whole = Whole()
    number = Number()


def _forms(kind: type[Form] = Form) -> Iterator[type[Form]]:
    for module in walk_packages(web.__path__, "ballot.web."):
        import_module(module.name)
    yield kind
    for each in kind.__subclasses__():
        yield from _forms(each)


def _fields() -> Mapping[str, set[type]]:
    found: dict[str, set[type]] = {}
    for form in _forms():
        for name in dir(form):
            field = getattr(form, name, None)
            if isinstance(field, UnboundField):
                found.setdefault(name, set()).add(field.field_class)
    return found


def test_every_field_that_asks_for_a_number_reads_wide_digits() -> None:
    asked = {
        name
        for page in TEMPLATES.rglob("*.html")
        for name in ASKED.findall(page.read_text(encoding="utf-8"))
    } - BY_LOOP
    fields = _fields()
    assert {"eligible", "count", "pin", "objective_score", "days", "last"} <= asked
    for name in asked - CODES:
        assert fields[name] & {Whole, Number}, name


@pytest.mark.parametrize(
    ("typed", "plain"),
    [("４６", "46"), ("\u3000４６ ", "46"), ("－３", "-3"), ("９７．５", "97.5")],
)
def test_wide_digits_are_digits(typed: str, plain: str) -> None:
    form = Typed(MultiDict({"number": typed}))
    assert form.number.data == plain


def test_a_whole_number_is_read_from_either_keyboard() -> None:
    assert Typed(MultiDict({"whole": "４６"})).whole.data == 46
    form = Typed(MultiDict({"whole": "四六"}))
    assert not form.validate()


def test_a_cell_of_the_sheet_is_read_like_the_rest() -> None:
    rule = Rule(no="(一)1③", kind=RuleKind.COUNT, text="每次奖5分")
    line = SheetLine("(一)1", "村务", Fraction(0), (rule,))
    typed = sheet_fields.read([line], {"why.(一)1③": "照片３张", "exam.(一)1③": "３ "})
    assert typed["(一)1③"].texts[Side.EXAMINER] == "3"
    assert typed["(一)1③"].reason == "照片３张", "words stay as they are written"
