"""How a total comes of the columns of its own table: 总分 = 月考计入×30% + 下级测评×30% + …"""

from collections.abc import Callable, Sequence
from fractions import Fraction

from ballot.domain import rounding
from ballot.domain.scheme import columns
from ballot.domain.scheme.scheme import How, Item, ItemKind, Scheme
from ballot.domain.scoring.ranking import Placed
from ballot.domain.scoring.score import Scored

ROUNDED = "表中的数四舍五入到两位小数，总分用未舍入的数计算。"


def of(scheme: Scheme, scored: Scored) -> str:
    """The formula with its clause, over the items that count and that anybody has a figure of.

    In a partial period the weights are stretched over those, as ``figures`` does. Where months
    make an item, it is said what their deductions do to it.
    """
    held = [
        item
        for place, item in enumerate(scheme.items)
        if _anybody(scored.ranking.placed, place) and not item.is_told
    ]
    right = _right(scheme, held, lambda item: counting(scheme, item))
    if columns.is_changed(scheme, scheme.total.name):
        right += f" + {columns.changes_column(scheme)}"
    clause = f"（{scheme.total.clause}）" if scheme.total.clause else ""
    changed = [item for item in held if columns.is_changed(scheme, item.name)]
    first = "".join(
        f"{counting(scheme, item)} = {item.name} + {changes_of(item)}；" for item in changed
    )
    by_period = "".join(
        _told_by_period(item) for item in changed if _by_period(scheme, item, scored)
    )
    return f"{first}{scheme.total.name} = {right}{clause}。{ROUNDED}{by_period}"


def of_parts(item: Item) -> str:
    """How an item comes of its parts: 月考 = 分管领导打分×50% + 站所长打分×50%."""
    parts = " + ".join(f"{part}×{weight(share)}" for part, share in item.parts.items())
    return f"{item.name} = {parts}"


def changes_of(item: Item) -> str:
    """The column of what is added to an item or taken off."""
    return f"{item.name}增减"


def counting(scheme: Scheme, item: Item) -> str:
    """The column of an item that enters the total."""
    is_changed = columns.is_changed(scheme, item.name)
    return columns.counting_column(item) if is_changed else item.name


def weight(share: Fraction) -> str:
    """A weight as it is written: ``30%``, or ``1/3`` where a percentage has no end."""
    told = rounding.weight(share)
    return str(share) if "/" in told else told


def _told_by_period(item: Item) -> str:
    difference = f"{changes_of(item)}是加减前后汇总数之差。"
    return f"按月或按季填的，先在当月、当季加减，再汇总；{difference}"


def _by_period(scheme: Scheme, item: Item, scored: Scored) -> bool:
    names = columns.of_periods(scheme, item.periods.of, item.name) if item.periods else ()
    return any(row.get(name) for row in scored.rows for name in names)


def _anybody(placed: Sequence[Placed], place: int) -> bool:
    return any(one.figures.values[place] is not None for one in placed) or not placed


def in_numbers(scheme: Scheme, one: Placed, changes: str = "") -> str:
    """The same of one person, each item with its value: 月考计入 86.50×30% + 总分增减 -2.00.

    ``changes`` is what is added to the total or taken from it besides the items, as it is shown.
    """
    pairs = zip(scheme.items, one.figures.values, strict=True)
    values = {item.name: value for item, value in pairs if value is not None}
    held = [item for item in scheme.items if item.name in values and not item.is_told]
    if scheme.total.how is How.PRODUCT:
        words = _right(scheme, held, lambda item: counting(scheme, item))
        exact = " × ".join(rounding.exact(values[item.name]) for item in held)
        return f"{words} = {exact}"

    def say(item: Item) -> str:
        value = values[item.name]
        is_share = item.kind is ItemKind.BALLOT
        return f"{counting(scheme, item)} {rounding.shown(value * (100 if is_share else 1))}"

    added = f" + {columns.changes_column(scheme)} {changes}" if changes else ""
    return _right(scheme, held, say) + added


def _right(scheme: Scheme, items: Sequence[Item], say: Callable[[Item], str]) -> str:
    if scheme.total.how is How.PRODUCT:
        return " × ".join(map(say, items))
    return _sum(items, say)


def _sum(items: Sequence[Item], say: Callable[[Item], str]) -> str:
    shares = [item for item in items if not item.adds and item.weight is not None]
    whole = sum((item.weight or Fraction(0) for item in shares), Fraction(0))
    parts = " + ".join(_weighted(item, say) for item in shares)
    if whole not in (0, 1):
        parts = f"({parts})÷{weight(whole)}"
    added = [_weighted(item, say) for item in items if item.adds]
    return " + ".join([*([parts] if shares else []), *added])


def _weighted(item: Item, say: Callable[[Item], str]) -> str:
    name = say(item)
    return name if item.weight in (None, 1) else f"{name}×{weight(item.weight or Fraction(0))}"
