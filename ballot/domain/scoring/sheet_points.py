"""From an entry to points: one small sum a kind of rule (docs/rules.md, A1)."""

from collections.abc import Mapping
from fractions import Fraction

from ballot.domain.errors import (
    BallotError,
    NotOneOf,
    OutOfRange,
    SheetConflict,
    UnknownKey,
    WrongType,
)
from ballot.domain.scheme.sheet_rules import Rule, RuleKind

MONTHS = 12

Entry = bool | int | Fraction | Mapping[str, int]
"""What an examiner enters; see ``RuleKind``."""


def required(rule: Rule, columns: Mapping[str, str], months: int = MONTHS) -> int:
    """How often something is due of this person; pro rata rounds down, in his favour.

    Raises NotOneOf where the person's column has a value that the rule does not know.
    """
    value = columns.get(rule.required_by, "") if rule.required_by else ""
    if value not in rule.required:
        raise NotOneOf(value=value, allowed=tuple(rule.required))
    due = rule.required[value]
    return due * months // MONTHS if rule.pro_rata else due


def points(rule: Rule, entry: Entry, due: int = 0) -> Fraction:
    """The signed points of a checked entry; ``due`` is the required count of this person."""
    if rule.is_named:
        named = entry if isinstance(entry, Mapping) else {}
        each = rule.points_by_name
        return sum((each[name] * many for name, many in named.items()), Fraction(0))
    number = Fraction(0) if isinstance(entry, Mapping) else Fraction(entry)
    if rule.kind is RuleKind.MISSING:
        return rule.points * max(Fraction(0), due - number)
    if rule.kind is RuleKind.RANGE:
        return number if rule.awards else -number
    return of_number(rule, number)


def of_number(rule: Rule, number: Fraction) -> Fraction:
    """The points of a number of times, of levels, or of 万元 (whole ones unless pro rata)."""
    if rule.kind is RuleKind.AMOUNT and not rule.pro_rata:
        number = Fraction(number.numerator // number.denominator)
    return rule.points * number


def check(rule: Rule, entry: Entry) -> BallotError | None:
    """What is wrong with an entry, or None."""
    if rule.is_named:
        return _check_named(rule, entry)
    if rule.kind is RuleKind.ONCE:
        is_flag = isinstance(entry, bool)
        return None if is_flag else WrongType(expected="true or false", value=str(entry))
    if isinstance(entry, bool | Mapping):
        return WrongType(expected="number", value=str(entry))
    return check_number(rule, Fraction(entry))


def check_number(rule: Rule, number: Fraction) -> BallotError | None:
    """What is wrong with an entered number, or None."""
    if rule.kind is not RuleKind.AMOUNT and number.denominator != 1:
        return WrongType(expected="whole number", value=str(number))
    if rule.kind is RuleKind.RANGE:
        if number and not rule.low <= number <= rule.high:
            return OutOfRange(value=str(number), low=str(rule.low), high=str(rule.high))
        return None
    if number < 0 or (rule.most is not None and number > rule.most):
        high = None if rule.most is None else str(rule.most)
        return OutOfRange(value=str(number), low="0", high=high)
    return None


def _check_named(rule: Rule, entry: Entry) -> BallotError | None:
    if not isinstance(entry, Mapping):
        return WrongType(expected="number of each", value=str(entry))
    names = rule.points_by_name
    for name, many in entry.items():
        if name not in names:
            return UnknownKey(name=name, allowed=tuple(names))
        most = rule.most_of.get(name)
        if isinstance(many, bool) or many < 0 or (most is not None and many > most):
            high = None if most is None else str(most)
            return OutOfRange(value=str(many), low="0", high=high)
    said = tuple(f"{rule.no} {name}" for name, many in entry.items() if many)
    return SheetConflict(rules=said) if rule.most_of and len(said) > 1 else None
