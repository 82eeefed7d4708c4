"""How a total comes of the columns of its own table: 总分 = 月考计入×30% + 下级测评×30% + …"""

from collections.abc import Sequence
from fractions import Fraction

from ballot.domain import rounding
from ballot.domain.scheme import columns
from ballot.domain.scheme.scheme import How, Item, Scheme
from ballot.domain.scoring.periods import rolled_up
from ballot.domain.scoring.ranking import Placed

ROUNDED = "表中的数四舍五入到两位小数,总分用未舍入的数计算。"


def of(scheme: Scheme, placed: Sequence[Placed]) -> str:
    """The formula with its clause, over the items that anybody has a figure of.

    In a partial period the weights are stretched over those, as ``figures`` does. Where months
    make an item, it is said what their deductions do to it.
    """
    held = [item for place, item in enumerate(scheme.items) if _anybody(placed, place)]
    right = _product(scheme, held) if scheme.total.how is How.PRODUCT else _sum(scheme, held)
    if columns.is_changed(scheme, scheme.total.name):
        right += f" + {columns.changes_column(scheme)}"
    clause = f"({scheme.total.clause})" if scheme.total.clause else ""
    changed = [item for item in held if columns.is_changed(scheme, item.name)]
    first = "".join(
        f"{counting(scheme, item)} = {item.name} + {changes_of(item)};" for item in changed
    )
    by_period = "".join(
        _told_by_period(item) for item in changed if _by_period(scheme, item, placed)
    )
    return f"{first}{scheme.total.name} = {right}{clause}。{ROUNDED}{by_period}"


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
    return f"按月或按季填的,先在当月、当季加减,再汇总;{difference}"


def _by_period(scheme: Scheme, item: Item, placed: Sequence[Placed]) -> bool:
    return any(rolled_up.value(scheme, item, one.person.given) is not None for one in placed)


def _anybody(placed: Sequence[Placed], place: int) -> bool:
    return any(one.figures.values[place] is not None for one in placed) or not placed


def _product(scheme: Scheme, items: Sequence[Item]) -> str:
    return " × ".join(counting(scheme, item) for item in items)


def _sum(scheme: Scheme, items: Sequence[Item]) -> str:
    shares = [item for item in items if not item.adds and item.weight is not None]
    whole = sum((item.weight or Fraction(0) for item in shares), Fraction(0))
    parts = " + ".join(_weighted(scheme, item) for item in shares)
    if whole not in (0, 1):
        parts = f"({parts})÷{weight(whole)}"
    added = [_weighted(scheme, item) for item in items if item.adds]
    return " + ".join([*([parts] if shares else []), *added])


def _weighted(scheme: Scheme, item: Item) -> str:
    name = counting(scheme, item)
    return name if item.weight in (None, 1) else f"{name}×{weight(item.weight or Fraction(0))}"
