"""The items of a scheme: what enters the total, and where each value comes from."""

from fractions import Fraction

from ballot.domain.errors import NotOneOf, OutOfRange, SchemeContradiction, TwiceTheSame
from ballot.domain.paper import Question
from ballot.domain.scheme import roll_up
from ballot.domain.scheme.consequences import Period
from ballot.domain.scheme.roll_up import RollUp, RollUpBy
from ballot.domain.scheme.satisfaction import Denominator, SatisfactionRule
from ballot.domain.scheme.scheme import Graded, How, Item, ItemKind, Total
from ballot.domain.table import Table
from ballot.schemes.notes import Notes
from ballot.schemes.sheets import read_sheet


def read_items(
    table: Table, questions: tuple[Question, ...], total: Total, notes: Notes
) -> tuple[Item, ...]:
    """All items; complains of weights that do not sum up to 1, and of a name used twice."""
    items: list[Item] = []
    for one in table.tables("items"):
        item = _item(one, questions, total, notes)
        if item.name in [earlier.name for earlier in items]:
            one.complain("name", TwiceTheSame(value=item.name))
        items.append(item)
        one.done()
    weights = [item.weight for item in items if item.weight is not None and not item.adds]
    if total.how is How.SUM and items and sum(weights, Fraction(0)) != 1:
        table.complain("items", SchemeContradiction(rule="weights_sum_to_1"))
    return tuple(items)


def _item(one: Table, questions: tuple[Question, ...], total: Total, notes: Notes) -> Item:
    clause = notes.take(one)
    name = one.text("name")
    kind = ItemKind(one.choice("kind", [kind.value for kind in ItemKind]))
    sums = total.how is How.SUM
    return Item(
        name=name,
        kind=kind,
        weight=one.number("weight", low=0, high=1) if sums else None,
        adds=one.flag("adds", default=False) if sums else False,
        ballot=_ballot(one, name, questions) if kind is ItemKind.BALLOT else None,
        sheet=read_sheet(one, notes) if kind is ItemKind.SHEET else None,
        graded=_graded(one) if kind is ItemKind.GRADED else None,
        low=one.number("low", low=None) if one.has("low") else None,
        high=one.number("high", low=None) if one.has("high") else None,
        parts=_parts(one),
        periods=_periods(one, notes),
        column=one.text("column", needed=False) or name,
        clause=clause,
    )


def _graded(one: Table) -> Graded:
    table = one.table("coefficients")
    return Graded(
        coefficients={name: table.number(name, low=0, high=1) for name in table.names()},
        by_percent=one.choice("score_by", ["coefficient", "percent"]) == "percent",
        cap=one.number("cap", low=0, high=1) if one.has("cap") else None,
    )


def _parts(one: Table) -> dict[str, Fraction]:
    if not one.has("parts"):
        return {}
    table = one.table("parts")
    parts = {name: table.number(name, low=0, high=1) for name in table.names()}
    if sum(parts.values(), Fraction(0)) != 1:
        one.complain("parts", SchemeContradiction(rule="weights_sum_to_1"))
    return parts


def _periods(one: Table, notes: Notes) -> RollUp | None:
    """How shorter periods make the value; complains of weights that are not those of a year."""
    if not one.has("periods"):
        return None
    table = one.table("periods")
    clause = notes.take(table)
    of = Period(table.choice("of", [period.value for period in roll_up.NAMES]))
    how = RollUpBy(table.choice("how", [how.value for how in RollUpBy]))
    weights: tuple[Fraction, ...] = ()
    if how is RollUpBy.WEIGHTED:
        given = table.table("weights")
        weights = tuple(given.number(name, high=1) for name in roll_up.NAMES[of])
        if sum(weights) != 1:
            table.complain("weights", SchemeContradiction(rule="weights_sum_to_1"))
        given.done()
    is_sum = how is RollUpBy.SUM
    pro_rata = table.flag("pro_rata", default=False) if is_sum else False
    table.done()
    return RollUp(of, how, weights, pro_rata, clause)


def _ballot(one: Table, name: str, questions: tuple[Question, ...]) -> SatisfactionRule | None:
    number = one.integer("question", low=1, default=1)
    if number > len(questions):
        error = OutOfRange(value=str(number), low="1", high=str(len(questions)))
        one.complain("question", error)
        return None
    question = questions[number - 1]
    trim = one.has("trim_above")
    rule = SatisfactionRule(
        name=name,
        weights=_weights(one, question),
        denominator=Denominator(one.choice("denominator", [word.value for word in Denominator])),
        question=number - 1,
        trim=trim,
        trim_above=one.integer("trim_above", low=2) if trim else 0,
        in_points=one.flag("in_points", default=False),
    )
    if trim and question.is_number:
        one.complain("trim_above", SchemeContradiction(rule="trim_needs_steps"))
    if rule.is_satisfaction and rule.weights and rule.weights[-1] != 0:
        one.complain("weights", SchemeContradiction(rule="satisfaction_weighs_worst"))
    return rule


def _weights(one: Table, question: Question) -> tuple[Fraction, ...]:
    """The weight of every option, by name; a whole number has none."""
    if question.is_number:
        return ()
    table = one.table("weights")
    for name in table.names():
        if name not in question.options:
            table.complain(name, NotOneOf(value=name, allowed=question.options))
    return tuple(table.number(option, low=0, high=1) for option in question.options)
